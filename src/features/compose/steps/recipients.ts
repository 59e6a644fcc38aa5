import * as vscode from 'vscode';
import { createPick } from '../../../platform/show/picks';
import { contactsInWords } from '../../../platform/words/countWords';
import { loadLater, show, type Answer, type Frame } from '../../../platform/wizard';
import type { BadNumber, PastedNumbers } from '../../../sms/numbers/pastedNumbers';
import type { ChosenList, ComposeState } from '../state';
import { phoneProblem } from '../../../platform/words/reasonWords';

type Row = vscode.QuickPickItem & {
  readonly number?: string;
  readonly list?: ChosenList;
  readonly bad?: string;
};

export interface RecipientSources {
  parse(text: string): PastedNumbers;
  readonly recent: readonly string[];
  readonly lists: Promise<readonly ChosenList[]>;
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
    loadLater(pick, sources.lists, disposed, (lists) => {
      rows.addLists(lists);
    });
    return [
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

  constructor(
    private readonly pick: vscode.QuickPick<Row>,
    state: ComposeState,
    private readonly sources: RecipientSources,
  ) {
    this.chosen = new Set(state.numbers);
    this.offered = sources.recent.filter((number) => !this.chosen.has(number));
    this.lists = state.lists;
    this.refresh(new Set(state.lists.map(({ listId }) => listId)));
  }

  addLists(lists: readonly ChosenList[]): void {
    this.lists = lists;
    this.refresh();
  }

  /** Shows what typed text means; keeps what is ticked. */
  refresh(ticked = this.tickedLists()): void {
    const { good, bad } = this.sources.parse(this.pick.value);
    const typed = good.map(({ e164 }) => e164);
    const added = new Set([...this.tickedNumbers(), ...typed]);
    const kept = [...this.chosen].filter((number) => !typed.includes(number));
    const known = new Set([...typed, ...kept]);
    this.pick.items = [
      ...bad.map(badRow),
      ...typed.map((number): Row => ({ label: number, number, alwaysShow: true })),
      ...kept.map((number): Row => ({ label: number, number, alwaysShow: true })),
      ...section(
        vscode.l10n.t('Recent'),
        this.offered
          .filter((number) => !known.has(number))
          .map((number) => ({ label: number, number })),
      ),
      ...section(vscode.l10n.t('Contact Lists'), this.lists.map(listRow)),
    ];
    this.pick.selectedItems = this.pick.items.filter(
      ({ number, list }) =>
        (number !== undefined && (added.has(number) || this.chosen.has(number))) ||
        (list !== undefined && ticked.has(list.listId)),
    );
  }

  /** Adds what a text names; leaves what it could not read in the input, to be mended. */
  take(text: string): void {
    const { good, bad } = this.sources.parse(text);
    for (const { e164 } of good) {
      this.chosen.add(e164);
    }
    this.pick.value = bad.map((each) => each.text).join(', ');
    this.refresh();
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
    return numbers.length + lists.length > 0 ? { numbers, lists } : undefined;
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

function badRow({ text, reason }: BadNumber): Row {
  return {
    iconPath: new vscode.ThemeIcon('error'),
    label: text,
    description: phoneProblem(reason),
    alwaysShow: true,
    bad: text,
  };
}
