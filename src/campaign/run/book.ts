import { PlanReader, readPlan } from '../plan/plan';
import type { Plan } from '../plan/plan';
import { campaignFiles } from '../store/directory';
import type { CampaignFiles } from '../store/directory';
import { Journal, readJournal } from '../store/journal';
import type { JournalRead } from '../store/journal';
import { CampaignLock } from '../store/lock';
import { packRanges } from '../store/ranges';
import type { JournalRecord } from '../store/record';
import { addTo, Ledger, MessageState } from './ledger';

/** A campaign read from its files, without a claim on it. */
export interface CampaignCopy extends JournalRead {
  readonly files: CampaignFiles;
  readonly plan: Plan;
  readonly ledger: Ledger;
}

export async function readCampaign(directory: string): Promise<CampaignCopy> {
  const files = campaignFiles(directory);
  const plan = await readPlan(files);
  const ledger = new Ledger(plan.count);
  const read = await readJournal(files.journal, addTo(ledger));
  if (read.isDamaged) {
    ledger.apply({ t: 'mended', at: 0, i: ledger.distrusted });
  }
  return { files, plan, ledger, ...read };
}

/** A campaign that this process holds: nobody else writes to it until it is closed. */
export class CampaignBook {
  private constructor(
    readonly files: CampaignFiles,
    readonly plan: Plan,
    readonly ledger: Ledger,
    readonly messages: PlanReader,
    private readonly journal: Journal,
    private readonly lock: CampaignLock,
  ) {}

  /** @throws CampaignLockedError when another process has it */
  static async open(
    directory: string,
    options: { readonly force?: boolean } = {},
  ): Promise<CampaignBook> {
    const lock = await CampaignLock.acquire(directory, options);
    try {
      const { files, plan, ledger, validLength, isDamaged } = await readCampaign(directory);
      const messages = await PlanReader.open(files, plan);
      const journal = await Journal.open(files.journal, validLength);
      if (isDamaged) {
        const i = packRanges(ledger.find(MessageState.unsure));
        await journal.append({ t: 'mended', at: ledger.lastRequestAt ?? 0, i });
      }
      return new CampaignBook(files, plan, ledger, messages, journal, lock);
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  get journalLength(): number {
    return this.journal.length;
  }

  holdsLock(): Promise<boolean> {
    return this.lock.isMine();
  }

  /** Resolves when the records are on the disk. The ledger knows them at once. */
  async write(...records: readonly JournalRecord[]): Promise<void> {
    for (const record of records) {
      this.ledger.apply(record);
    }
    for (const { record, ...place } of await this.journal.append(...records)) {
      this.ledger.notePlace(record, place);
    }
  }

  async close(): Promise<void> {
    await this.messages.close();
    await this.journal.close();
    await this.lock.release();
  }
}
