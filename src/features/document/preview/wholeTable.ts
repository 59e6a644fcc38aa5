import { compileBody } from '../../../sms/placeholders';
import type { Chunks } from '../../../sms/recipients/decode';
import { readRecipients } from '../../../sms/recipients/recipients';
import { openTable } from '../../../sms/recipients/recipientTable';
import { fillFor } from '../draft';
import type { TableSummary } from '../recipients/tableSummary';
import { ExtremesTally } from './extremes';
import type { Extremes } from './extremes';

export interface WholeTableOptions {
  readonly numberColumn: number;
  readonly defaultCountry: string | undefined;
  readonly body: string;
  readonly isCancelled: () => boolean;
}

/** The messages of a table that is kept whole. */
export function extremesOfKept(
  body: string,
  { recipients, columns }: Pick<TableSummary, 'recipients' | 'columns'>,
): Extremes | undefined {
  const fill = fillFor(body, columns);
  const tally = new ExtremesTally();
  for (const recipient of recipients.first) {
    tally.add(recipient, fill(recipient));
  }
  return tally.result;
}

/** Goes through every row of a table that is too long to be kept; undefined when cancelled. */
export async function extremesOfTable(
  chunks: Chunks,
  { numberColumn, defaultCountry, body, isCancelled }: WholeTableOptions,
): Promise<Extremes | undefined> {
  const table = await openTable(chunks, { defaultCountry });
  const tally = new ExtremesTally();
  const options = {
    numberColumn,
    defaultCountry,
    message: compileBody(body),
    allowsEmptyValues: true,
  };
  for await (const { recipients } of readRecipients(table, options)) {
    if (isCancelled()) {
      await table.close();
      return undefined;
    }
    for (const recipient of recipients) {
      tally.add(recipient, recipient.text);
    }
  }
  return tally.result;
}
