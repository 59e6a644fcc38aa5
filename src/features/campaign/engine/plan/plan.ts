import { open, readFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { CampaignFiles } from '../store/directory';

/** Messages of a block of the plan, and at most of a request: the vendor's limit. */
export const BLOCK_SIZE = 1000;

/** Messages that cost the same: one country, one number of parts. */
export interface PriceGroup {
  /** ISO 3166-1 alpha-2; "" for a number of no country. */
  readonly country: string;
  readonly parts: number;
  readonly count: number;
  /** A few of them, to ask the price of. */
  readonly samples: readonly { readonly to: string; readonly text: string }[];
}

/** A campaign as it was planned. It never changes; what happens to it is in the journal. */
export interface Plan {
  readonly version: 1;
  readonly id: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly account: { readonly id: string; readonly label: string; readonly isSandbox: boolean };
  readonly body: string;
  readonly from: string;
  /** Unix seconds; 0 is now. */
  readonly schedule: number;
  readonly customString: string;
  readonly fromEmail: string;
  readonly shortenUrls: boolean;
  /** Messages to send. */
  readonly count: number;
  /** Rows that get nothing, by the code of their problem. */
  readonly skipped: Readonly<Record<string, number>>;
  readonly groups: readonly PriceGroup[];
  /** Where each block of messages starts in its file, in bytes, and where the last one ends. */
  readonly offsets: readonly number[];
}

export interface PlannedMessage {
  readonly index: number;
  /** Row of the table, as a spreadsheet counts. */
  readonly row: number;
  /** E.164. */
  readonly to: string;
  readonly parts: number;
  readonly text: string;
}

/** A line of the messages file; the text is left out where it is the campaign's body as it is. */
type MessageLine = readonly [row: number, to: string, parts: number, text?: string];

/** Put together by hand: to serialise an array for each of many messages takes twice as long. */
export function writeLine(row: number, to: string, parts: number, text?: string): string {
  const end = text === undefined ? '' : `,${JSON.stringify(text)}`;
  return `[${row},"${to}",${parts}${end}]`;
}

/** @throws when there is no whole plan, or one of a newer version */
export async function readPlan({ plan }: CampaignFiles): Promise<Plan> {
  const value: unknown = JSON.parse(await readFile(plan, 'utf8'));
  const isPlan =
    typeof value === 'object' && value !== null && 'version' in value && value.version === 1;
  if (!isPlan) throw new Error('This plan was made by a newer version');
  return value as Plan;
}

/** Reads the messages of a plan, a block at a time. */
export class PlanReader {
  private last:
    { readonly block: number; readonly messages: readonly PlannedMessage[] } | undefined;

  private constructor(
    private readonly plan: Plan,
    private readonly handle: FileHandle,
  ) {}

  static async open(files: CampaignFiles, plan: Plan): Promise<PlanReader> {
    return new PlanReader(plan, await open(files.messages, 'r'));
  }

  get blockCount(): number {
    return this.plan.offsets.length - 1;
  }

  async block(block: number): Promise<readonly PlannedMessage[]> {
    if (this.last?.block === block) return this.last.messages;
    const start = this.plan.offsets[block] ?? 0;
    const bytes = Buffer.alloc((this.plan.offsets[block + 1] ?? start) - start);
    for (let read = 0; read < bytes.length;) {
      const { bytesRead } = await this.handle.read(bytes, read, bytes.length - read, start + read);
      if (bytesRead === 0) throw new Error('The messages file is shorter than its plan');
      read += bytesRead;
    }
    const first = block * BLOCK_SIZE;
    // JSON escapes line breaks, so these are the ends of lines; one parse is faster than a thousand.
    const list = `[${bytes.toString('utf8').trimEnd().replaceAll('\n', ',')}]`;
    const lines = JSON.parse(list) as readonly MessageLine[];
    const messages = lines.map(([row, to, parts, text = this.plan.body], i) => ({
      index: first + i,
      row,
      to,
      parts,
      text,
    }));
    this.last = { block, messages };
    return messages;
  }

  /** The messages with these indices, which ascend. */
  async messages(indices: readonly number[]): Promise<readonly PlannedMessage[]> {
    const found: PlannedMessage[] = [];
    for (const index of indices) {
      const message = (await this.block(Math.floor(index / BLOCK_SIZE)))[index % BLOCK_SIZE];
      if (!message) throw new RangeError(`The plan has no message ${index}`);
      found.push(message);
    }
    return found;
  }

  async close(): Promise<void> {
    await this.handle.close();
  }
}
