import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { ClickSendError } from '../../../../../src/api/errors';
import {
  describeFilter,
  parseDay,
  toHistoryFilter,
} from '../../../../../src/features/history/filter/filter';
import {
  MessageDocuments,
  messageUri,
  rawMessageUri,
} from '../../../../../src/features/history/message/messageDocuments';
import { messageItem, messageTooltip } from '../../../../../src/features/history/tree/row';
import { isPending, statusView } from '../../../../../src/features/history/status';
import type { HistoryMessage } from '../../../../../src/sms/resources';
import { aMessage, anInbound, hostileBodies, someMoment } from '../../../../support/messages';
import { host, workspace } from '../../../../support/vscode';
import { FakeHistoryClient, historyServices } from '../fakeHistory';

const rowOf = (message: HistoryMessage): vscode.TreeItem =>
  messageItem({
    kind: 'item',
    id: 'x',
    sectionId: 'messages',
    groupId: undefined,
    item: message,
  });

describe('a message in the tree', () => {
  for (const [name, body] of Object.entries(hostileBodies)) {
    it(`shows a body of ${name} as short text that hides and runs nothing`, () => {
      const item = rowOf(aMessage({ body, from: body, to: '+61411111111' }));
      const description = String(item.description);
      assert.ok(description.length < 200);
      assert.doesNotMatch(description, /[\p{Cc}\u202a-\u202e\u2066-\u2069\u200b\ufeff]/u);
      const tooltip = messageTooltip(aMessage({ body, statusText: body, customString: body }));
      assert.equal(tooltip.isTrusted, undefined);
      assert.equal(tooltip.supportHtml, undefined);
      assert.ok(tooltip.value.length < 5000);
      const outsideCode = tooltip.value.replace(/\n(`{3,})text\n[^]*?\n\1\n/g, '');
      assert.doesNotMatch(outsideCode, /\]\(command:/);
      assert.doesNotMatch(tooltip.value, /[\u202a-\u202e\u2066-\u2069]/u);
    });
  }

  it('tells status by icon, colour and word', () => {
    const view = (status: string, statusCode?: string) =>
      statusView(aMessage({ status, statusCode }));
    assert.equal(view('Sent', '201').word, 'Delivered');
    assert.equal(view('Sent', '200').word, 'Sent');
    assert.equal(view('Failed', '300').word, 'Failed for now');
    assert.equal(view('Cancelled', '301').word, 'Cancelled');
    assert.equal(view('Brand new status').word, 'Brand new status');
  });

  it('expects news of a message for 72 hours, and of a scheduled one when it is due', () => {
    const now = someMoment + 3600;
    assert.equal(isPending(aMessage({ statusCode: '200' }), now), true);
    assert.equal(isPending(aMessage({ statusCode: '201' }), now), false);
    assert.equal(isPending(aMessage({ statusCode: '300' }), now), true);
    assert.equal(isPending(aMessage({ statusCode: '200', date: now - 80 * 3600 }), now), false);
    const scheduled = { status: 'Scheduled', statusCode: '200' };
    assert.equal(isPending(aMessage({ ...scheduled, schedule: now + 600 }), now), false);
    assert.equal(isPending(aMessage({ ...scheduled, schedule: now + 30 }), now), true);
  });
});

describe('a filter', () => {
  const now = new Date(2026, 10, 23, 10);

  it('is said in words', () => {
    assert.equal(describeFilter({}), undefined);
    assert.equal(
      describeFilter({
        status: 'Failed',
        to: '+61411111111',
        range: { kind: 'own', from: '2026-11-01', to: '2026-11-30' },
      }),
      'Failed · to +61411111111 · 2026-11-01 to 2026-11-30',
    );
  });

  it('turns days into whole local days', () => {
    const range = toHistoryFilter(
      { range: { kind: 'own', from: '2026-11-01', to: '2026-11-01' } },
      now,
    );
    assert.equal(range.dateFrom, new Date(2026, 10, 1).getTime() / 1000);
    assert.equal(range.dateTo, new Date(2026, 10, 2).getTime() / 1000 - 1);
    assert.deepEqual(toHistoryFilter({ range: { kind: 'yesterday' } }, now), {
      dateFrom: new Date(2026, 10, 22).getTime() / 1000,
      dateTo: new Date(2026, 10, 23).getTime() / 1000 - 1,
    });
    assert.deepEqual(toHistoryFilter({ range: { kind: 'today' } }, now), {
      dateFrom: new Date(2026, 10, 23).getTime() / 1000,
    });
  });

  it('refuses days that are none', () => {
    assert.equal(parseDay('2026-02-30'), undefined);
    assert.equal(parseDay('30.11.2026'), undefined);
    assert.equal(parseDay('2026-11-30')?.getDate(), 30);
  });
});

describe('a message document', () => {
  beforeEach(() => {
    host.reset();
  });

  const documentsOver = (client: FakeHistoryClient) => {
    const { services } = historyServices(client);
    return new MessageDocuments(services.session, services.errors);
  };

  it('says everything in plain words, with receipt and reply', async () => {
    const client = new FakeHistoryClient([
      aMessage({
        messageId: 'M1',
        statusCode: '301',
        status: 'Failed',
        errorCode: '13',
        customString: 'order 7',
      }),
    ]);
    client.receipts.get = () =>
      Promise.resolve({
        messageId: 'M1',
        sentAt: someMoment,
        receivedAt: someMoment + 5,
        statusCode: '301',
        statusText: 'Failure',
        errorCode: undefined,
        errorText: undefined,
        customString: undefined,
        messageType: 'sms',
        subaccountId: undefined,
        raw: {},
      }) as never;
    client.inbound.getReplyTo = () => Promise.resolve(anInbound({ body: 'Wrong number' })) as never;
    const text = await documentsOver(client).read(messageUri('M1', '+61411111111'));
    for (const part of [
      'SMS to +61411111111 · Failed',
      'Your appointment is tomorrow',
      '301: failed or cancelled (final)',
      "13: the phone's memory is full",
      'order 7',
      '0.0792',
      'Wrong number',
      'M1',
    ]) {
      assert.ok(text.includes(part), `${part} in\n${text}`);
    }
  });

  it('tells a missing receipt from one that could not be read', async () => {
    const client = new FakeHistoryClient([aMessage({ messageId: 'M1' })]);
    client.receipts.get = () => Promise.reject(new ClickSendError('serverError'));
    const text = await documentsOver(client).read(messageUri('M1', ''));
    assert.match(text, /Could not be read: API: serverError/);
    assert.match(text, /rule with the action POLL/);
  });

  it('spells out what a body hides', async () => {
    const client = new FakeHistoryClient([
      aMessage({ messageId: 'M1', body: hostileBodies.rightToLeft }),
    ]);
    const text = await documentsOver(client).read(messageUri('M1', ''));
    assert.match(text, /invoice\[U\+202E\]fdp\.exe/);
  });

  it('gives the answer as it came in raw.json', async () => {
    const client = new FakeHistoryClient([aMessage({ messageId: 'M1' })]);
    const text = await documentsOver(client).read(rawMessageUri('M1'));
    assert.deepEqual(JSON.parse(text), { raw: true });
  });

  it('does not show another message when the server answers loosely', async () => {
    const client = new FakeHistoryClient([aMessage({ messageId: 'M10' })]);
    client.history.list = () =>
      Promise.resolve({ items: client.rows, total: 1, page: 1, pageSize: 15, lastPage: 1 });
    assert.match(await documentsOver(client).read(messageUri('M1', '')), /There is no message M1/);
  });

  it('is read again once its message changed', async () => {
    const client = new FakeHistoryClient([aMessage({ messageId: 'M1', statusCode: '200' })]);
    const documents = documentsOver(client);
    const uri = messageUri('M1', '');
    await documents.read(uri);
    workspace.textDocuments = [{ uri: uri as never }];
    const before = documents.modifiedAt(uri);
    const changed: string[] = [];
    documents.onDidChange((one) => changed.push(one.toString()));
    documents.notice([aMessage({ messageId: 'M1', statusCode: '200' })]);
    assert.deepEqual(changed, []);
    documents.notice([aMessage({ messageId: 'M1', statusCode: '201' })]);
    assert.deepEqual(changed, [uri.toString()]);
    assert.ok(documents.modifiedAt(uri) > before);
  });
});
