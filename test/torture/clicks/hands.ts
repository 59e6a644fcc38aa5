import { created, host } from '../../support/vscode';

/** What a person in a hurry presses: whatever sends, else whatever goes on. */
const wanted = [/^Send (?:to|for|the|Them|Now|Anyway)/u, /^Send/u, /^Continue/u, /^Yes/u];

function buttonOf(buttons: readonly string[]): string | undefined {
  for (const pattern of wanted) {
    const found = buttons.find((button) => pattern.test(button));
    if (found !== undefined) {
      return found;
    }
  }
  return buttons[0];
}

/** Rather than what leads elsewhere, or says what failed and cannot be picked. */
const goesOn = (label: string, to: string): boolean =>
  label === to || /^(?:Type One Line Here|Continue to.*|Back)$/u.test(label);

/** Answers every question of the window as fast as it comes. */
export function startAnswering(answers: { readonly to: string; readonly body: string }): void {
  host.onMessage = ({ modal, buttons }) => (modal ? buttonOf(buttons) : undefined);
  host.onInput = ({ prompt = '' }) => /Type (\d+)/u.exec(prompt)?.[1] ?? answers.body;
  host.onPick = ([row]) => row?.label;
  setInterval(() => {
    for (const pick of created.quickPicks.filter(({ visible }) => visible)) {
      if ((pick.placeholder ?? '').includes('numbers') && pick.value === '') {
        pick.type(answers.to);
      }
      const row = pick.items.find(({ label }) => goesOn(label, answers.to)) ?? pick.items[0];
      if (row) {
        pick.accept(row.label);
      }
    }
  }, 1);
}
