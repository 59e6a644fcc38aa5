import * as vscode from 'vscode';
import { createPick } from '../../../platform/show/picks';
import { contactsInWords } from '../../../platform/words/countWords';
import { loadLater, retryRow, show, type Answer, type Frame } from '../../../platform/wizard';
import type { BadNumber, PastedNumbers } from '../../../sms/numbers/pastedNumbers';
import type { ChosenList, ComposeState } from '../state';
import { phoneProblem } from '../../../platform/words/reasonWords';

type Row = vscode.QuickPickItem & {
  readonly number?: string;
  readonly list?: ChosenList;
  readonly isRetry?: boolean;
};

export interface RecipientSources {
  parse(text: string): PastedNumbers;
  readonly recent: readonly string[];
  readonly lists: () => Promise<readonly ChosenList[]>;
}

/** Recipients: typed or pasted, recent ones, contact lists. Bad ones are named and hold the step. */
export function askRecipients(
  state: ComposeState,
  frame: Frame,
  sources: RecipientSources,
): Promise<Answer<ComposeState>> {
  const pick = createPick<Row>();
  const paste: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('clippy'),
    tooltip: vscode.l10n.t('Paste Numbers from the Clipboard'),
  };
  pick.canSelectMany = true;
  pick.matchOnDescription = true;
  pick.buttons = [paste];
  pick.placeholder = vscode.l10n.t('Phone numbers, several with commas; or pick from below');
  const rows = new RecipientRows(pick, state, sources);
  return show<ComposeState>(pick, frame, (resolve, disposed) => {
    const load = () => {
      loadLater(pick, sources.lists, disposed, (lists) => {
        rows.addLists(lists);
      });
    };
    load();
    return [
      pick.onDidChangeSelection((selected) => {
        if (selected.some(({ isRetry }) => isRetry)) {
          rows.addLists([]);
          load();
        }
      }),
      pick.onDidChangeValue(() => {
        rows.refresh();
      }),
      pick.onDidTriggerButton(async (button) => {
        if (button === paste) {
          rows.take(await vscode.env.clipboard.readText());
        }
      }),
      pick.onDidAccept(() => {
        const chosen = rows.accept();
        if (chosen) {
          resolve({ ...state, ...chosen });
        }
      }),
    ];
  });
}

/** The rows of the pick: what was typed, what was chosen before, recent numbers, lists. */
class RecipientRows {
  private readonly chosen: Set<string>;
  private readonly offered: readonly string[];
  private lists: readonly ChosenList[];
  private areListsMissing = false;
  /** Whether somebody went on without a recipient. */
  private isNobodyChosen = false;

  constructor(
    private readonly pick: vscode.QuickPick<Row>,
    state: ComposeState,
    private readonly sources: RecipientSources,
  ) {
    this.chosen = new Set(state.numbers);
    this.offered = sources.recent.filter((number) => !this.chosen.has(number));
    this.lists = state.lists;
    this.refresh(new Set(state.lists.map(({ listId }) => listId)), state.numbers);
  }

  /** What was ticked before stays in the list, whatever came of loading the others. */
  addLists(lists: readonly ChosenList[] | undefined): void {
    const ticked = this.tickedLists();
    const kept = this.lists.filter(
      ({ listId }) => ticked.has(listId) && !lists?.some((list) => list.listId === listId),
    );
    this.areListsMissing = lists === undefined;
    this.lists = [...kept, ...(lists ?? [])];
    this.refresh(ticked);
  }

  /** Shows what typed text means; keeps what is ticked, and ticks what is new. */
  refresh(ticked = this.tickedLists(), fresh: readonly string[] = []): void {
    const { good, bad } = this.sources.parse(this.pick.value);
    const typed = good.map(({ e164 }) => e164);
    const added = new Set([...this.tickedNumbers(), ...typed, ...fresh]);
    const kept = [...this.chosen].filter((number) => !typed.includes(number));
    const known = new Set([...typed, ...kept]);
    this.isNobodyChosen &&= this.pick.value === '' && added.size === 0;
    this.pick.items = [
      ...(this.isNobodyChosen ? [nobodyRow()] : []),
      ...bad.map(badRow),
      ...typed.map((number): Row => ({ label: number, number, alwaysShow: true })),
      ...kept.map((number): Row => ({ label: number, number, alwaysShow: true })),
      ...section(
        vscode.l10n.t('Recent'),
        this.offered
          .filter((number) => !known.has(number))
          .map((number) => ({ label: number, number })),
      ),
      ...section(vscode.l10n.t('Contact Lists'), [
        ...this.lists.map(listRow),
        ...(this.areListsMissing ? [{ ...retryRow(), isRetry: true }] : []),
      ]),
    ];
    this.pick.selectedItems = this.pick.items.filter(
      ({ number, list }) =>
        (number !== undefined && added.has(number)) ||
        (list !== undefined && ticked.has(list.listId)),
    );
  }

  /** Adds what a text names; leaves what it could not read in the input, to be mended. */
  take(text: string): void {
    const { good, bad } = this.sources.parse(text);
    const fresh = good.map(({ e164 }) => e164);
    for (const number of fresh) {
      this.chosen.add(number);
    }
    this.pick.value = bad.map((each) => each.text).join(', ');
    this.refresh(this.tickedLists(), fresh);
  }

  /** What was chosen, or undefined while something typed is not a number. */
  accept(): Pick<ComposeState, 'numbers' | 'lists'> | undefined {
    const { good, bad } = this.sources.parse(this.pick.value);
    // Enter may come before the ticks of what was just typed.
    const numbers = [...new Set([...this.tickedNumbers(), ...good.map(({ e164 }) => e164)])];
    const lists = this.pick.selectedItems.flatMap(({ list }) => (list ? [list] : []));
    if (bad.length > 0) {
      this.take(this.pick.value);
      return undefined;
    }
    if (numbers.length + lists.length > 0) {
      return { numbers, lists };
    }
    this.isNobodyChosen = true;
    this.refresh();
    return undefined;
  }

  private tickedNumbers(): readonly string[] {
    return this.pick.selectedItems.flatMap(({ number }) => (number === undefined ? [] : [number]));
  }

  private tickedLists(): ReadonlySet<number> {
    return new Set(this.pick.selectedItems.flatMap(({ list }) => (list ? [list.listId] : [])));
  }
}

function section(label: string, rows: readonly Row[]): readonly Row[] {
  return rows.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...rows];
}

function listRow(list: ChosenList): Row {
  return {
    iconPath: new vscode.ThemeIcon('organization'),
    label: list.name,
    description: contactsInWords(list.contactCount),
    list,
  };
}

function badRow({ text, reason, country }: BadNumber): Row {
  return {
    iconPath: new vscode.ThemeIcon('error'),
    label: text,
    description: phoneProblem(reason, country),
    alwaysShow: true,
  };
}

function nobodyRow(): Row {
  return {
    iconPath: new vscode.ThemeIcon('error'),
    label: vscode.l10n.t('Nobody would get it yet'),
    description: vscode.l10n.t('type a number, or tick a row below'),
    alwaysShow: true,
  };
}
