import { fieldKey } from '../../../sms/placeholders';
import { parseNumber } from '../../../sms/numbers/phone';
import type { NumberProblem } from '../../../sms/numbers/phone';
import type { FlawReason } from '../../../sms/recipients/csvRows';
import type { Chunks } from '../../../sms/recipients/decode';
import { findNumberColumn } from '../../../sms/recipients/numberColumn';
import { NumberIndex } from '../../../sms/recipients/numberIndex';
import { openTable, rowsOf } from '../../../sms/recipients/recipientTable';
import type { RecipientTable, TableRow } from '../../../sms/recipients/recipientTable';
import { ReachTally } from '../prices/reach';
import type { Reach } from '../prices/reach';

/** Some of the rows something is true of, and of how many it is. */
export interface RowTally<Row> {
  readonly count: number;
  readonly first: readonly Row[];
}

export interface TableRecipient {
  readonly row: number;
  readonly e164: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | undefined;
  readonly cells: readonly string[];
}

/** What a document needs to know of its table, so that the table is read once and not kept. */
export interface TableSummary {
  readonly columns: readonly string[];
  /** Fields that several columns are named for. */
  readonly ambiguous: ReadonlySet<string>;
  /** Index; undefined when the column with the numbers has to be named. */
  readonly numberColumn: number | undefined;
  /** Columns that hold numbers. */
  readonly candidates: readonly string[];
  /** Rows to which a message goes: a valid number that no earlier row has. */
  readonly recipients: RowTally<TableRecipient>;
  /** Not well formed, so that nothing is sent from them. */
  readonly flaws: RowTally<{ readonly row: number; readonly reason: FlawReason }>;
  readonly bad: RowTally<{ readonly row: number; readonly reason: NumberProblem }>;
  readonly duplicates: RowTally<{ readonly row: number; readonly firstRow: number }>;
  /** Recipients whose cell is blank, by column index. */
  readonly blanks: readonly RowTally<number>[];
  /** ISO 3166-1 alpha-2 of the recipients. */
  readonly countries: readonly string[];
  /** All recipients, by what a part costs for them. */
  readonly reach: Reach;
}

export interface SummaryOptions {
  readonly defaultCountry?: string | undefined;
  /** As the document's `number_column` names it. */
  readonly numberColumn?: string | undefined;
  /** How many recipients to keep with their cells. */
  readonly keptRecipients: number;
}

const keptRows = 5;

class Tally<Row> implements RowTally<Row> {
  count = 0;
  readonly first: Row[] = [];

  constructor(private readonly kept = keptRows) {}

  add(row: Row): void {
    this.count++;
    if (this.first.length < this.kept) {
      this.first.push(row);
    }
  }
}

function locateNumbers(
  table: RecipientTable,
  { numberColumn, defaultCountry }: SummaryOptions,
): { readonly index: number | undefined; readonly candidates: readonly string[] } {
  if (numberColumn !== undefined) {
    const index = table.columns.findIndex((column) => fieldKey(column) === fieldKey(numberColumn));
    const isOne = index >= 0 && !table.ambiguous.has(fieldKey(numberColumn));
    return { index: isOne ? index : undefined, candidates: table.columns };
  }
  const found = findNumberColumn(table, { defaultCountry });
  return found.found
    ? { index: found.index, candidates: [] }
    : { index: undefined, candidates: found.candidates.flatMap((i) => table.columns[i] ?? []) };
}

/** Goes through the rows; `add` is called for each. */
class Summing {
  readonly recipients: Tally<TableRecipient>;
  readonly flaws = new Tally<{ row: number; reason: FlawReason }>();
  readonly bad = new Tally<{ row: number; reason: NumberProblem }>();
  readonly duplicates = new Tally<{ row: number; firstRow: number }>();
  readonly blanks: readonly Tally<number>[];
  readonly countries = new Set<string>();
  readonly reach = new ReachTally();
  private readonly seen = new NumberIndex();

  constructor(
    private readonly columns: readonly string[],
    private readonly numberColumn: number,
    private readonly options: SummaryOptions,
  ) {
    this.recipients = new Tally(options.keptRecipients);
    this.blanks = columns.map(() => new Tally<number>());
  }

  add(tableRow: TableRow): void {
    const { row, cells, flaw } = tableRow;
    if (flaw) {
      rowsOf(tableRow).forEach((each) => {
        this.flaws.add({ row: each, reason: flaw.reason });
      });
      return;
    }
    const parsed = parseNumber(cells[this.numberColumn] ?? '', this.options);
    if (!parsed.ok) {
      this.bad.add({ row, reason: parsed.reason });
      return;
    }
    const { e164, country } = parsed.number;
    const firstRow = this.seen.add(e164, row);
    if (firstRow !== undefined) {
      this.duplicates.add({ row, firstRow });
      return;
    }
    this.recipients.add({ row, e164, country, cells });
    this.reach.add(parsed.number);
    if (country !== undefined) {
      this.countries.add(country);
    }
    for (let i = 0; i < this.columns.length; i++) {
      if (cells[i] === '') {
        this.blanks[i]?.add(row);
      }
    }
  }
}

/**
 * Reads a table to its end.
 *
 * @throws TableError when it cannot be read
 */
export async function summariseTable(
  chunks: Chunks,
  options: SummaryOptions,
): Promise<TableSummary> {
  const table = await openTable(chunks, options);
  const { columns } = table;
  const { index, candidates } = locateNumbers(table, options);
  const summing = new Summing(columns, index ?? 0, options);
  if (index === undefined) {
    await table.close();
  } else {
    for await (const rows of table.rows()) {
      for (const row of rows) {
        summing.add(row);
      }
    }
  }
  const { recipients, flaws, bad, duplicates, blanks, countries, reach } = summing;
  return {
    columns,
    ambiguous: table.ambiguous,
    numberColumn: index,
    candidates,
    recipients,
    flaws,
    bad,
    duplicates,
    blanks,
    countries: [...countries],
    reach: reach.result,
  };
}
