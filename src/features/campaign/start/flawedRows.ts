import * as vscode from 'vscode';
import type { Plan } from '../../../campaign/plan/plan';
import type { CampaignFiles } from '../../../campaign/store/directory';
import { readLines } from '../../../disk/lines';
import type { RowProblem } from '../../../sms/recipients/recipients';
import { numberInWords, problemInWords } from '../words';

const shownRows = 5;

/** The first rows that are not well formed, each with what is wrong. */
async function firstFlaws({ skipped }: CampaignFiles): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const lines of readLines(skipped)) {
    for (const { bytes } of lines) {
      const [row, , problem] = JSON.parse(bytes.toString('utf8')) as [number, string, RowProblem];
      if (problem.code === 'flawed') {
        found.push(vscode.l10n.t('Row {0}: {1}', row, problemInWords(problem)));
      }
      if (found.length === shownRows) {
        return found;
      }
    }
  }
  return found;
}

/**
 * Nothing is sent from a table that is not well formed unless the person leaves those rows out: what
 * they say, and to whom, is anybody's guess.
 */
export async function askAboutFlaws(
  { name, skipped }: Plan,
  files: CampaignFiles,
): Promise<'leaveOut' | 'report' | undefined> {
  const count = skipped['flawed'] ?? 0;
  if (count === 0) {
    return 'leaveOut';
  }
  const rows = await firstFlaws(files);
  const more = count - rows.length;
  const show = vscode.l10n.t('Show What Is Left Out');
  const leave = vscode.l10n.t('Leave Them Out');
  const answer = await vscode.window.showWarningMessage(
    count === 1
      ? vscode.l10n.t('A row of the table for "{0}" is not well formed.', name)
      : vscode.l10n.t(
          '{1} rows of the table for "{0}" are not well formed.',
          name,
          numberInWords(count),
        ),
    {
      modal: true,
      detail: [
        ...rows,
        ...(more > 0 ? [vscode.l10n.t('and {0} more', numberInWords(more))] : []),
        '',
        vscode.l10n.t(
          'Correct the table and start again, or leave these rows out. The others are then priced and confirmed.',
        ),
      ].join('\n'),
    },
    // First comes what Enter does.
    show,
    leave,
  );
  return answer === leave ? 'leaveOut' : answer === show ? 'report' : undefined;
}
