import * as vscode from 'vscode';
import { createInput } from './show/inputs';
import { createPick } from './show/picks';
import { isCancellation } from './errors';

/** What a step resolves to when the person wants the step before. */
export const goBack = Symbol('goBack');
export type Answer<T> = T | typeof goBack;

/** Where in a wizard a step is, for its title ("1/4") and its back button. */
export interface Frame {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
}

/** Asks one thing and answers with the state that knows it. */
export type Step<State> = (state: State, frame: Frame) => Promise<Answer<State>>;

export interface WizardOptions<State> {
  /** Called with what is known after each answer to one of the steps, `finish` excepted. */
  readonly onProgress?: (state: State) => void;
  /** A last step that is not counted, for example a confirmation. */
  readonly finish?: Step<State>;
  /** Answers with the state to try a step again with that failed, or with `goBack`. */
  readonly onFailure?: (error: unknown, state: State, frame: Frame) => Promise<Answer<State>>;
}

/**
 * Runs the steps in order; going back shows the step before with what was answered there. Escape
 * throws `CancellationError`.
 *
 * @param title asked for anew at each step: the account in it may be another by then
 */
export async function runWizard<State>(
  title: string | (() => string),
  initial: State,
  steps: readonly Step<State>[],
  { onProgress, finish, onFailure }: WizardOptions<State> = {},
): Promise<State> {
  let state = initial;
  const all = finish ? [...steps, finish] : steps;
  for (let index = 0; index < all.length;) {
    const frame: Frame = {
      title: typeof title === 'string' ? title : title(),
      step: index + 1,
      totalSteps: index < steps.length ? steps.length : 1,
    };
    const run = all[index] ?? ((now: State) => Promise.resolve(now));
    try {
      const answer = await run(state, frame);
      if (answer === goBack) {
        index = Math.max(0, index - 1);
      } else {
        state = answer;
        index += 1;
        if (index <= steps.length) {
          onProgress?.(state);
        }
      }
    } catch (error) {
      if (!onFailure || isCancellation(error)) {
        throw error;
      }
      const answer = await onFailure(error, state, frame);
      if (answer === goBack) {
        index = Math.max(0, index - 1);
      } else {
        state = answer;
      }
    }
  }
  return state;
}

export interface InputOptions {
  readonly value?: string;
  readonly prompt: string;
  readonly placeholder?: string;
  readonly validate?: (value: string) => string | undefined;
}

export function askText(frame: Frame, options: InputOptions): Promise<Answer<string>> {
  const input = createInput();
  input.value = options.value ?? '';
  input.prompt = options.prompt;
  input.placeholder = options.placeholder;
  const check = () => {
    input.validationMessage = options.validate?.(input.value);
  };
  return show<string>(input, frame, (resolve) => [
    input.onDidChangeValue(check),
    input.onDidAccept(() => {
      check();
      if (!input.validationMessage) {
        resolve(input.value);
      }
    }),
  ]);
}

export interface PickOptions<Item extends vscode.QuickPickItem> {
  readonly items: readonly Item[];
  readonly placeholder: string;
  readonly active?: Item | undefined;
  /** Called as the person types; the items shown from then on, first the one that Enter takes. */
  readonly onType?: (value: string) => readonly Item[];
  /** Whether Enter may take an item; one that says what is wrong stays, with what was typed. */
  readonly canPick?: (item: Item) => boolean;
  /** Items that arrive later, for example from the network; shown after those of `items`. */
  readonly later?: () => Promise<readonly Item[]>;
}

/** A row that loads once more what could not be loaded. */
export function retryRow(): vscode.QuickPickItem {
  return {
    iconPath: new vscode.ThemeIcon('refresh'),
    label: vscode.l10n.t('Try Again'),
    description: vscode.l10n.t('what belongs here could not be loaded'),
    alwaysShow: true,
  };
}

/** Picks one item. An item may answer to what was typed, see `onType`. */
export function askPick<Item extends vscode.QuickPickItem>(
  frame: Frame,
  options: PickOptions<Item>,
): Promise<Answer<Item>> {
  const pick = createPick<Item>();
  const retry = retryRow() as Item;
  let late: readonly Item[] = [];
  const showItems = () => {
    const items = options.onType?.(pick.value) ?? options.items;
    pick.items = [...items, ...late];
  };
  pick.placeholder = options.placeholder;
  pick.matchOnDescription = true;
  showItems();
  if (options.active) {
    pick.activeItems = [options.active];
  }
  return show<Item>(pick, frame, (resolve, disposed) => {
    const load = () => {
      loadLater(pick, options.later, disposed, (items) => {
        late = items ?? [retry];
        showItems();
      });
    };
    load();
    return [
      pick.onDidChangeValue(showItems),
      pick.onDidAccept(() => {
        if (pick.selectedItems[0] === retry) {
          late = [];
          showItems();
          load();
          return;
        }
        const item = answerTo(pick.value, pick.selectedItems[0], options.onType, late);
        if (item && (options.canPick?.(item) ?? true)) {
          resolve(item);
        }
      }),
    ];
  });
}

/**
 * The item that Enter means. The list changes a moment after the typing, so that Enter may still
 * select a row of the list before, "Now" instead of the time just typed: with something typed, only
 * what was typed counts, or a row from elsewhere that fits it.
 */
function answerTo<Item extends vscode.QuickPickItem>(
  value: string,
  selected: Item | undefined,
  onType: ((value: string) => readonly Item[]) | undefined,
  late: readonly Item[],
): Item | undefined {
  const typed = value.trim().toLowerCase();
  if (typed === '' || !onType) {
    return selected;
  }
  const fits = ({ label, description = '' }: Item) =>
    `${label} ${description}`.toLowerCase().includes(typed);
  return selected && late.includes(selected) && fits(selected) ? selected : onType(value)[0];
}

/** Shows a bar while `later` loads. After a failure there are no items: the person can still type. */
export function loadLater<Item>(
  input: vscode.QuickInput,
  later: (() => Promise<readonly Item[]>) | undefined,
  disposed: () => boolean,
  onItems: (items: readonly Item[] | undefined) => void,
): void {
  if (!later) {
    return;
  }
  input.busy = true;
  void later()
    .catch(() => undefined)
    .then((items) => {
      if (!disposed()) {
        input.busy = false;
        onItems(items);
      }
    });
}

interface Buttoned extends vscode.QuickInput {
  buttons: readonly vscode.QuickInputButton[];
  readonly onDidTriggerButton: vscode.Event<vscode.QuickInputButton>;
}

/** Shows a quick input as one step; hiding it any other way than by an answer cancels. */
export function show<T>(
  input: Buttoned,
  frame: Frame,
  wire: (resolve: (value: T) => void, disposed: () => boolean) => readonly vscode.Disposable[],
): Promise<Answer<T>> {
  input.title = frame.title;
  input.ignoreFocusOut = true;
  if (frame.totalSteps > 1) {
    input.step = frame.step;
    input.totalSteps = frame.totalSteps;
  }
  if (frame.step > 1) {
    input.buttons = [vscode.QuickInputButtons.Back, ...input.buttons];
  }
  return new Promise<Answer<T>>((resolve, reject) => {
    let done = false;
    const subscriptions: vscode.Disposable[] = [];
    const settle = (act: () => void) => {
      if (!done) {
        done = true;
        act();
        vscode.Disposable.from(...subscriptions).dispose();
        input.dispose();
      }
    };
    subscriptions.push(
      ...wire(
        (value) => {
          settle(() => {
            resolve(value);
          });
        },
        () => done,
      ),
      input.onDidTriggerButton((button) => {
        if (button === vscode.QuickInputButtons.Back) {
          settle(() => {
            resolve(goBack);
          });
        }
      }),
      input.onDidHide(() => {
        settle(() => {
          reject(new vscode.CancellationError());
        });
      }),
    );
    input.show();
  });
}
