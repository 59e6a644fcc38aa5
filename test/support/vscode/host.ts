import { EventEmitter } from './events';

export interface ShownMessage {
  readonly severity: 'information' | 'warning' | 'error';
  readonly message: string;
  readonly modal: boolean;
  readonly detail: string | undefined;
  /** Button titles, in order. */
  readonly buttons: readonly string[];
}

export interface ShownProgress {
  readonly title?: string;
}

export interface AskedInput {
  readonly title?: string;
  readonly prompt?: string;
  readonly value?: string;
  readonly placeHolder?: string;
}

export interface PickRow {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
}

type Handler = (...args: readonly unknown[]) => unknown;

/** What a test sets up and looks at: the person at the keyboard and what the window showed them. */
class Host {
  readonly messages: ShownMessage[] = [];
  readonly inputs: AskedInput[] = [];
  /** Validation texts that stopped an answer of `onInput`. */
  readonly refusedInputs: string[] = [];
  readonly picks: (readonly string[])[] = [];
  readonly progress: {
    readonly title: string | undefined;
    readonly messages: readonly string[];
  }[] = [];
  /** Every executed command with its arguments, `setContext` excepted. */
  readonly executed: { readonly id: string; readonly args: readonly unknown[] }[] = [];
  readonly contexts = new Map<string, unknown>();
  readonly commands = new Map<string, Handler>();
  /** What the person set; those of the workspace are apart. */
  readonly settings = new Map<string, unknown>();
  readonly workspaceSettings = new Map<string, unknown>();
  readonly logLines: { readonly level: string; readonly text: string }[] = [];
  readonly settingsChanged = new EventEmitter<{ affectsConfiguration(id: string): boolean }>();
  clipboard = '';

  /** The title of the button pressed; undefined dismisses. */
  onMessage: (shown: ShownMessage) => string | undefined = () => undefined;
  /** What is typed into an input box; undefined is Escape. */
  onInput: (asked: AskedInput) => string | undefined = () => undefined;
  /** The label picked, or several for `canPickMany`; undefined is Escape. */
  onPick: (rows: readonly PickRow[], title: string) => string | readonly string[] | undefined =
    () => undefined;

  /** Whether Cancel is pressed on a progress as soon as it shows. */
  cancelsProgress: (shown: ShownProgress) => boolean = () => false;

  private readonly resets: (() => void)[] = [];

  /** For the other files of the fake: runs at every `reset`. */
  onReset(reset: () => void): void {
    this.resets.push(reset);
  }

  setSetting(id: string, value: unknown): void {
    this.settings.set(id, value);
    this.settingsChanged.fire({
      affectsConfiguration: (asked) => id === asked || id.startsWith(`${asked}.`),
    });
  }

  reset(): void {
    this.messages.length = 0;
    this.inputs.length = 0;
    this.refusedInputs.length = 0;
    this.picks.length = 0;
    this.progress.length = 0;
    this.executed.length = 0;
    this.logLines.length = 0;
    this.contexts.clear();
    this.commands.clear();
    this.settings.clear();
    this.workspaceSettings.clear();
    this.settingsChanged.dispose();
    this.clipboard = '';
    this.onMessage = () => undefined;
    this.onInput = () => undefined;
    this.onPick = () => undefined;
    this.cancelsProgress = () => false;
    for (const reset of this.resets) {
      reset();
    }
  }
}

export const host = new Host();

/** Lets every promise that can settle without the outside world settle. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) {
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
  }
}
