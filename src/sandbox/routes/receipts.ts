import * as v from 'valibot';
import { deprecatedData, notFound, ok } from '../http/envelope';
import type { Route } from '../http/call';
import { pageOf, readWindow, sliceOf } from '../http/paging';
import { parseBody } from '../http/parseBody';
import { errorText, receiptText } from '../network/outcome';
import type { Decisions } from '../decisions';
import type { Account, Receipt } from '../store/account';
import type { World } from '../world';

export const urlDraft = v.object({ url: v.pipe(v.string(), v.trim(), v.nonEmpty()) });

const readDraft = v.object({
  date_before: v.optional(
    v.nullable(
      v.union([
        v.pipe(v.number(), v.integer()),
        v.pipe(v.string(), v.regex(/^\d{0,12}$/u), v.transform(Number)),
      ]),
    ),
  ),
});

/** Unix seconds before which something counts as read; undefined for everything. */
export function readDateBefore(body: unknown, { dateBefore }: Decisions): number | undefined {
  const before = parseBody(readDraft, body).date_before ?? 0;
  if (before === 0) {
    return undefined;
  }
  return dateBefore === 'inclusive' ? before + 1 : before;
}

export function receiptRow(receipt: Receipt, account: Account): Record<string, unknown> {
  const { message, step, at, messageId } = receipt;
  return {
    timestamp_send: message ? Math.max(message.date, message.schedule) : at,
    timestamp: at,
    message_id: messageId,
    status_code: String(step.code ?? ''),
    status_text: receiptText(step),
    error_code: step.error ?? null,
    error_text: errorText(step.error),
    custom_string: message?.customString ?? null,
    subaccount_id: account.profile.subaccountId,
    message_type: 'sms',
    digits: null,
  };
}

function findReceipt(world: World, account: Account, id: string): Receipt {
  const isSample = world.decisions.referenceSamples && /^\{*message_?id\}*$/iu.test(id);
  if (isSample) {
    const newest = account.receipts.at(-1);
    if (newest) {
      return newest;
    }
  }
  const message = world.store.findMessage(id);
  const receipt =
    message?.account === account ? message.receipt : account.testReceipts.get(id.toUpperCase());
  if (!receipt) {
    throw notFound('Receipt record not found.');
  }
  return receipt;
}

/** A made-up receipt, pushed to the address or, for `poll`, put into the pull list. */
function createTest(world: World, account: Account, url: string): Record<string, unknown> {
  const { store, clock, ids, postman } = world;
  const change = {
    t: 'testReceipt',
    a: account.index,
    i: ids.random4(),
    d: clock.seconds(),
  } as const;
  const isPoll = url.toLowerCase() === 'poll';
  if (isPoll) {
    store.commit(change);
  }
  const receipt = account.testReceipts.get(change.i) ?? postman.testReceipt(change.i, change.d);
  if (!isPoll) {
    postman.pushReceipt(account, receipt, url, undefined);
  }
  return receiptRow(receipt, account);
}

export function receiptRoutes(world: World): readonly Route[] {
  const { store, decisions } = world;
  return [
    {
      method: 'POST',
      path: '/v3/sms/receipts',
      run: ({ account, body }) => {
        const { url } = parseBody(urlDraft, body);
        return ok('Receipt has been added', createTest(world, account, url));
      },
    },
    {
      method: 'GET',
      path: '/v3/sms/receipts',
      run: ({ account, query, origin, path }) => {
        const window = readWindow(query, decisions);
        const rows = sliceOf(account.receipts, window).map((each) => receiptRow(each, account));
        const page = pageOf(rows, account.receipts.length, window, origin + path);
        return ok('Here are your delivery receipts.', page);
      },
    },
    {
      method: 'GET',
      path: '/v3/sms/receipts/{message_id}',
      run: ({ account, params: [id = ''] }) =>
        ok('Your receipt.', receiptRow(findReceipt(world, account, id), account)),
    },
    {
      method: 'PUT',
      path: '/v3/sms/receipts-read',
      run: ({ account, body }) => {
        const before = readDateBefore(body, decisions);
        const when = before === undefined ? {} : { before };
        store.commit({ t: 'read', a: account.index, p: 'receipts', ...when });
        return ok('Receipts have been marked as read.', deprecatedData(decisions));
      },
    },
  ];
}
