import type { CampaignSource } from '../../sms/campaign';
import { shorten } from '../../sms/longestMessage';
import type { Shortened } from '../../sms/longestMessage';
import { measure } from '../../sms/parts';
import { compileBody } from '../../sms/placeholders';
import type { NumberIndex } from '../../sms/recipients/numberIndex';
import { readRecipients } from '../../sms/recipients/recipients';
import type { Recipient, RejectedRow } from '../../sms/recipients/recipients';
import type { RecipientTable } from '../../sms/recipients/recipientTable';
import { campaignFiles } from '../store/directory';
import { makeDirectoryDurably, replaceDurably, syncDirectory } from '../../disk/durable';
import { checkedText } from '../../disk/checked';
import { blockSize, BlockBuilder } from './block';
import { ExampleFinder } from './examples';
import { LineWriter } from './lineWriter';
import { planText } from './plan';
import type { Plan } from './plan';
import { PriceGroups } from './priceGroups';

export interface PlanOptions {
  readonly id: string;
  /** Made when it does not exist. */
  readonly directory: string;
  readonly source: CampaignSource;
  readonly account: Plan['account'];
  readonly numberColumn: number;
  /** ISO 3166-1 alpha-2, for numbers in national form. */
  readonly defaultCountry?: string | undefined;
  readonly optedOut?: NumberIndex | undefined;
  /** Where those numbers come from. */
  readonly optedOutFiles?: readonly string[] | undefined;
  /** Longest message of the account in parts; what goes beyond is not sent. */
  readonly maxParts?: number | undefined;
  /** Send also where a placeholder's value is blank. */
  readonly allowsEmptyValues?: boolean | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((messages: number, skipped: number) => void) | undefined;
}

interface Fitted {
  readonly written: string;
  readonly text: string;
  readonly parts: number;
  readonly cut: Shortened | undefined;
}

/** Writes messages and skipped rows down as they come. */
export class PlanFiles {
  private readonly groups = new PriceGroups();
  private readonly examples = new ExampleFinder();
  private readonly skipped: Record<string, number> = {};
  private readonly block: BlockBuilder;
  private readonly offsets: number[] = [0];
  private count = 0;
  private skippedCount = 0;
  /** Most texts of a campaign are alike, and measuring reads each to its end. */
  private last: Fitted | undefined;

  constructor(
    body: string,
    private readonly maxParts: number | undefined,
    private readonly messages: LineWriter,
    private readonly skippedRows: LineWriter,
  ) {
    this.block = new BlockBuilder(body);
  }

  async add(recipients: readonly Recipient[], rejected: readonly RejectedRow[]): Promise<void> {
    for (const recipient of recipients) {
      const { row, e164, country } = recipient;
      const { text, parts, cut } = this.fit(recipient.text);
      this.block.add(row, e164, parts, text);
      this.groups.add({ e164, country, text }, parts);
      this.examples.add(e164, text, cut);
      this.count++;
      if (this.block.size === blockSize) {
        this.endBlock();
      }
    }
    for (const { row, number, problem } of rejected) {
      this.skippedRows.add(JSON.stringify([row, number, problem]));
      this.skipped[problem.code] = (this.skipped[problem.code] ?? 0) + 1;
      this.skippedCount++;
    }
    await this.messages.flush();
    await this.skippedRows.flush();
  }

  async finish(): Promise<Pick<Plan, 'count' | 'skipped' | 'groups' | 'examples' | 'offsets'>> {
    if (this.block.size > 0) {
      this.endBlock();
    }
    await Promise.all([this.messages.finish(), this.skippedRows.finish()]);
    const { count, skipped, offsets } = this;
    return {
      count,
      skipped,
      groups: this.groups.list(),
      examples: this.examples.list(),
      offsets,
    };
  }

  async abandon(): Promise<void> {
    await this.messages.abandon();
    await this.skippedRows.abandon();
  }

  get progress(): readonly [messages: number, skipped: number] {
    return [this.count, this.skippedCount];
  }

  private endBlock(): void {
    this.messages.add(checkedText(this.offsets.length - 1, this.block.take()));
    this.offsets.push(this.messages.position());
  }

  /** The text as it is sent: what ClickSend would cut off is not, so that results say what was. */
  private fit(written: string): Fitted {
    if (this.last?.written !== written) {
      const { parts } = measure(written);
      const isTooLong = this.maxParts !== undefined && parts > this.maxParts;
      const cut = isTooLong ? shorten(written, this.maxParts) : undefined;
      const text = cut?.text ?? written;
      this.last = { written, text, cut, parts: cut ? measure(text).parts : parts };
    }
    return this.last;
  }
}

async function fillFiles(
  files: PlanFiles,
  table: RecipientTable,
  options: PlanOptions,
): Promise<void> {
  const message = compileBody(options.source.body);
  for await (const { recipients, rejected } of readRecipients(table, { ...options, message })) {
    options.signal?.throwIfAborted();
    await files.add(recipients, rejected);
    options.onProgress?.(...files.progress);
  }
}

/**
 * Reads the table once and writes down who gets what and who gets nothing. The campaign exists when
 * this resolves; nothing is sent yet.
 *
 * @throws TableError when the table cannot be read, and the signal's reason when it aborts
 */
export async function makePlan(table: RecipientTable, options: PlanOptions): Promise<Plan> {
  try {
    return await writePlan(options, (files) => fillFiles(files, table, options));
  } catch (error) {
    await table.close();
    throw error;
  }
}

type PlanHead = Pick<
  PlanOptions,
  'id' | 'directory' | 'source' | 'account' | 'now' | 'optedOut' | 'optedOutFiles' | 'maxParts'
>;

/** Writes the plan whose messages `fill` adds. */
export async function writePlan(
  { id, directory, source, account, now, optedOut, optedOutFiles, maxParts }: PlanHead,
  fill: (files: PlanFiles) => Promise<void>,
): Promise<Plan> {
  const paths = campaignFiles(directory);
  await makeDirectoryDurably(directory);
  const files = new PlanFiles(
    source.body,
    maxParts,
    await LineWriter.create(paths.messages),
    await LineWriter.create(paths.skipped),
  );
  try {
    await fill(files);
  } catch (error) {
    await files.abandon();
    throw error;
  }
  const plan: Plan = {
    version: 3,
    id,
    name: source.name,
    createdAt: now,
    account,
    body: source.body,
    from: source.from ?? '',
    schedule: source.schedule ?? 0,
    ...(source.timeZone !== undefined && { timeZone: source.timeZone }),
    customString: source.customString ?? '',
    fromEmail: source.fromEmail ?? '',
    shortenUrls: source.shortenUrls ?? false,
    ...(await files.finish()),
    ...(optedOut && { optedOut: { count: optedOut.size, files: optedOutFiles ?? [] } }),
  };
  await syncDirectory(directory);
  await replaceDurably(paths.plan, planText(plan));
  return plan;
}
