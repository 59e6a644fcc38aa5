import * as vscode from 'vscode';
import { toUnits } from '../../../sms/price';
import type { RowProblem } from '../../../sms/recipients/recipients';
import { csvRow } from './csv';
import { LineWriter } from '../engine/plan/lineWriter';
import { readResults } from '../engine/report/results';
import type { ResultRow } from '../engine/report/results';
import type { CampaignCopy } from '../engine/run/book';
import { DeliveryState, MessageState } from '../engine/run/ledger';
import type { CampaignFiles } from '../engine/store/directory';
import { readLines } from '../engine/store/lines';
import { problemInWords } from '../words';

const { t } = vscode.l10n;

export function messageStateInWords(state: MessageState): string {
  switch (state) {
    case MessageState.waiting:
      return t('not sent');
    case MessageState.unsure:
      return t('unknown: not looked up yet');
    case MessageState.absent:
      return t('unknown: not in history');
    case MessageState.accepted:
      return t('accepted');
    case MessageState.rejected:
      return t('rejected');
    case MessageState.markedSent:
      return t('marked as sent');
    case MessageState.markedNotSent:
      return t('marked as not sent');
  }
}

export function deliveryInWords(delivery: DeliveryState): string {
  switch (delivery) {
    case DeliveryState.unknown:
      return '';
    case DeliveryState.onItsWay:
      return t('on its way');
    case DeliveryState.delivered:
      return t('delivered');
    case DeliveryState.failed:
      return t('failed');
    case DeliveryState.cancelled:
      return t('cancelled');
  }
}

const resultColumns = (): readonly string[] => [
  t('row'),
  t('recipient'),
  t('status'),
  t('code'),
  t('delivery'),
  t('delivery code'),
  t('message id'),
  t('parts'),
  t('price'),
  t('sender'),
  t('reference'),
];

function resultCells(row: ResultRow): readonly (string | number | undefined)[] {
  return [
    row.row,
    row.to,
    messageStateInWords(row.state),
    row.status,
    deliveryInWords(row.delivery),
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
    for (const row of rows) writer.add(csvRow(resultCells(row)));
    await writer.flush();
  }
  await writer.finish();
}

/** Writes what gets no message, and why. */
export async function writeReport(files: CampaignFiles): Promise<void> {
  const writer = await LineWriter.create(files.report);
  writer.add(csvRow([t('row'), t('number'), t('why it gets no message')]));
  for await (const lines of readLines(files.skipped)) {
    for (const { text } of lines) {
      const [row, number, problem] = JSON.parse(text) as [number, string, RowProblem];
      writer.add(csvRow([row, number, problemInWords(problem)]));
    }
    await writer.flush();
  }
  await writer.finish();
}
