import { TreeItemCollapsibleState } from './enums';
import { Uri } from './uri';

export class ThemeColor {
  constructor(readonly id: string) {}
}

export class FileDecoration {
  constructor(
    readonly badge?: string,
    readonly tooltip?: string,
    readonly color?: ThemeColor,
  ) {}
}

export class ThemeIcon {
  static readonly File = new ThemeIcon('file');
  static readonly Folder = new ThemeIcon('folder');

  constructor(
    readonly id: string,
    readonly color?: ThemeColor,
  ) {}
}

export class TreeItem {
  label?: unknown;
  resourceUri?: Uri;

  constructor(
    labelOrUri: unknown,
    public collapsibleState: number = TreeItemCollapsibleState.None,
  ) {
    if (labelOrUri instanceof Uri) {
      this.resourceUri = labelOrUri;
    } else {
      this.label = labelOrUri;
    }
  }
}

export class DataTransferItem {
  constructor(readonly value: unknown) {}

  asString(): Promise<string> {
    return Promise.resolve(
      typeof this.value === 'string' ? this.value : JSON.stringify(this.value),
    );
  }

  asFile(): undefined {
    return undefined;
  }
}

export class DataTransfer {
  private readonly items = new Map<string, DataTransferItem>();

  get(mimeType: string): DataTransferItem | undefined {
    return this.items.get(mimeType);
  }

  set(mimeType: string, item: DataTransferItem): void {
    this.items.set(mimeType, item);
  }

  forEach(visit: (item: DataTransferItem, mimeType: string) => void): void {
    this.items.forEach(visit);
  }
}
