import * as vscode from 'vscode';
import { deliveryStateWords } from '../../../platform/words/deliveryWords';
import { notSentColumns, resultColumns } from '../../../platform/words/reportColumns';
import { toUnits } from '../../../sms/price';
import type { RowProblem } from '../../../sms/recipients/recipients';
import { csvRow } from './csv';
import { LineWriter } from '../../../campaign/plan/lineWriter';
import { readResults } from '../../../campaign/report/results';
import type { ResultRow } from '../../../campaign/report/results';
import type { CampaignCopy } from '../../../campaign/run/book';
import { MessageState } from '../../../campaign/run/ledger';
import type { CampaignFiles } from '../../../campaign/store/directory';
import { readLines } from '../../../disk/lines';
import { problemInWords } from '../words';

export function messageStateInWords(state: MessageState): string {
  switch (state) {
    case MessageState.waiting:
      return vscode.l10n.t('not sent');
    case MessageState.unsure:
      return vscode.l10n.t('unknown: not looked up yet');
    case MessageState.absent:
      return vscode.l10n.t('unknown: not in history');
    case MessageState.accepted:
      return vscode.l10n.t('accepted');
    case MessageState.rejected:
      return vscode.l10n.t('rejected');
    case MessageState.markedSent:
      return vscode.l10n.t('marked as sent');
    case MessageState.markedNotSent:
      return vscode.l10n.t('marked as not sent');
  }
}

function resultCells(row: ResultRow): readonly (string | number | undefined)[] {
  return [
    row.row,
    row.to,
    messageStateInWords(row.state),
    row.status,
    row.delivery && deliveryStateWords(row.delivery),
    row.deliveryCode,
    row.messageId,
    row.parts,
    row.price === undefined ? undefined : toUnits(row.price).toFixed(4),
    row.from,
    row.reference,
  ];
}

/** Writes the results of a campaign, a row for each recipient in the order of the table. */
export async function writeResults(copy: CampaignCopy): Promise<void> {
  const writer = await LineWriter.create(copy.files.results);
  writer.add(csvRow(resultColumns()));
  for await (const rows of readResults(copy)) {
    for (const row of rows) {
      writer.add(csvRow(resultCells(row)));
    }
    await writer.flush();
  }
  await writer.finish();
}

/** Writes what gets no message, and why. */
export async function writeReport(files: CampaignFiles): Promise<void> {
  const writer = await LineWriter.create(files.report);
  writer.add(csvRow(notSentColumns()));
  for await (const lines of readLines(files.skipped)) {
    for (const { bytes } of lines) {
      const [row, number, problem] = JSON.parse(bytes.toString('utf8')) as [
        number,
        string,
        RowProblem,
      ];
      writer.add(csvRow([row, number, problemInWords(problem)]));
    }
    await writer.flush();
  }
  await writer.finish();
}
