import type { HistoryMessage } from '../../sms/resources';
import type { PlanReader } from '../plan/plan';
import { referenceReader } from '../plan/reference';
import type { Reference } from '../plan/reference';
import type { CampaignBook } from './book';
import type { Ledger } from './ledger';
import { NumberFinder } from './numberFinder';

/** Tells which message of a campaign a row of history is about. */
export class MessageFinder {
  private readonly readReference: ReturnType<typeof referenceReader>;
  private readonly messages: PlanReader;
  private readonly ledger: Ledger;
  private numbers: NumberFinder | undefined;

  constructor({ plan, messages, ledger }: Pick<CampaignBook, 'plan' | 'messages' | 'ledger'>) {
    this.ledger = ledger;
    this.readReference = referenceReader(plan.id);
    this.messages = messages;
  }

  /**
   * Undefined for a row of another campaign or of none; without an index for one of this campaign
   * whose number names nobody in the plan, or several.
   */
  async find({ customString = '', to, messageId }: HistoryMessage): Promise<Reference | undefined> {
    const doubtful = this.ledger.doubtfulWith(messageId);
    if (doubtful !== undefined) {
      return { index: doubtful, attempt: this.ledger.attempt(doubtful) };
    }
    const reference = this.readReference(customString);
    if (!reference || reference.index !== undefined) {
      return reference;
    }
    this.numbers ??= await this.readNumbers();
    return { ...reference, index: this.numbers.find(to) };
  }

  /** All of the plan's: only for a scheduled campaign that looks into history. */
  private async readNumbers(): Promise<NumberFinder> {
    const numbers = new NumberFinder();
    for (let block = 0; block < this.messages.blockCount; block++) {
      for (const { index, to } of await this.messages.block(block)) {
        numbers.add(to, index);
      }
    }
    return numbers;
  }
}
