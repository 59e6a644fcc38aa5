import * as v from 'valibot';
import { deprecatedData, notFound, ok } from '../http/envelope';
import type { Route } from '../http/call';
import { pageOf, readWindow, sliceOf } from '../http/paging';
import { parseBody } from '../http/parseBody';
import { readSearch, rowTest, type FieldKind } from '../http/search';
import { sharedNumberOf } from '../network/sender';
import type { Account, InboundCopy } from '../store/account';
import type { World } from '../world';
import { readDateBefore, urlDraft } from './receipts';

const testDraft = v.object({
  ...urlDraft.entries,
  webhook_type: v.optional(v.nullable(v.picklist(['post', 'get', 'json']))),
});

/** Not in the reference, but ClickSend's own command line filters the list by these. */
const fields: ReadonlyMap<string, FieldKind> = new Map([
  ['message_id', 'exact'],
  ['original_message_id', 'exact'],
  ['from', 'exact'],
  ['to', 'exact'],
  ['body', 'text'],
]);

function read(copy: InboundCopy, field: string): string {
  switch (field) {
    case 'message_id':
      return copy.messageId;
    case 'original_message_id':
      return copy.originalId;
    case 'from':
      return copy.from;
    case 'to':
      return copy.to;
    default:
      return copy.body;
  }
}

/** First word of the text, in lower case. */
export const keywordOf = (body: string): string =>
  /^[^\s.,;:!?]+/u.exec(body.trim())?.[0].toLowerCase() ?? '';

/** The list and the test say `timestamp_send`, a single one says `timestamp` (quirk 7). */
function inboundRow(copy: InboundCopy, timeField: 'timestamp_send' | 'timestamp') {
  return {
    [timeField]: copy.at,
    from: copy.from,
    body: copy.body,
    original_body: copy.originalBody,
    original_message_id: copy.originalId,
    to: copy.to,
    custom_string: copy.customString,
    message_id: copy.messageId,
    _keyword: keywordOf(copy.body),
  };
}

/** A made-up reply in the reference's words. */
function makeTest({ clock, ids }: World): InboundCopy {
  return {
    messageId: ids.random4(),
    originalId: ids.random4(),
    originalBody: `This is the original message. ${ids.word(10)}.`,
    from: sharedNumberOf('AU').replace(/\d{4}$/u, '0201'),
    to: '+61411111111',
    body: `This is a test incoming SMS. ${ids.word(10)}.`,
    customString: 'Test custom string ',
    at: clock.seconds(),
  };
}

function findReply(world: World, account: Account, id: string): InboundCopy {
  const isSample = world.decisions.referenceSamples && /^\{*original_?message_?id\}*$/iu.test(id);
  const reply = isSample
    ? [...account.repliesByOriginal.values()].at(-1)
    : (account.repliesByOriginal.get(id) ?? account.repliesByOriginal.get(id.toUpperCase()));
  if (!reply) {
    throw notFound('Inbound record not found.');
  }
  return reply;
}

/** How many copies in the pull list were marked. */
function readOne(world: World, account: Account, id: string): number {
  const isSample = world.decisions.referenceSamples && /^\{*message_?id\}*$/iu.test(id);
  const wanted = isSample ? account.inbound.at(-1)?.messageId : id.toUpperCase();
  const count = account.inbound.filter(({ messageId }) => messageId === wanted).length;
  if (count === 0 || wanted === undefined) {
    throw notFound('Inbound record not found.');
  }
  world.store.commit({ t: 'readOne', a: account.index, i: wanted });
  return count;
}

export function inboundRoutes(world: World): readonly Route[] {
  const { store, decisions, postman } = world;
  return [
    {
      method: 'POST',
      path: '/v3/sms/inbound',
      run: ({ account, body }) => {
        const { url, webhook_type } = parseBody(testDraft, body);
        const copy = makeTest(world);
        if (url.toLowerCase() === 'poll') {
          const { messageId: i, at: d, from, to, originalBody: ob, originalId: oi } = copy;
          const rest = { from, to, b: copy.body, ob, oi, u: copy.customString };
          store.commit({ t: 'testInbound', a: account.index, i, d, ...rest });
        } else {
          postman.pushInbound(account, copy, url, webhook_type ?? 'post', undefined);
        }
        return ok('Test inbound message has been added.', inboundRow(copy, 'timestamp_send'));
      },
    },
    {
      method: 'GET',
      path: '/v3/sms/inbound',
      run: ({ account, query, origin, path }) => {
        const window = readWindow(query, decisions);
        const test = rowTest(readSearch(query, fields), fields, decisions, read);
        const found = test ? account.inbound.filter(test) : account.inbound;
        const rows = sliceOf(found, window).map((copy) => inboundRow(copy, 'timestamp_send'));
        return ok('Here are your data.', pageOf(rows, found.length, window, origin + path));
      },
    },
    {
      method: 'GET',
      path: '/v3/sms/inbound/{original_message_id}',
      run: ({ account, params: [id = ''] }) =>
        ok('Here are your result.', inboundRow(findReply(world, account, id), 'timestamp')),
    },
    {
      method: 'PUT',
      path: '/v3/sms/inbound-read',
      run: ({ account, body }) => {
        const before = readDateBefore(body, decisions);
        const when = before === undefined ? {} : { before };
        store.commit({ t: 'read', a: account.index, p: 'inbound', ...when });
        return ok('Inbound messages have been marked as read.', deprecatedData(decisions));
      },
    },
    {
      method: 'PUT',
      path: '/v3/sms/inbound-read/{message_id}',
      run: ({ account, params: [id = ''] }) =>
        // The reference's own words, though it is not a receipt (quirk 5).
        ok('Receipt have been marked as read.', readOne(world, account, id)),
    },
  ];
}
