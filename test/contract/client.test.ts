import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import type { ClickSendClient } from '../../src/api/client';
import { describeSandbox, isReal, onSandbox, openSubject, type Subject } from './subject';

const au = '+61400000201';
const inOneHour = (): number => Math.floor(Date.now() / 1000) + 3600;

function textSink(): { sink: Writable; text: () => string } {
  const pieces: Buffer[] = [];
  const write = (piece: Buffer, _encoding: unknown, done: () => void): void => {
    pieces.push(piece);
    done();
  };
  return { sink: new Writable({ write }), text: () => Buffer.concat(pieces).toString() };
}

describe('contract: the client reads', () => {
  let subject: Subject;
  let client: ClickSendClient;
  before(async () => {
    subject = await openSubject();
    client = subject.client();
  });
  after(() => subject.close());

  it('the account, without its key', async () => {
    const account = await client.account.get();
    assert(account.userId > 0);
    if (!isReal) {
      assert.equal(account.username, subject.username);
    }
    assert.match(account.currency?.code ?? '', /^[A-Z]{3}$/);
    assert.equal(typeof account.balance, 'number');
    assert(!JSON.stringify(account).includes('api_key'));
  });

  it('usage, statistics, subaccounts and countries', async () => {
    const now = new Date();
    for (const row of await client.account.getUsage(now.getUTCFullYear(), now.getUTCMonth() + 1)) {
      assert.equal(typeof row.count, 'number');
    }
    assert((await client.account.getSmsStatistics()).outboundCount >= (isReal ? 0 : 1));
    const { items } = await client.account.listSubaccounts();
    assert(items.every(({ subaccountId }) => subaccountId > 0));
    assert(!JSON.stringify(items).includes('api_key'));
    const countries = await client.account.listCountries();
    assert.equal(countries.find(({ code }) => code === 'FI')?.name, 'Finland');
  });

  it('contact lists and their contacts', async () => {
    const { items, total } = await client.contactLists.list();
    assert(items.length <= total);
    const [list] = items;
    if (isReal && !list) {
      return;
    }
    assert(list);
    const contacts = await client.contacts.list(list.listId, { pageSize: 100 });
    assert.equal(contacts.total, list.contactCount);
    assert(contacts.items.every((contact) => contact.listId === list.listId));
  });

  it('senders', async () => {
    const senders = await client.senders.list();
    assert(senders.every(({ senderId }) => senderId !== ''));
    if (!isReal) {
      assert.deepEqual(new Set(senders.map(({ kind }) => kind)).size, 3);
    }
  });

  it('history in both orders, page by page', async () => {
    const newest = await client.history.list({ pageSize: 15, orderBy: 'date:desc' });
    const oldest = await client.history.list({ pageSize: 15, orderBy: 'date:asc' });
    assert.equal(newest.total, oldest.total);
    const dates = newest.items.map(({ date }) => date ?? 0);
    assert.deepEqual(
      dates,
      [...dates].sort((a, b) => b - a),
    );
    assert.equal(newest.page, 1);
    if (!isReal) {
      assert(newest.items.length > 0);
    }
    if (newest.lastPage > 1) {
      const second = await client.history.list({ pageSize: 15, page: 2, orderBy: 'date:desc' });
      assert.equal(second.page, 2);
      assert.notEqual(second.items[0]?.messageId, newest.items[0]?.messageId);
    }
  });

  it('history by each filter, and by two at once', async () => {
    const [sample] = (await client.history.list({ orderBy: 'date:desc' })).items;
    if (isReal && !sample) {
      return;
    }
    assert(sample);
    const { status, to, from, messageId, subaccountId, date } = sample;
    for (const filter of [
      { status },
      { to },
      { from },
      { messageId },
      ...(subaccountId === undefined ? [] : [{ subaccountId }]),
      { status, to },
    ]) {
      const { items } = await client.history.list({ filter, orderBy: 'date:desc', pageSize: 100 });
      assert(items.length > 0, JSON.stringify(filter));
      assert(items.every((row) => filter.status === undefined || row.status === status));
      assert(items.every((row) => filter.to === undefined || row.to === to));
      assert(items.every((row) => filter.messageId === undefined || row.messageId === messageId));
    }
    const ranged = await client.history.list({
      filter: { dateFrom: date ?? 0, dateTo: date ?? 0 },
    });
    assert(ranged.items.every((row) => row.date === date));
  });

  it('the export, downloaded without credentials', async () => {
    const url = await client.history.export('contract.csv', { pageSize: 15 });
    const { sink, text } = textSink();
    const bytes = await client.history.download(url, sink);
    assert.equal(bytes, Buffer.byteLength(text()));
    assert.match(text(), /message_id|body/);
  });

  it('receipts, inbound messages, templates and rules', async () => {
    const lists = [
      await client.receipts.list(),
      await client.inbound.list(),
      await client.templates.list({ orderBy: 'template_id:desc' }),
      await client.receiptRules.list(),
      await client.inboundRules.list(),
    ];
    for (const { items, total, page } of lists) {
      assert(items.length <= total);
      assert.equal(page, 1);
    }
  });
});

describeSandbox('contract: the client changes', () => {
  let subject: Subject;
  let client: ClickSendClient;
  before(async () => {
    subject = await openSubject();
    client = subject.client();
  });
  after(() => subject.close());

  const send = async (body: string, rest = {}): Promise<string> => {
    const { messages } = await client.messages.send({ messages: [{ to: au, body, ...rest }] });
    assert.equal(messages[0]?.outcome, 'accepted');
    return messages[0].messageId;
  };

  it('prices and sends the same, and history has it', async () => {
    const request = {
      messages: [
        { to: au, body: 'One', customString: 'c-1' },
        { to: '+358400000403', body: 'Two' },
        { to: '12', body: 'Three' },
      ],
    };
    const price = await client.messages.price(request);
    const sent = await client.messages.send(request);
    assert.equal(sent.totalPrice, price.totalPrice);
    assert.deepEqual(
      sent.messages.map(({ outcome }) => outcome),
      ['accepted', 'blocked', 'rejected'],
    );
    const [accepted] = sent.messages;
    assert(accepted);
    const { items } = await client.history.list({ filter: { messageId: accepted.messageId } });
    assert.equal(items.length, 1);
    assert.equal(items[0]?.body, 'One');
    assert.equal(items[0].customString, 'c-1');
    assert.equal(items[0].price, accepted.price);
  });

  it('sends to a contact list, and keeps every character of a body', async () => {
    const [list] = (await client.contactLists.list()).items;
    assert(list);
    const body = 'Grüße 漢字 👍🏽 "quoted"\r\nline\ttab \\ €';
    const { totalCount } = await client.messages.send({
      messages: [{ listId: list.listId, body }],
    });
    assert.equal(totalCount, list.contactCount);
    const newest = await client.history.list({ orderBy: 'date:desc' });
    assert(newest.items.some((row) => row.body === body && row.listId === list.listId));
  });

  it('schedules and cancels one, and all of one custom string', async () => {
    const schedule = inOneHour();
    const single = await send('Later', { schedule });
    await client.messages.cancel(single);
    const { items } = await client.history.list({ filter: { messageId: single } });
    assert.equal(items[0]?.status, 'Cancelled');
    await send('A', { schedule, customString: 'batch' });
    await send('B', { schedule, customString: 'batch' });
    const kept = await send('C', { schedule, customString: 'other' });
    assert.equal(await client.messages.cancelAll('batch'), 2);
    const other = await client.history.list({ filter: { messageId: kept } });
    assert.equal(other.items[0]?.status, 'Scheduled');
  });

  it('gets a receipt once the message is delivered, and marks receipts read', async () => {
    await client.receiptRules.create({
      name: 'poll',
      matchType: 0,
      action: 'POLL',
      actionAddress: '',
      enabled: true,
    });
    const id = await send('Receipt, please');
    await subject.control('POST', 'deliver', { message_id: id, outcome: 'delivered' });
    await subject.control('PUT', 'clock', { advance: 60 });
    const receipt = await client.receipts.get(id);
    assert.equal(receipt.statusCode, '201');
    const listed = await client.receipts.list({ pageSize: 100 });
    assert(listed.items.some(({ messageId }) => messageId === id));
    await client.receipts.markRead(1);
    assert.equal((await client.receipts.list()).total, listed.total);
    await client.receipts.markRead();
    assert.deepEqual(
      [(await client.receipts.list()).total, (await client.receipts.list()).lastPage],
      [0, 0],
    );
    assert.equal((await client.receipts.get(id)).messageId, id);
  });

  it('gets a reply, one copy for each POLL rule, and marks them read', async () => {
    const rule = {
      name: 'second',
      dedicatedNumber: '*',
      searchType: 0,
      searchTerm: '',
      action: 'POLL',
      actionAddress: '',
      enabled: true,
    };
    const before = (await client.inboundRules.list()).items.filter(
      ({ action, enabled }) => action === 'POLL' && enabled,
    ).length;
    const { ruleId } = await client.inboundRules.create(rule);
    const id = await send('Coming?', { customString: 'q-1' });
    await subject.control('POST', 'reply', { message_id: id, body: 'Yes please' });
    const reply = await client.inbound.getReplyTo(id);
    assert.deepEqual(
      [reply.body, reply.originalMessageId, reply.originalBody, reply.keyword, reply.from],
      ['Yes please', id, 'Coming?', 'yes', au],
    );
    assert.equal(reply.customString, 'q-1');
    assert.equal(await client.inbound.markMessageRead(reply.messageId), before + 1);
    assert.equal((await client.inbound.getReplyTo(id)).messageId, reply.messageId);
    await client.inbound.markRead();
    assert.equal((await client.inbound.list()).total, 0);
    await client.inboundRules.delete(ruleId);
  });

  it('makes test receipts and test inbound messages for the pull lists', async () => {
    const receipt = await client.receipts.createTest('poll');
    assert.equal(receipt.statusCode, '201');
    assert.equal((await client.receipts.get(receipt.messageId)).messageId, receipt.messageId);
    const inbound = await client.inbound.createTest('poll', 'json');
    assert.equal(inbound.keyword, 'this');
    const { items } = await client.inbound.list({ pageSize: 100 });
    assert(items.some(({ messageId }) => messageId === inbound.messageId));
  });

  it('creates, finds, changes and deletes a template', async () => {
    const draft = { name: 'Contract, 1', body: 'Dear (First Name),\r\n漢字' };
    const made = await client.templates.create(draft);
    assert.deepEqual(made, { templateId: made.templateId, ...draft });
    assert.deepEqual(await client.templates.get(made.templateId), made);
    const where = { field: 'template_id', value: String(made.templateId) } as const;
    assert.deepEqual((await client.templates.list({ where })).items, [made]);
    const byName = { field: 'template_name', value: 'contract, 1' } as const;
    assert.deepEqual((await client.templates.list({ where: byName })).items, [made]);
    const changed = { ...made, body: 'New' };
    assert.deepEqual(await client.templates.update(changed), changed);
    await client.templates.delete(made.templateId);
    assert.deepEqual((await client.templates.list({ where })).items, []);
  });

  it('creates, changes and deletes rules', async () => {
    const receipt = {
      name: 'R',
      matchType: 1,
      action: 'URL',
      actionAddress: 'http://127.0.0.1:9/x?token=1',
      enabled: false,
    };
    const made = await client.receiptRules.create(receipt);
    const updated = await client.receiptRules.update(made.ruleId, { ...receipt, enabled: true });
    assert.equal(updated.enabled, true);
    const listed = (await client.receiptRules.list()).items;
    assert.equal(
      listed.find(({ ruleId }) => ruleId === made.ruleId)?.actionAddress,
      receipt.actionAddress,
    );
    await client.receiptRules.delete(made.ruleId);
    const inbound = {
      name: 'I',
      dedicatedNumber: '*',
      searchType: 1,
      searchTerm: 'stop',
      action: 'URL',
      actionAddress: 'http://127.0.0.1:9/',
      webhookType: 'get' as const,
      enabled: true,
    };
    const { ruleId } = await client.inboundRules.create(inbound);
    const again = await client.inboundRules.update(ruleId, { ...inbound, searchTerm: 'go' });
    assert.deepEqual([again.ruleId, again.searchTerm, again.webhookType], [ruleId, 'go', 'get']);
    const rules = (await client.inboundRules.list({ pageSize: 100 })).items;
    assert(rules.some((each) => each.ruleId === ruleId && each.searchTerm === 'go'));
    await client.inboundRules.delete(ruleId);
  });
});

describe('contract: the client reads history and templates as the reference prints them', () => {
  let subject: Subject;
  before(async () => {
    subject = await openSubject({ decisions: { shapes: 'reference', deprecatedData: 'array' } });
  });
  after(() => subject.close());

  onSandbox('a bare array, and a page wrapped in an array with its total misspelt', async () => {
    const client = subject.client();
    assert((await client.history.list()).items.every(({ messageId }) => messageId !== ''));
    assert((await client.history.list()).items.length > 0);
    const { items, total } = await client.templates.list();
    assert.equal(total, items.length);
    assert(total > 0);
    await client.receipts.markRead();
  });
});
