import { EventEmitter } from './events';

export class FakeTreeView {
  visible = true;
  selection: readonly unknown[] = [];
  title: string | undefined;
  description: string | undefined;
  message: unknown;
  badge: { readonly value: number; readonly tooltip: string } | undefined;
  readonly revealed: unknown[] = [];

  private readonly visibility = new EventEmitter<{ readonly visible: boolean }>();
  private readonly selected = new EventEmitter<{ readonly selection: readonly unknown[] }>();
  readonly onDidChangeVisibility = this.visibility.event;
  readonly onDidChangeSelection = this.selected.event;
  readonly onDidExpandElement = new EventEmitter<unknown>().event;
  readonly onDidCollapseElement = new EventEmitter<unknown>().event;

  constructor(
    readonly options: {
      readonly treeDataProvider: unknown;
      readonly dragAndDropController?: unknown;
    },
  ) {}

  setVisible(visible: boolean): void {
    this.visible = visible;
    this.visibility.fire({ visible });
  }

  select(...selection: readonly unknown[]): void {
    this.selection = selection;
    this.selected.fire({ selection });
  }

  reveal(node: unknown): Promise<void> {
    this.revealed.push(node);
    return Promise.resolve();
  }

  dispose(): void {
    this.visibility.dispose();
    this.selected.dispose();
  }
}
