import { ok, type Answer } from '../http/envelope';
import type { Call, Route } from '../http/call';
import { pageOf, readWindow, type PageWindow } from '../http/paging';
import { readOrder, readSearch, rowTest, type FieldKind, type Order } from '../http/search';
import { errorText, statusText } from '../network/outcome';
import { operatorOf } from '../network/operators';
import { moneyPerUnit } from '../network/prices';
import type { Decisions } from '../decisions';
import type { Account, Message } from '../store/account';
import type { World } from '../world';

const fields: ReadonlyMap<string, FieldKind> = new Map([
  ['status', 'exact'],
  ['to', 'exact'],
  ['from', 'exact'],
  ['subaccount_id', 'exact'],
  ['message_id', 'exact'],
]);

const sortable = ['date', 'username', 'from', 'to', 'status', 'body'];

/** A message as history shows it, with every key of the documented row. */
export function historyRow(message: Message): Readonly<Record<string, string | number | null>> {
  const { step, account, listId, contactId } = message;
  const contact =
    listId === undefined || contactId === undefined
      ? undefined
      : account.contacts.get(listId)?.get(contactId);
  return {
    direction: message.isInbound ? 'in' : 'out',
    date: message.date,
    to: message.to,
    body: message.body,
    status: step.status,
    from: message.from,
    schedule: String(message.schedule),
    status_code: step.code === undefined ? null : String(step.code),
    status_text: statusText(step),
    error_code: step.error ?? null,
    error_text: errorText(step.error),
    message_id: message.id,
    message_parts: message.parts,
    message_price: (message.price / moneyPerUnit).toFixed(4),
    from_email: message.fromEmail ?? null,
    list_id: listId ?? null,
    custom_string: message.customString === '' ? null : message.customString,
    contact_id: contactId ?? null,
    user_id: account.profile.userId,
    subaccount_id: account.profile.subaccountId,
    country: message.country,
    carrier: operatorOf(message.country, message.isInbound ? message.from : message.to),
    first_name: contact?.first_name ?? null,
    last_name: contact?.last_name ?? null,
    _api_username: account.profile.username,
  };
}

function read(message: Message, field: string): string {
  switch (field) {
    case 'status':
      return message.step.status;
    case 'to':
      return message.to;
    case 'from':
      return message.from;
    case 'body':
      return message.body;
    case 'message_id':
      return message.id;
    case 'subaccount_id':
      return String(message.account.profile.subaccountId);
    default:
      return message.account.profile.username;
  }
}

function readDate(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name)?.trim();
  return text === undefined || !/^\d{1,12}$/u.test(text) ? undefined : Number(text);
}

/** What a history or export request asks for. */
export interface HistorySelection {
  readonly test: ((message: Message) => boolean) | undefined;
  readonly order: Order;
  /** Half-open range of indices in the account's timeline. */
  readonly start: number;
  readonly end: number;
}

export function select(
  account: Account,
  query: URLSearchParams,
  decisions: Decisions,
  now: number,
): HistorySelection {
  const { timeline } = account;
  const isInclusive = decisions.dateRange === 'inclusive';
  const kept = now - decisions.historyDays * 86_400;
  const from = readDate(query, 'date_from');
  const to = readDate(query, 'date_to');
  const since = from === undefined ? kept : Math.max(kept, isInclusive ? from : from + 1);
  return {
    test: rowTest(readSearch(query, fields), fields, decisions, read),
    order: readOrder(query, sortable, 'date'),
    start: timeline.indexFrom(since),
    end: to === undefined ? timeline.all().length : timeline.indexFrom(isInclusive ? to + 1 : to),
  };
}

/** Ordered by something else than the date: all of it has to be looked at. */
function sorted(rows: readonly Message[], { field, isDescending }: Order): readonly Message[] {
  const keyed = rows.map((row) => ({ row, key: read(row, field) }));
  const direction = isDescending ? -1 : 1;
  keyed.sort((a, b) => (a.key < b.key ? -direction : a.key > b.key ? direction : 0));
  return keyed.map(({ row }) => row);
}

/** All rows of a selection in its order. */
export function rowsOf(account: Account, selection: HistorySelection): readonly Message[] {
  const { test, order, start, end } = selection;
  const range = account.timeline.all().slice(start, end);
  const rows = test ? range.filter(test) : range;
  if (order.field !== 'date') {
    return sorted(rows, order);
  }
  return order.isDescending ? rows.reverse() : rows;
}

/** One page, without touching the rest where neither filter nor order needs it. */
function pageRows(
  account: Account,
  selection: HistorySelection,
  window: PageWindow,
): { rows: readonly Message[]; total: number } {
  const { test, order, start, end } = selection;
  if (test || order.field !== 'date') {
    const rows = rowsOf(account, selection);
    return { rows: rows.slice(window.start, window.start + window.limit), total: rows.length };
  }
  const all = account.timeline.all();
  const total = Math.max(end - start, 0);
  if (!order.isDescending) {
    const first = start + window.start;
    return { rows: all.slice(first, Math.min(first + window.limit, end)), total };
  }
  const last = Math.max(end - window.start, start);
  return { rows: all.slice(Math.max(last - window.limit, start), last).reverse(), total };
}

function history(world: World, { account, query, origin, path }: Call): Answer {
  const { decisions, clock } = world;
  const window = readWindow(query, decisions);
  const selection = select(account, query, decisions, clock.seconds());
  const { rows, total } = pageRows(account, selection, window);
  const data = rows.map(historyRow);
  if (decisions.shapes === 'live') {
    return ok('Here are your history.', pageOf(data, total, window, origin + path));
  }
  // As the reference prints it: `status` for `http_code`, and no page around the rows.
  return {
    status: 200,
    body: JSON.stringify({
      status: 200,
      response_code: 'SUCCESS',
      response_msg: 'Here are your history.',
      data,
    }),
  };
}

function exportHistory(world: World, { account, query, origin }: Call): Answer {
  const { decisions, clock, ids, links } = world;
  const selection = select(account, query, decisions, clock.seconds());
  const rows = rowsOf(account, selection);
  const window = readWindow(query, decisions);
  const filename = (query.get('filename') ?? '').trim() || 'export.csv';
  const path = links.add({
    id: ids.random4(),
    filename,
    rows: decisions.exportAllPages ? rows : rows.slice(window.start, window.start + window.limit),
    nowMs: clock.now(),
    seconds: decisions.exportLinkSeconds,
  });
  return ok('Download your file here.', { url: origin + path });
}

export function historyRoutes(world: World): readonly Route[] {
  return [
    { method: 'GET', path: '/v3/sms/history', run: (call) => history(world, call) },
    { method: 'GET', path: '/v3/sms/history/export', run: (call) => exportHistory(world, call) },
  ];
}
