import { ApiFailure, ok } from '../http/envelope';
import type { Call, Route } from '../http/call';
import { countryName } from '../network/countries';
import { operatorOf } from '../network/operators';
import { magicDuplicateSeconds } from '../network/magic';
import { currency, priceNumber, priceText } from '../network/prices';
import { Submission, type Verdict } from '../network/submission';
import type { Account } from '../store/account';
import type { MessageRow } from '../store/messageRow';
import type { World } from '../world';
import { DraftReader } from './drafts';

/** `blocked_count` counts these; they come with price and country, other refusals do not. */
const blockingStatuses: ReadonlySet<string> = new Set([
  'COUNTRY_NOT_ENABLED',
  'REGISTRATION_NEEDED',
]);

const throttleKey = (account: Account, to: string, body: string): string =>
  `${account.index} ${to} ${body}`;

function judgeAll(world: World, { account, body }: Call): readonly Verdict[] {
  const { decisions, ids, throttle } = world;
  const drafts = new DraftReader(account, decisions, () => ids.word(6)).read(body);
  const now = world.clock.seconds();
  const submission = new Submission(account, {
    decisions,
    now,
    newId: () => ids.timeOrdered(),
    wasJustSent: (to, text, within) =>
      throttle.wasJustSent(throttleKey(account, to, text), now, within),
  });
  const verdicts = drafts.map((draft) => submission.judge(draft));
  const isAllPoor =
    decisions.noCredit === 'request' &&
    verdicts.some(({ status }) => status === 'INSUFFICIENT_CREDIT');
  if (isAllPoor) {
    throw new ApiFailure(402, 'INSUFFICIENT_CREDIT', 'Insufficient credit.');
  }
  return verdicts;
}

function refusedItem(verdict: Verdict): Record<string, unknown> {
  const { to, body, from, id, customString, isShared, country, status } = verdict;
  const isBlocked = blockingStatuses.has(status);
  return {
    to,
    body,
    from,
    schedule: '',
    message_id: id,
    ...(isBlocked ? { message_parts: 0, message_price: '0.0000' } : {}),
    custom_string: customString,
    is_shared_system_number: isShared,
    ...(isBlocked ? { country: country ?? '', carrier: operatorOf(country ?? '', to) } : {}),
    status,
  };
}

function sentItem(verdict: Verdict, row: MessageRow, account: Account, now: number) {
  return {
    direction: 'out',
    date: now,
    to: row.to,
    body: row.b,
    from: row.f,
    schedule: row.s ?? now,
    message_id: row.i,
    message_parts: row.p,
    message_price: priceText(row.c),
    from_email: row.e ?? null,
    list_id: row.l ?? null,
    custom_string: verdict.customString,
    contact_id: row.n ?? null,
    user_id: account.profile.userId,
    subaccount_id: account.profile.subaccountId,
    is_shared_system_number: verdict.isShared,
    country: row.y,
    carrier: operatorOf(row.y, row.to),
    status: 'SUCCESS',
  };
}

function pricedItem(verdict: Verdict, row: MessageRow) {
  return {
    to: row.to,
    body: row.b,
    from: row.f,
    schedule: row.s === undefined ? '' : String(row.s),
    message_id: row.i,
    message_parts: row.p,
    message_price: priceText(row.c),
    custom_string: verdict.customString,
    is_shared_system_number: verdict.isShared,
    country: row.y,
    status: 'SUCCESS',
  };
}

function totals(verdicts: readonly Verdict[]) {
  let price = 0;
  let queued = 0;
  let blocked = 0;
  for (const { row, status } of verdicts) {
    if (row) {
      price += row.c;
      queued++;
    } else if (blockingStatuses.has(status)) {
      blocked++;
    }
  }
  return { price, queued, blocked };
}

function send(world: World, call: Call) {
  const { account } = call;
  const now = world.clock.seconds();
  const verdicts = judgeAll(world, call);
  const rows = verdicts.flatMap(({ row }) => (row ? [row] : []));
  if (rows.length > 0) {
    accept(world, account, rows, now);
  }
  const { price, queued, blocked } = totals(verdicts);
  return ok('Messages queued for delivery.', {
    total_price: priceNumber(price),
    total_count: verdicts.length,
    queued_count: queued,
    messages: verdicts.map((verdict) =>
      verdict.row ? sentItem(verdict, verdict.row, account, now) : refusedItem(verdict),
    ),
    _currency: currency,
    blocked_count: blocked,
  });
}

/** Writes accepted messages down and sets them on their way. */
export function accept(
  { store, throttle, clock, journeys, decisions }: World,
  account: Account,
  rows: readonly MessageRow[],
  now: number,
): void {
  const first = store.messageCount;
  store.commit({ t: 'sent', a: account.index, d: now, m: rows });
  const longest = Math.max(decisions.duplicateWindowSeconds, magicDuplicateSeconds);
  for (const row of rows) {
    if (decisions.duplicateWindowSeconds > 0 || row.to.endsWith('0429')) {
      throttle.remember(throttleKey(account, row.to, row.b), now, longest);
    }
  }
  const nowMs = clock.now();
  for (let seq = first; seq < store.messageCount; seq++) {
    const message = store.messageAt(seq);
    if (message) {
      journeys.follow(message, nowMs);
    }
  }
}

/** A message the account's own rules send: an automatic answer, or a forwarded reply. */
export function sendFromHere(
  world: World,
  account: Account,
  { to, from, body }: { readonly to: string; readonly from: string; readonly body: string },
): void {
  const { decisions, ids, clock } = world;
  const now = clock.seconds();
  const submission = new Submission(account, {
    decisions,
    now,
    newId: () => ids.timeOrdered(),
    wasJustSent: () => false,
  });
  const { row } = submission.judge({
    ...{ to, from, body, schedule: undefined, customString: '' },
    ...{ country: account.profile.country, fromEmail: undefined },
    ...{ listId: undefined, contact: undefined },
  });
  if (row) {
    accept(world, account, [row], now);
  }
}

function summaryOf(verdicts: readonly Verdict[], account: Account, moment: string) {
  const counts = new Map<string, number>();
  for (const { country, row } of verdicts) {
    if (country !== undefined && row) {
      counts.set(country, (counts.get(country) ?? 0) + 1);
    }
  }
  const time = { date: moment, timezone_type: 3, timezone: 'UTC' };
  const countries = [...counts].map(([code, count]) => [
    code,
    {
      registration_type: 0,
      recipient_count: count,
      usable_sender_id: true,
      selected: true,
      name: countryName(code),
      regulation: {
        country_user_id: account.profile.userId,
        sms_registration_type: 0,
        restricted_sending: false,
        trial_sending: 0,
        regulation_requirements_description: '',
        created_at: time,
        updated_at: time,
      },
    },
  ]);
  return {
    test_message: 'This is a test message from the ClickSend sandbox.',
    countries: Object.fromEntries(countries) as Record<string, unknown>,
  };
}

function price(world: World, call: Call) {
  const verdicts = judgeAll(world, call);
  const { price: total, queued, blocked } = totals(verdicts);
  const moment = `${new Date(world.clock.now()).toISOString().slice(0, 19).replace('T', ' ')}.000000`;
  return ok('Here is some pricing.', {
    total_price: priceNumber(total),
    total_count: verdicts.length,
    queued_count: queued,
    messages: verdicts.map((verdict) =>
      verdict.row ? pricedItem(verdict, verdict.row) : refusedItem(verdict),
    ),
    _currency: currency,
    _summary: summaryOf(verdicts, call.account, moment),
    blocked_count: blocked,
  });
}

export function sendRoutes(world: World): readonly Route[] {
  return [
    { method: 'POST', path: '/v3/sms/send', run: (call) => send(world, call) },
    { method: 'POST', path: '/v3/sms/price', run: (call) => price(world, call) },
  ];
}
