import type { Decisions } from '../decisions';
import { ApiFailure, badRequest } from '../http/envelope';
import { shortenUrl, type Draft } from '../network/submission';
import type { Account } from '../store/account';
import type { Contact } from '../store/kept';

const mostRecipients = 1000;

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

const isScalar = (value: unknown): boolean =>
  value === undefined || value === null || typeof value === 'string' || typeof value === 'number';

/** Fields of a message that hold a text or a number; anything else there is a mistake. */
const scalarFields = [
  'body',
  'to',
  'from',
  'source',
  'schedule',
  'custom_string',
  'list_id',
  'country',
  'from_email',
] as const;

const placeholders: readonly (readonly [RegExp, (contact: Contact) => string | null])[] = [
  [/\(First Name\)|\{FirstName\}/giu, (contact) => contact.first_name],
  [/\(Last Name\)|\{LastName\}/giu, (contact) => contact.last_name],
  [/\(Cust\. 1\)|\{CustomString1\}/giu, (contact) => contact.custom_1],
  [/\(Cust\. 2\)|\{CustomString2\}/giu, (contact) => contact.custom_2],
  [/\(Cust\. 3\)|\{CustomString3\}/giu, (contact) => contact.custom_3],
  [/\(Cust\. 4\)|\{CustomString4\}/giu, (contact) => contact.custom_4],
];

function fill(body: string, contact: Contact): string {
  return placeholders.reduce(
    (text, [pattern, read]) => text.replace(pattern, () => read(contact) ?? ''),
    body,
  );
}

/** Reads the messages of a send or price request, with contact lists expanded. */
export class DraftReader {
  private readonly drafts: Draft[] = [];

  constructor(
    private readonly account: Account,
    private readonly decisions: Decisions,
    private readonly word: () => string,
  ) {}

  read(body: unknown): readonly Draft[] {
    if (!isFields(body)) {
      throw badRequest('The request body must be a JSON object.');
    }
    const { messages, senders, shorten_urls: shorten } = body;
    if (!Array.isArray(messages) || messages.length === 0) {
      throw badRequest('The messages field is required.', {
        messages: ['The messages field is required.'],
      });
    }
    if (senders !== undefined && senders !== null && !Array.isArray(senders)) {
      throw badRequest('The senders must be an array.');
    }
    if (shorten !== undefined && shorten !== null && typeof shorten !== 'boolean') {
      throw badRequest('The shorten_urls field must be true or false.');
    }
    if (messages.length > mostRecipients) {
      throw tooMany();
    }
    const preferred = this.preferredSenders(Array.isArray(senders) ? senders : []);
    messages.forEach((message: unknown, index) => {
      this.readMessage(message, index, shorten === true, preferred);
    });
    return this.drafts;
  }

  /** Smart Assign (beta): the sender for each recipient country. */
  private preferredSenders(senders: readonly unknown[]): ReadonlyMap<string, string> {
    const byCountry = new Map<string, string>();
    for (const sender of senders) {
      if (!isFields(sender)) {
        throw badRequest('Each of the senders must be an object.');
      }
      const country = textOf(sender['recipient_country_code']).toUpperCase();
      const id = textOf(sender['sender_id']);
      if (country !== '' && id !== '') {
        byCountry.set(country, id);
      }
    }
    return byCountry;
  }

  private readMessage(
    message: unknown,
    index: number,
    shorten: boolean,
    preferred: ReadonlyMap<string, string>,
  ): void {
    if (!isFields(message)) {
      throw badRequest(`The messages.${index} must be an object.`);
    }
    for (const field of scalarFields) {
      if (!isScalar(message[field])) {
        throw badRequest(`The messages.${index}.${field} must be a string or a number.`);
      }
    }
    const text = textOf(message['body']);
    const country = textOf(message['country']).toUpperCase();
    const draft: Draft = {
      to: textOf(message['to']),
      body: shorten ? shortenUrl(text, this.word) : text,
      from: textOf(message['from']),
      ...(preferred.size > 0 ? { preferred } : {}),
      schedule: message['schedule'],
      country: country === '' ? this.account.profile.country : country,
      customString: textOf(message['custom_string']),
      fromEmail: textOf(message['from_email']) || undefined,
      listId: undefined,
      contact: undefined,
    };
    const listId = textOf(message['list_id']);
    if (draft.to === '' && listId !== '') {
      this.addList(draft, listId);
    } else {
      this.add(this.withMissing(draft, message, index));
    }
  }

  private withMissing(draft: Draft, message: Fields, index: number): Draft {
    const isBodyMissing = message['body'] === undefined || message['body'] === null;
    if (draft.to !== '' && !isBodyMissing) {
      return draft;
    }
    if (this.decisions.missingFields === 'request') {
      const field = draft.to === '' ? 'to' : 'body';
      throw badRequest(`The messages.${index}.${field} field is required.`);
    }
    return { ...draft, refusal: draft.to === '' ? 'MISSING_REQUIRED_FIELDS' : 'EMPTY_MESSAGE' };
  }

  private addList(draft: Draft, idText: string): void {
    const listId = Number(idText);
    const list = this.account.shelves.list.get(idText);
    if (!list) {
      this.add({ ...draft, refusal: 'NOT_ENOUGH_PERMISSION_TO_LIST_ID' });
      return;
    }
    for (const contact of this.account.contacts.get(listId)?.values() ?? []) {
      const to = contact.phone_number ?? '';
      if (to === '' || this.account.optedOut.has(to)) {
        continue;
      }
      const body = this.decisions.expandPlaceholders ? fill(draft.body, contact) : draft.body;
      this.add({ ...draft, to, body, listId, contact });
    }
  }

  private add(draft: Draft): void {
    if (this.drafts.length >= mostRecipients) {
      throw tooMany();
    }
    this.drafts.push(draft);
  }
}

const tooMany = (): ApiFailure =>
  new ApiFailure(400, 'TOO_MANY_RECIPIENTS', 'Too many recipients. At most 1000 are allowed.');
