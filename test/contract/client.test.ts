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
    const account = await client.getAccount();
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
    for (const row of await client.getUsage(now.getUTCFullYear(), now.getUTCMonth() + 1)) {
      assert.equal(typeof row.count, 'number');
    }
    assert((await client.getSmsStatistics()).outboundCount >= (isReal ? 0 : 1));
    const { items } = await client.listSubaccounts();
    assert(items.every(({ subaccountId }) => subaccountId > 0));
    assert(!JSON.stringify(items).includes('api_key'));
    const countries = await client.listCountries();
    assert.equal(countries.find(({ code }) => code === 'FI')?.name, 'Finland');
  });

  it('contact lists and their contacts', async () => {
    const { items, total } = await client.listContactLists();
    assert(items.length <= total);
    const [list] = items;
    if (isReal && !list) {
      return;
    }
    assert(list);
    const contacts = await client.listContacts(list.listId, { pageSize: 100 });
    assert.equal(contacts.total, list.contactCount);
    assert(contacts.items.every((contact) => contact.listId === list.listId));
  });

  it('senders', async () => {
    const senders = await client.listSenders();
    assert(senders.every(({ senderId }) => senderId !== ''));
    if (!isReal) {
      assert.deepEqual(new Set(senders.map(({ kind }) => kind)).size, 3);
    }
  });

  it('history in both orders, page by page', async () => {
    const newest = await client.listHistory({ pageSize: 15, orderBy: 'date:desc' });
    const oldest = await client.listHistory({ pageSize: 15, orderBy: 'date:asc' });
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
      const second = await client.listHistory({ pageSize: 15, page: 2, orderBy: 'date:desc' });
      assert.equal(second.page, 2);
      assert.notEqual(second.items[0]?.messageId, newest.items[0]?.messageId);
    }
  });

  it('history by each filter, and by two at once', async () => {
    const [sample] = (await client.listHistory({ orderBy: 'date:desc' })).items;
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
      const { items } = await client.listHistory({ filter, orderBy: 'date:desc', pageSize: 100 });
      assert(items.length > 0, JSON.stringify(filter));
      assert(items.every((row) => filter.status === undefined || row.status === status));
      assert(items.every((row) => filter.to === undefined || row.to === to));
      assert(items.every((row) => filter.messageId === undefined || row.messageId === messageId));
    }
    const ranged = await client.listHistory({ filter: { dateFrom: date ?? 0, dateTo: date ?? 0 } });
    assert(ranged.items.every((row) => row.date === date));
  });

  it('the export, downloaded without credentials', async () => {
    const url = await client.exportHistory('contract.csv', { pageSize: 15 });
    const { sink, text } = textSink();
    const bytes = await client.downloadExport(url, sink);
    assert.equal(bytes, Buffer.byteLength(text()));
    assert.match(text(), /message_id|body/);
  });

  it('receipts, inbound messages, templates and rules', async () => {
    const lists = [
      await client.listReceipts(),
      await client.listInbound(),
      await client.listTemplates({ orderBy: 'template_id:desc' }),
      await client.listReceiptRules(),
      await client.listInboundRules(),
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
    const { messages } = await client.sendSms({ messages: [{ to: au, body, ...rest }] });
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
    const price = await client.priceSms(request);
    const sent = await client.sendSms(request);
    assert.equal(sent.totalPrice, price.totalPrice);
    assert.deepEqual(
      sent.messages.map(({ outcome }) => outcome),
      ['accepted', 'blocked', 'rejected'],
    );
    const [accepted] = sent.messages;
    assert(accepted);
    const { items } = await client.listHistory({ filter: { messageId: accepted.messageId } });
    assert.equal(items.length, 1);
    assert.equal(items[0]?.body, 'One');
    assert.equal(items[0].customString, 'c-1');
    assert.equal(items[0].price, accepted.price);
  });

  it('sends to a contact list, and keeps every character of a body', async () => {
    const [list] = (await client.listContactLists()).items;
    assert(list);
    const body = 'Grüße 漢字 👍🏽 "quoted"\r\nline\ttab \\ €';
    const { totalCount } = await client.sendSms({ messages: [{ listId: list.listId, body }] });
    assert.equal(totalCount, list.contactCount);
    const newest = await client.listHistory({ orderBy: 'date:desc' });
    assert(newest.items.some((row) => row.body === body && row.listId === list.listId));
  });

  it('schedules and cancels one, and all of one custom string', async () => {
    const schedule = inOneHour();
    const single = await send('Later', { schedule });
    await client.cancelSms(single);
    const { items } = await client.listHistory({ filter: { messageId: single } });
    assert.equal(items[0]?.status, 'Cancelled');
    await send('A', { schedule, customString: 'batch' });
    await send('B', { schedule, customString: 'batch' });
    const kept = await send('C', { schedule, customString: 'other' });
    assert.equal(await client.cancelAllSms('batch'), 2);
    const other = await client.listHistory({ filter: { messageId: kept } });
    assert.equal(other.items[0]?.status, 'Scheduled');
  });

  it('gets a receipt once the message is delivered, and marks receipts read', async () => {
    await client.createReceiptRule({
      name: 'poll',
      matchType: 0,
      action: 'POLL',
      actionAddress: '',
      enabled: true,
    });
    const id = await send('Receipt, please');
    await subject.control('POST', 'deliver', { message_id: id, outcome: 'delivered' });
    await subject.control('PUT', 'clock', { advance: 60 });
    const receipt = await client.getReceipt(id);
    assert.equal(receipt.statusCode, '201');
    const listed = await client.listReceipts({ pageSize: 100 });
    assert(listed.items.some(({ messageId }) => messageId === id));
    await client.markReceiptsRead(1);
    assert.equal((await client.listReceipts()).total, listed.total);
    await client.markReceiptsRead();
    assert.deepEqual(
      [(await client.listReceipts()).total, (await client.listReceipts()).lastPage],
      [0, 0],
    );
    assert.equal((await client.getReceipt(id)).messageId, id);
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
    const before = (await client.listInboundRules()).items.filter(
      ({ action, enabled }) => action === 'POLL' && enabled,
    ).length;
    const { ruleId } = await client.createInboundRule(rule);
    const id = await send('Coming?', { customString: 'q-1' });
    await subject.control('POST', 'reply', { message_id: id, body: 'Yes please' });
    const reply = await client.getInboundReplyTo(id);
    assert.deepEqual(
      [reply.body, reply.originalMessageId, reply.originalBody, reply.keyword, reply.from],
      ['Yes please', id, 'Coming?', 'yes', au],
    );
    assert.equal(reply.customString, 'q-1');
    assert.equal(await client.markInboundMessageRead(reply.messageId), before + 1);
    assert.equal((await client.getInboundReplyTo(id)).messageId, reply.messageId);
    await client.markInboundRead();
    assert.equal((await client.listInbound()).total, 0);
    await client.deleteInboundRule(ruleId);
  });

  it('makes test receipts and test inbound messages for the pull lists', async () => {
    const receipt = await client.createTestReceipt('poll');
    assert.equal(receipt.statusCode, '201');
    assert.equal((await client.getReceipt(receipt.messageId)).messageId, receipt.messageId);
    const inbound = await client.createTestInbound('poll', 'json');
    assert.equal(inbound.keyword, 'this');
    const { items } = await client.listInbound({ pageSize: 100 });
    assert(items.some(({ messageId }) => messageId === inbound.messageId));
  });

  it('creates, finds, changes and deletes a template', async () => {
    const draft = { name: 'Contract, 1', body: 'Dear (First Name),\r\n漢字' };
    const made = await client.createTemplate(draft);
    assert.deepEqual(made, { templateId: made.templateId, ...draft });
    assert.deepEqual(await client.getTemplate(made.templateId), made);
    const where = { field: 'template_id', value: String(made.templateId) } as const;
    assert.deepEqual((await client.listTemplates({ where })).items, [made]);
    const byName = { field: 'template_name', value: 'contract, 1' } as const;
    assert.deepEqual((await client.listTemplates({ where: byName })).items, [made]);
    const changed = { ...made, body: 'New' };
    assert.deepEqual(await client.updateTemplate(changed), changed);
    await client.deleteTemplate(made.templateId);
    assert.deepEqual((await client.listTemplates({ where })).items, []);
  });

  it('creates, changes and deletes rules', async () => {
    const receipt = {
      name: 'R',
      matchType: 1,
      action: 'URL',
      actionAddress: 'http://127.0.0.1:9/x?token=1',
      enabled: false,
    };
    const made = await client.createReceiptRule(receipt);
    const updated = await client.updateReceiptRule(made.ruleId, { ...receipt, enabled: true });
    assert.equal(updated.enabled, true);
    const listed = (await client.listReceiptRules()).items;
    assert.equal(
      listed.find(({ ruleId }) => ruleId === made.ruleId)?.actionAddress,
      receipt.actionAddress,
    );
    await client.deleteReceiptRule(made.ruleId);
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
    const { ruleId } = await client.createInboundRule(inbound);
    const again = await client.updateInboundRule(ruleId, { ...inbound, searchTerm: 'go' });
    assert.deepEqual([again.ruleId, again.searchTerm, again.webhookType], [ruleId, 'go', 'get']);
    const rules = (await client.listInboundRules({ pageSize: 100 })).items;
    assert(rules.some((each) => each.ruleId === ruleId && each.searchTerm === 'go'));
    await client.deleteInboundRule(ruleId);
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
    assert((await client.listHistory()).items.every(({ messageId }) => messageId !== ''));
    assert((await client.listHistory()).items.length > 0);
    const { items, total } = await client.listTemplates();
    assert.equal(total, items.length);
    assert(total > 0);
    await client.markReceiptsRead();
  });
});
