import * as vscode from 'vscode';
import { executeCommand, registerCommand } from './commands';
import type { CommandId } from '../contributions';
import type { ErrorBoundary } from './errors';

export interface DeferredFeatureOptions {
  readonly errors: ErrorBoundary;
  /** Every command that the feature registers. */
  readonly commands: readonly CommandId[];
  /** Loads the feature's code; what it gives registers the feature. */
  readonly load: () => Promise<() => vscode.Disposable>;
}

/**
 * A feature whose code is loaded when it is first used, so that activation does not pay for what
 * nobody looks at. Until then stand-ins hold the place of its commands.
 */
export class DeferredFeature implements vscode.Disposable {
  private readonly standIns: vscode.Disposable;
  private opening: Promise<void> | undefined;
  private feature: vscode.Disposable | undefined;
  private isDisposed = false;

  constructor(private readonly options: DeferredFeatureOptions) {
    const { errors, commands } = options;
    this.standIns = vscode.Disposable.from(
      ...commands.map((id) =>
        registerCommand(errors, id, async (...args) => {
          await this.open();
          return this.isDisposed ? undefined : executeCommand(id, ...(args as never));
        }),
      ),
    );
  }

  /** Loads and registers the feature unless that was done. What failed to load is tried again. */
  readonly open = (): Promise<void> => {
    this.opening ??= this.load().catch((error: unknown) => {
      this.opening = undefined;
      throw error;
    });
    return this.opening;
  };

  dispose(): void {
    this.isDisposed = true;
    this.standIns.dispose();
    this.feature?.dispose();
  }

  private async load(): Promise<void> {
    const register = await this.options.load();
    this.standIns.dispose();
    if (!this.isDisposed) {
      this.feature = register();
    }
  }
}
