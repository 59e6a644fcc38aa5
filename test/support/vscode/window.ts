import { CancellationTokenSource, Disposable, EventEmitter } from './events';
import { host } from './host';
import type { AskedInput, PickRow, ShownMessage, ShownProgress } from './host';
import { FakeInputBox } from './inputBox';
import { FakeQuickPick } from './quickPick';
import { FakeTreeView } from './treeView';
import type { Uri } from './uri';

interface MessageOptions {
  readonly modal?: boolean;
  readonly detail?: string;
}

type Button = string | { readonly title: string; readonly isCloseAffordance?: boolean };

function showMessage(severity: ShownMessage['severity']) {
  return (message: string, ...rest: readonly (MessageOptions | Button)[]): Promise<unknown> => {
    const [first] = rest;
    const isOptions = typeof first === 'object' && !('title' in first);
    const options: MessageOptions = isOptions ? first : {};
    const buttons = (isOptions ? rest.slice(1) : rest) as readonly Button[];
    const titleOf = (button: Button) => (typeof button === 'string' ? button : button.title);
    const shown: ShownMessage = {
      severity,
      message,
      modal: options.modal === true,
      detail: options.detail,
      buttons: buttons.map(titleOf),
    };
    host.messages.push(shown);
    const pressed = host.onMessage(shown);
    return Promise.resolve(
      pressed === undefined ? undefined : buttons.find((button) => titleOf(button) === pressed),
    );
  };
}

interface InputOptions extends AskedInput {
  readonly validateInput?: (value: string) => unknown;
}

async function showInputBox(options: InputOptions = {}): Promise<string | undefined> {
  host.inputs.push(options);
  const typed = host.onInput(options);
  if (typed === undefined) {
    return undefined;
  }
  const refusal = await options.validateInput?.(typed);
  const isHint =
    typeof refusal === 'object' && (refusal as { severity?: number } | null)?.severity !== 3;
  if (refusal === undefined || refusal === '' || isHint) {
    return typed;
  }
  host.refusedInputs.push(
    typeof refusal === 'string' ? refusal : (refusal as { message: string }).message,
  );
  return undefined;
}

interface PickOptions {
  readonly title?: string;
  readonly placeHolder?: string;
  readonly canPickMany?: boolean;
}

async function showQuickPick(
  given: readonly (string | PickRow)[] | Promise<readonly (string | PickRow)[]>,
  options: PickOptions = {},
): Promise<unknown> {
  const items = await given;
  const rows = items.map((item) => (typeof item === 'string' ? { label: item } : item));
  host.picks.push(rows.map(({ label }) => label));
  const answer = host.onPick(rows, options.title ?? options.placeHolder ?? '');
  if (answer === undefined) {
    return undefined;
  }
  const labels = typeof answer === 'string' ? [answer] : answer;
  const found = labels.map((label) => {
    const index = rows.findIndex((row) => row.label === label);
    if (index < 0) {
      throw new Error(`no row "${label}" among ${rows.map((row) => row.label).join(', ')}`);
    }
    return items[index];
  });
  return options.canPickMany === true ? found : found[0];
}

function createOutputChannel(): Record<string, unknown> {
  const write = (level: string) => (text: string) => {
    host.logLines.push({ level, text });
  };
  const levels = ['trace', 'debug', 'info', 'warn', 'error', 'appendLine', 'append'];
  return {
    name: 'fake',
    show: () => undefined,
    clear: () => undefined,
    dispose: () => undefined,
    ...Object.fromEntries(levels.map((level) => [level, write(level)])),
  };
}

function withProgress<T>(
  options: ShownProgress & { readonly title?: string },
  task: (
    progress: { report(step: { readonly message?: string }): void },
    token: unknown,
  ) => Promise<T>,
): Promise<T> {
  const messages: string[] = [];
  host.progress.push({ title: options.title, messages });
  const report = ({ message }: { readonly message?: string }) => {
    if (message !== undefined) {
      messages.push(message);
    }
  };
  const source = new CancellationTokenSource();
  const work = task({ report }, source.token);
  if (host.cancelsProgress(options)) {
    source.cancel();
  }
  return work;
}

interface FakeStatusBarItem {
  readonly id: string;
  text: string;
  readonly tooltip?: unknown;
  isShown: boolean;
  isDisposed: boolean;
  backgroundColor: { readonly id: string } | undefined;
}

/** Views and quick picks a test can find again, the latest last. */
export const created = {
  treeViews: new Map<string, FakeTreeView>(),
  quickPicks: [] as FakeQuickPick[],
  shownDocuments: [] as unknown[],
  closedTabs: [] as unknown[],
  statusBarItems: [] as FakeStatusBarItem[],
};

/** Fires what the window would. */
export const windowEvents = {
  activeEditor: new EventEmitter<unknown>(),
  state: new EventEmitter<{ readonly focused: boolean }>(),
};

export const window = {
  activeTextEditor: undefined as unknown,
  visibleTextEditors: [] as unknown[],
  state: { focused: true, active: true },
  tabGroups: {
    all: [] as unknown[],
    close: (tabs: unknown) => {
      created.closedTabs.push(...(Array.isArray(tabs) ? (tabs as unknown[]) : [tabs]));
      return Promise.resolve(true);
    },
  },
  onDidChangeActiveTextEditor: windowEvents.activeEditor.event,
  onDidChangeWindowState: windowEvents.state.event,
  onDidChangeVisibleTextEditors: new EventEmitter<unknown>().event,
  onDidChangeTextEditorSelection: new EventEmitter<unknown>().event,
  showInformationMessage: showMessage('information'),
  showWarningMessage: showMessage('warning'),
  showErrorMessage: showMessage('error'),
  showInputBox,
  showQuickPick,
  createOutputChannel,
  withProgress,
  showTextDocument: (target: unknown) => {
    created.shownDocuments.push(target);
    return Promise.resolve({ document: target });
  },
  setStatusBarMessage: () => new Disposable(() => undefined),
  createInputBox: () => new FakeInputBox(),
  createQuickPick: () => {
    const pick = new FakeQuickPick();
    created.quickPicks.push(pick);
    return pick;
  },
  createTreeView: (id: string, options: ConstructorParameters<typeof FakeTreeView>[0]) => {
    const view = new FakeTreeView(options);
    created.treeViews.set(id, view);
    return view;
  },
  createStatusBarItem: (id: string) => {
    const made = {
      id,
      text: '',
      isShown: false,
      isDisposed: false,
      backgroundColor: undefined,
      show: () => {
        made.isShown = true;
      },
      hide: () => {
        made.isShown = false;
      },
      dispose: () => {
        made.isDisposed = true;
      },
    };
    created.statusBarItems.push(made);
    return made;
  },
  registerFileDecorationProvider: () => new Disposable(() => undefined),
  showSaveDialog: (): Promise<Uri | undefined> => Promise.resolve(undefined),
};

host.onReset(() => {
  created.treeViews.clear();
  created.quickPicks.length = 0;
  created.shownDocuments.length = 0;
  created.closedTabs.length = 0;
  created.statusBarItems.length = 0;
  windowEvents.activeEditor.dispose();
  windowEvents.state.dispose();
  window.activeTextEditor = undefined;
  window.visibleTextEditors = [];
  window.tabGroups.all = [];
});
