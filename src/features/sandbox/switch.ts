import type * as vscode from 'vscode';
import type { SharedFiles } from '../../platform/sharedFiles';

const file = 'sandbox';

interface Position {
  readonly isOff: boolean;
  /** The instance that a window of ours started last. */
  readonly started: string | undefined;
}

/** Whether a person switched the sandbox off: one answer for all windows, and for tomorrow. */
export class SandboxSwitch {
  readonly onDidChange: vscode.Event<void>;

  constructor(private readonly files: SharedFiles) {
    this.onDidChange = (listener) =>
      this.files.onDidChange((name) => {
        if (name === file) {
          listener();
        }
      });
  }

  get isOff(): boolean {
    return this.read().isOff;
  }

  get started(): string | undefined {
    return this.read().started;
  }

  turnOff(): void {
    this.write({ isOff: true, started: this.started });
  }

  turnOn(started: string | undefined): void {
    this.write({ isOff: false, started });
  }

  private read(): Position {
    try {
      const { isOff, started } = JSON.parse(this.files.read(file) ?? '') as Record<string, unknown>;
      return {
        isOff: isOff === true,
        started: typeof started === 'string' ? started : undefined,
      };
    } catch {
      return { isOff: false, started: undefined };
    }
  }

  private write(position: Position): void {
    this.files.write(file, JSON.stringify(position));
  }
}
