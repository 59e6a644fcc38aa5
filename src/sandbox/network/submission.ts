import { measure, splitParts } from '../../sms/parts';
import type { Decisions } from '../decisions';
import type { Account } from '../store/account';
import type { Contact } from '../store/kept';
import { type MessageRow } from '../store/messageRow';
import { waitingStep } from '../store/account';
import { countryOf, toE164 } from './countries';
import { isTestNumber, magicOf } from './magic';
import { priceOf, type Money } from './prices';
import { chooseSender, type SenderChoice } from './sender';

/** One recipient of a request, after contact lists were expanded. */
export interface Draft {
  readonly to: string;
  readonly body: string;
  readonly from: string;
  /** Sender by recipient country, before `from`. */
  readonly preferred?: ReadonlyMap<string, string>;
  /** Unix seconds, or anything else the caller wrote. */
  readonly schedule: unknown;
  readonly country: string;
  readonly customString: string;
  readonly fromEmail: string | undefined;
  readonly listId: number | undefined;
  readonly contact: Contact | undefined;
  /** Already known to be refused, with this status. */
  readonly refusal?: string;
}

/** What became of one recipient: accepted with a row for history, or refused. */
export interface Verdict {
  readonly status: string;
  readonly id: string;
  readonly to: string;
  readonly from: string;
  readonly body: string;
  readonly isShared: boolean;
  readonly customString: string;
  /** Known once the number was found to be one. */
  readonly country: string | undefined;
  readonly row: MessageRow | undefined;
}

export interface SubmissionTools {
  readonly decisions: Decisions;
  readonly newId: () => string;
  /** Unix seconds. */
  readonly now: number;
  /** Whether this text went to this number within so many seconds. */
  readonly wasJustSent: (to: string, body: string, withinSeconds: number) => boolean;
}

/** "Send at most 4 months ahead" (docs/clicksend-facts.md, 1), taken as 4 times 31 days. */
const farthestScheduleSeconds = 4 * 31 * 86_400;

const urlPattern = /https?:\/\/[^\s]+/iu;

/** What ClickSend's URL shortener would leave in place of the first address. */
export function shortenUrl(body: string, word: () => string): string {
  return body.replace(urlPattern, () => `https://smsg.link/${word()}`);
}

function cutToParts(body: string, most: number): string {
  if (body.length <= most * 67) {
    return body;
  }
  const last = splitParts(body)[most - 1];
  return last ? body.slice(0, last.end) : body;
}

/** Unix seconds to send at; undefined for now; null when it is not acceptable. */
function readSchedule(
  value: unknown,
  { now, decisions }: SubmissionTools,
): number | undefined | null {
  if (value === undefined || value === null || value === '' || value === 0 || value === '0') {
    return undefined;
  }
  const at = typeof value === 'string' && /^\d{1,12}$/u.test(value) ? Number(value) : value;
  if (typeof at !== 'number' || !Number.isInteger(at) || at < 0) {
    return null;
  }
  if (at <= now) {
    return decisions.pastSchedule === 'now' ? undefined : null;
  }
  return at - now > farthestScheduleSeconds ? null : at;
}

const isEnabled = (country: string, { enabledCountries }: Decisions): boolean =>
  enabledCountries.includes('*') || enabledCountries.includes(country);

/** Judges one recipient at a time and keeps count of what the account can still afford. */
export class Submission {
  private left: Money;

  constructor(
    private readonly account: Account,
    private readonly tools: SubmissionTools,
  ) {
    this.left = account.balance;
  }

  judge(draft: Draft): Verdict {
    const { decisions } = this.tools;
    const refuse = (status: string, to = draft.to, country?: string, sender?: SenderChoice) =>
      this.refuse(draft, status, to, country, sender);
    if (draft.refusal !== undefined) {
      return refuse(draft.refusal);
    }
    const to = toE164(draft.to, draft.country);
    const country = to === undefined ? undefined : countryOf(to);
    if (to === undefined || country === undefined) {
      return refuse('INVALID_RECIPIENT');
    }
    const magic = decisions.magicNumbers ? magicOf(to) : {};
    if (magic.refusal === 'INVALID_RECIPIENT') {
      return refuse(magic.refusal, to);
    }
    if (draft.body === '') {
      return refuse('EMPTY_MESSAGE', to, country);
    }
    const asked = draft.preferred?.get(country) ?? draft.from;
    const sender = chooseSender(this.account, asked, country, decisions);
    if (!sender) {
      return refuse('INVALID_SENDER_ID', to, country);
    }
    if (!isEnabled(country, decisions)) {
      return refuse('COUNTRY_NOT_ENABLED', to, country, sender);
    }
    const schedule = readSchedule(draft.schedule, this.tools);
    if (schedule === null) {
      return refuse('INVALID_SCHEDULE', to, country, sender);
    }
    if (magic.refusal !== undefined && !magic.onlyDuplicates) {
      return refuse(magic.refusal, to, country, sender);
    }
    const body = cutToParts(draft.body, decisions.maxParts);
    if (this.isRepeated(to, body, magic.onlyDuplicates ?? false)) {
      return refuse('THROTTLED', to, country, sender);
    }
    const isTest = isTestNumber(to) && !decisions.testNumberReceipts;
    const parts = isTest ? 0 : Math.min(measure(body).parts, decisions.maxParts);
    const price = priceOf(country, parts);
    if (price > this.left) {
      return refuse('INSUFFICIENT_CREDIT', to, country, sender);
    }
    this.left -= price;
    const outcome = isTest ? 'test' : (magic.outcome ?? decisions.defaultOutcome);
    return this.accept(draft, sender, { to, body, country, parts, price, outcome, schedule });
  }

  private isRepeated(to: string, body: string, isMagic: boolean): boolean {
    const within = isMagic ? 60 : this.tools.decisions.duplicateWindowSeconds;
    return within > 0 && this.tools.wasJustSent(to, body, within);
  }

  private accept(
    draft: Draft,
    sender: SenderChoice,
    known: {
      readonly to: string;
      readonly body: string;
      readonly country: string;
      readonly parts: number;
      readonly price: Money;
      readonly outcome: string;
      readonly schedule: number | undefined;
    },
  ): Verdict {
    const { to, body, country, parts, price, outcome, schedule } = known;
    const id = this.tools.newId();
    const isWaiting = schedule !== undefined && outcome !== 'test';
    const row: MessageRow = {
      i: id,
      to,
      f: sender.from,
      b: body,
      o: outcome,
      k: isWaiting ? waitingStep : 0,
      p: parts,
      c: price,
      y: country,
      ...(schedule === undefined ? {} : { s: schedule }),
      ...(draft.customString === '' ? {} : { u: draft.customString }),
      ...(draft.listId === undefined ? {} : { l: draft.listId }),
      ...(draft.contact === undefined ? {} : { n: draft.contact.contact_id }),
      ...(draft.fromEmail === undefined ? {} : { e: draft.fromEmail }),
    };
    const { isShared, from } = sender;
    const { customString } = draft;
    return { status: 'SUCCESS', id, to, from, body, isShared, customString, country, row };
  }

  private refuse(
    draft: Draft,
    status: string,
    to: string,
    country: string | undefined,
    sender: SenderChoice | undefined,
  ): Verdict {
    return {
      status,
      id: this.tools.newId(),
      to,
      from: sender?.from ?? draft.from,
      body: draft.body,
      isShared: sender?.isShared ?? false,
      customString: draft.customString,
      country,
      row: undefined,
    };
  }
}
