import { PlanReader, readPlan } from '../plan/plan';
import type { Plan } from '../plan/plan';
import { campaignFiles } from '../store/directory';
import type { CampaignFiles } from '../store/directory';
import { Journal, readJournal } from '../store/journal';
import type { JournalRead } from '../store/journal';
import { FolderLock } from '../../disk/folderLock';
import type { Processes } from '../../disk/folderLock';
import type { JournalRecord } from '../store/record';
import { addTo, Ledger } from './ledger';
import { readSaved, saveSummary } from './summary';

/** A campaign read from its files, without a claim on it. */
export interface CampaignCopy extends JournalRead {
  readonly files: CampaignFiles;
  readonly plan: Plan;
  readonly ledger: Ledger;
}

/** @param now when what a damaged journal leaves unsure is taken to have been requested */
export async function readCampaign(directory: string, now = Date.now()): Promise<CampaignCopy> {
  const files = campaignFiles(directory);
  const plan = await readPlan(files);
  const ledger = new Ledger(plan.count, plan.createdAt);
  const known = await readSaved(files);
  const read = await readJournal(files.journal, addTo(ledger), known?.journalLength);
  if (read.isDamaged) {
    ledger.apply({ t: 'mended', at: now, i: ledger.distrusted });
  }
  return { files, plan, ledger, ...read };
}

/**
 * A book: one campaign opened for writing, its plan, its journal and its ledger together. Nobody
 * else writes to it until it is closed.
 */
export class CampaignBook {
  private constructor(
    readonly files: CampaignFiles,
    readonly plan: Plan,
    readonly ledger: Ledger,
    readonly messages: PlanReader,
    private readonly journal: Journal,
    private readonly lock: FolderLock,
  ) {}

  /** @throws FolderLockedError when another process has it */
  static async open(
    directory: string,
    options: { readonly force?: boolean; readonly processes?: Processes } = {},
  ): Promise<CampaignBook> {
    const lock = await FolderLock.acquire(directory, options);
    try {
      const now = Date.now();
      const copy = await readCampaign(directory, now);
      const { files, plan, ledger } = copy;
      const messages = await PlanReader.open(files, plan);
      const journal = await Journal.open(files.journal, copy, () => lock.isMine());
      const book = new CampaignBook(files, plan, ledger, messages, journal, lock);
      if (copy.isDamaged) {
        await journal.append({ t: 'mended', at: now, i: ledger.distrusted });
        await book.saveSummary();
      }
      return book;
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /** Keeps the figures for lists, and the length that the journal has from now on. */
  async saveSummary(): Promise<void> {
    await saveSummary(this.files, this.ledger, this.journal.length);
  }

  holdsLock(): Promise<boolean> {
    return this.lock.isMine();
  }

  /**
   * Resolves when the records are on the disk. The ledger knows them at once.
   *
   * @throws TakenOverError
   */
  async write(...records: readonly JournalRecord[]): Promise<void> {
    for (const record of records) {
      this.ledger.apply(record);
    }
    for (const { record, ...place } of await this.journal.append(...records)) {
      this.ledger.notePlace(record, place);
    }
  }

  async close(): Promise<void> {
    try {
      await this.messages.close();
      await this.journal.close();
      if (await this.holdsLock()) {
        await this.saveSummary();
      }
    } finally {
      await this.lock.release();
    }
  }
}
