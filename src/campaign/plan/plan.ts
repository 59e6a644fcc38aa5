import { open, readFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { checkedText, DamagedFileError, readChecked } from '../../disk/checked';
import type { CampaignFiles } from '../store/directory';
import { blockSize, readBlock } from './block';
import type { PlannedMessage } from './block';
import type { Examples } from './examples';

const newlineLength = 1;

/** Messages that cost the same: one country, one number of parts. */
export interface PriceGroup {
  /** ISO 3166-1 alpha-2; "" for a number of no country. */
  readonly country: string;
  readonly parts: number;
  readonly count: number;
  /** A few of them, to ask the price of. */
  readonly samples: readonly { readonly to: string; readonly text: string }[];
}

/**
 * A plan: what a campaign is to send, to whom and when, written before anything is sent. It never
 * changes; what happens to it is in the journal.
 */
export interface Plan {
  readonly version: 3;
  readonly id: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly account: { readonly id: string; readonly label: string; readonly isSandbox: boolean };
  readonly body: string;
  readonly from: string;
  /** Unix seconds; 0 is now. */
  readonly schedule: number;
  /** IANA zone the time was written in. */
  readonly timeZone?: string | undefined;
  readonly customString: string;
  readonly fromEmail: string;
  readonly shortenUrls: boolean;
  /** Messages to send. */
  readonly count: number;
  /** Rows that get nothing, by the code of their problem. */
  readonly skipped: Readonly<Record<string, number>>;
  /** How many numbers were to get nothing whatever the table says, and the files that name them. */
  readonly optedOut?: { readonly count: number; readonly files: readonly string[] };
  readonly groups: readonly PriceGroup[];
  readonly examples?: Examples | undefined;
  /** Where each block of messages starts in its file, in bytes, and where the last one ends. */
  readonly offsets: readonly number[];
}

/** For `readPlan`. */
export const planText = (plan: Plan): string => checkedText(0, JSON.stringify(plan));

/**
 * @throws DamagedFileError
 * @throws when there is no plan, or one of another version
 */
export async function readPlan({ plan }: CampaignFiles): Promise<Plan> {
  const checked = readChecked(await readFile(plan));
  if (!checked) {
    throw new DamagedFileError(plan);
  }
  const value: unknown = JSON.parse(checked.text);
  const isPlan =
    typeof value === 'object' && value !== null && 'version' in value && value.version === 3;
  if (!isPlan) {
    throw new Error('This plan was made by another version');
  }
  return value as Plan;
}

/** Reads the messages of a plan, a block at a time. */
export class PlanReader {
  private last:
    { readonly block: number; readonly messages: readonly PlannedMessage[] } | undefined;

  private constructor(
    private readonly plan: Plan,
    private readonly file: string,
    private readonly handle: FileHandle,
  ) {}

  static async open(files: CampaignFiles, plan: Plan): Promise<PlanReader> {
    return new PlanReader(plan, files.messages, await open(files.messages, 'r'));
  }

  get blockCount(): number {
    return this.plan.offsets.length - 1;
  }

  /** @throws DamagedFileError: of such a block nobody gets anything */
  async block(block: number): Promise<readonly PlannedMessage[]> {
    if (this.last?.block === block) {
      return this.last.messages;
    }
    const line = readChecked(await this.readLine(block));
    if (line?.number !== block) {
      throw new DamagedFileError(this.file);
    }
    const messages = readBlock(line.text, block * blockSize, this.plan.body);
    this.last = { block, messages };
    return messages;
  }

  private async readLine(block: number): Promise<Buffer> {
    const start = this.plan.offsets[block] ?? 0;
    const end = (this.plan.offsets[block + 1] ?? start) - newlineLength;
    const line = Buffer.allocUnsafe(Math.max(end - start, 0));
    for (let read = 0; read < line.length;) {
      const { bytesRead } = await this.handle.read(line, read, line.length - read, start + read);
      if (bytesRead === 0) {
        throw new DamagedFileError(this.file);
      }
      read += bytesRead;
    }
    return line;
  }

  /** The messages with these indices, which ascend. */
  async messages(indices: readonly number[]): Promise<readonly PlannedMessage[]> {
    const found: PlannedMessage[] = [];
    for (let i = 0; i < indices.length;) {
      const block = Math.floor((indices[i] ?? 0) / blockSize);
      const messages = await this.block(block);
      for (; i < indices.length; i++) {
        const index = indices[i] ?? 0;
        if (Math.floor(index / blockSize) !== block) {
          break;
        }
        const message = messages[index % blockSize];
        if (!message) {
          throw new RangeError(`The plan has no message ${index}`);
        }
        found.push(message);
      }
    }
    return found;
  }

  async close(): Promise<void> {
    await this.handle.close();
  }
}
