import { findEntry } from '../../sms/document/syntax';
import { parsePastedNumbers } from '../../sms/numbers/pastedNumbers';
import { compileBody, fieldKey } from '../../sms/placeholders';
import { parseSchedule } from '../../sms/time/schedule';
import type { CampaignRecipients, CampaignSource } from '../../sms/campaign';
import type { MessageDraft } from '../../sms/draft';
import type { Analysis } from './analyses';
import type { TableRecipient } from './recipients/tableSummary';

export interface DraftOptions {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly timeZone: string;
}

/** What the header says about how to send, without the recipients. */
function settingsOf({ document }: Analysis, options: DraftOptions): Omit<MessageDraft, 'bodies'> {
  const value = (key: Parameters<typeof findEntry>[1]): string | undefined => {
    const found = findEntry(document, key)?.value;
    return found === '' ? undefined : found;
  };
  const schedule = value('schedule');
  const moment = schedule === undefined ? undefined : parseSchedule(schedule, options);
  const from = value('from');
  const customString = value('custom_string');
  const fromEmail = value('from_email');
  const shorten = value('shorten_urls');
  return {
    ...(from !== undefined && { from }),
    ...(moment?.ok && { schedule: moment.at ?? 0, timeZone: moment.timeZone }),
    ...(customString !== undefined && { customString }),
    ...(fromEmail !== undefined && { fromEmail }),
    ...(shorten !== undefined && { shortenUrls: /^(?:true|yes)$/i.test(shorten) }),
  };
}

/** The message to the numbers in the header; compose asks for them when there are none. */
export function draftOf(analysis: Analysis, options: DraftOptions): MessageDraft {
  const to = findEntry(analysis.document, 'to')?.value;
  const numbers =
    to === undefined ? [] : parsePastedNumbers(to, analysis).good.map(({ e164 }) => e164);
  return {
    ...settingsOf(analysis, options),
    bodies: [analysis.message.text],
    ...(numbers.length > 0 && { to: numbers }),
  };
}

function campaignRecipients({ document, tableUri }: Analysis): CampaignRecipients | undefined {
  const numberColumn = findEntry(document, 'number_column')?.value;
  if (tableUri) {
    return { kind: 'file', uri: tableUri.toString(), numberColumn };
  }
  const list = findEntry(document, 'list')?.value ?? '';
  if (list === '') {
    return undefined;
  }
  return /^\d+$/.test(list)
    ? { kind: 'list', listId: Number(list) }
    : { kind: 'listNamed', name: list };
}

/** The message to everyone in the table or list of the header. */
export function campaignOf(
  analysis: Analysis,
  name: string,
  options: DraftOptions,
): CampaignSource {
  const { from, schedule, timeZone, customString, fromEmail, shortenUrls } = settingsOf(
    analysis,
    options,
  );
  return {
    name,
    body: analysis.message.text,
    recipients: campaignRecipients(analysis),
    from,
    // 0 is now, which a campaign says by leaving it out.
    schedule: schedule === 0 ? undefined : schedule,
    timeZone,
    customString,
    country: analysis.defaultCountry,
    fromEmail,
    shortenUrls,
  };
}

/** A body with the cells of a row in place of its placeholders. */
export function fillFor(
  body: string,
  columns: readonly string[],
): (recipient: TableRecipient) => string {
  const template = compileBody(body);
  const byField = new Map<string, number>();
  for (const [i, column] of columns.entries()) {
    const field = fieldKey(column);
    if (!byField.has(field)) {
      byField.set(field, i);
    }
  }
  return ({ cells }) =>
    template.fill((field) => {
      const index = byField.get(field);
      return index === undefined ? undefined : (cells[index] ?? '');
    }).text;
}

/** The message as one recipient gets it, to be priced; undefined when there is no such recipient. */
export function draftFor(
  analysis: Analysis,
  index: number,
  options: DraftOptions,
): MessageDraft | undefined {
  const { table, message } = analysis;
  if (table) {
    if (table.kind !== 'read') {
      return undefined;
    }
    const recipient = table.summary.recipients.first[index];
    return (
      recipient && {
        ...settingsOf(analysis, options),
        bodies: [fillFor(message.text, table.summary.columns)(recipient)],
        to: [recipient.e164],
      }
    );
  }
  const draft = draftOf(analysis, options);
  const to = draft.to?.[index];
  return to === undefined ? undefined : { ...draft, to: [to] };
}
