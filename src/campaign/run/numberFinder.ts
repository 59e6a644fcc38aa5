import { NumberIndex } from '../../sms/recipients/numberIndex';

/** ClickSend may write a number with another prefix than it was given: so many digits stay. */
const tailLength = 8;

/** The digits of a number; undefined for one that is partly hidden. */
const digitsOf = (number: string): string | undefined => {
  const digits = number.replace(/[\s()+.-]/g, '');
  return /^\d{1,15}$/.test(digits) && Number(digits) > 0 ? digits : undefined;
};

const tailOf = (digits: string): string | undefined => {
  const tail = digits.slice(-tailLength);
  return tail.length === tailLength && Number(tail) > 0 ? tail : undefined;
};

/** Finds messages by their numbers, no two of which are alike. */
export class NumberFinder {
  private readonly whole = new NumberIndex();
  private readonly tails = new NumberIndex();
  /** Ends that several numbers have. */
  private readonly sharedTails = new Set<string>();

  add(number: string, index: number): void {
    const digits = digitsOf(number);
    if (digits === undefined) {
      return;
    }
    this.whole.add(digits, index);
    const tail = tailOf(digits);
    if (tail !== undefined && this.tails.add(tail, index) !== undefined) {
      this.sharedTails.add(tail);
    }
  }

  /** By all of the number, else by its end when only one message has that. */
  find(number: string): number | undefined {
    const digits = digitsOf(number);
    if (digits === undefined) {
      return undefined;
    }
    const index = this.whole.rowOf(digits);
    const tail = tailOf(digits);
    if (index !== undefined || tail === undefined || this.sharedTails.has(tail)) {
      return index;
    }
    return this.tails.rowOf(tail);
  }
}
