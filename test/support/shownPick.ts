import { created } from './vscode';
import { waitUntil } from './workbench/waiting';

/** The quick pick that is on the screen, as soon as there is one whose rows hold this. */
export function shownPick(row: string | RegExp = '') {
  const holds = (label: string) =>
    typeof row === 'string' ? label.includes(row) : row.test(label);
  return waitUntil(`a pick with "${String(row)}"`, () =>
    created.quickPicks.find(
      ({ visible, items }) => visible && items.some(({ label }) => holds(label)),
    ),
  );
}
