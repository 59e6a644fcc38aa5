import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { ClickSendError } from '../../../../../src/api/errors';
import type { SendReport } from '../../../../../src/sms/draft';
import { HistoryView } from '../../../../../src/features/history/tree/view';
import { aMessage, someMoment } from '../../../../support/messages';
import { created, host, settle } from '../../../../support/vscode';
import { ManualTimers } from '../../../../support/timers';
import { treeHost } from '../../../../support/treeHost';
import { FakeHistoryClient, historyServices } from '../fakeHistory';

const day = 86_400;

const labelOf = ({ label }: vscode.TreeItem) => (typeof label === 'string' ? label : '');

function viewOver(client: FakeHistoryClient) {
  const made = historyServices(client);
  const timers = new ManualTimers();
  const clock = { now: () => new Date(someMoment * 1000 + 3_600_000), schedule: timers.schedule };
  const view = new HistoryView(made.services, treeHost('clicksend.history'), clock);
  const treeView = created.treeViews.get('clicksend.history')!;
  const drawn = async (): Promise<string[]> => {
    const lines: string[] = [];
    for (const node of await view.tree.getChildren()) {
      lines.push(labelOf(view.tree.getTreeItem(node)));
      for (const child of node.kind === 'group' ? await view.tree.getChildren(node) : []) {
        const item = view.tree.getTreeItem(child);
        lines.push(`  ${labelOf(item)} ${String(item.description)}`);
      }
    }
    return lines;
  };
  return { view, treeView, timers, drawn, ...made };
}

const messages = [
  aMessage({
    messageId: 'M1',
    status: 'Scheduled',
    statusCode: '200',
    schedule: someMoment + day,
    date: someMoment,
  }),
  aMessage({ messageId: 'M2' }),
  aMessage({
    messageId: 'M3',
    date: someMoment - day,
    direction: 'in',
    status: 'Received',
    statusCode: undefined,
    from: '+61433333333',
    body: 'ok',
    price: 0,
  }),
  aMessage({ messageId: 'M4', date: someMoment - 3 * day, status: 'Failed', statusCode: '301' }),
];

describe('HistoryView', () => {
  beforeEach(() => {
    host.reset();
  });

  it('groups by day with the scheduled ones in a group of their own', async () => {
    const client = new FakeHistoryClient(messages);
    const { drawn, view } = viewOver(client);
    await view.tree.getChildren();
    await settle();
    const lines = await drawn();
    assert.deepEqual(
      lines.filter((line) => !line.startsWith(' ')),
      ['Scheduled', 'Today', 'Yesterday', 'Friday, November 20'],
    );
    assert.match(lines[1]!, /\+61411111111 due .*Scheduled/);
    assert.match(lines[3]!, /\+61411111111 .*Delivered · 0\.0792 · Your appointment is tomorrow/);
    assert.match(lines[5]!, /\+61433333333 .*Received · ok/);
    assert.match(lines[7]!, /Failed/);
    view.dispose();
  });

  it('shows the first rows of 100,000 after one request, and keeps memory bounded', async () => {
    const client = new FakeHistoryClient([], {
      total: 100_000,
      at: (index) => aMessage({ messageId: `M${index}`, date: someMoment - index * 60 }),
    });
    const { view } = viewOver(client);
    const rows = await view.tree.getChildren();
    assert.ok(rows.length > 0);
    assert.equal(client.queries.filter(({ filter }) => filter?.status === undefined).length, 1);
    assert.equal(client.queries[0]?.orderBy, 'date:desc');
    for (let press = 0; press < 49; press += 1) {
      await view.tree.loadMore('messages');
    }
    assert.equal(view.tree.items('messages').length, 5000);
    assert.equal(client.queries.filter(({ filter }) => filter?.status === undefined).length, 50);
    for (let press = 0; press < 200; press += 1) {
      await view.tree.loadMore('messages');
    }
    assert.equal(view.tree.items('messages').length, 10_000);
    assert.ok(view.tree.items('messages').every(({ raw }) => raw === undefined));
    view.dispose();
  });

  it('filters, says so in the description and clears', async () => {
    const client = new FakeHistoryClient(messages);
    const { view, treeView, drawn } = viewOver(client);
    await drawn();
    view.choose({ status: 'Failed', range: { kind: 'last7' } });
    assert.equal(treeView.description, 'Failed · Last 7 days');
    assert.equal(host.contexts.get('clicksend.history.filtered'), true);
    assert.deepEqual(
      (await drawn()).filter((line) => !line.startsWith(' ')),
      ['Friday, November 20'],
    );
    view.choose({ to: '+61499999999' });
    await drawn();
    await settle();
    assert.equal(host.contexts.get('clicksend.history.state'), 'filtered');
    view.choose({});
    assert.equal(treeView.description, '');
    assert.equal((await drawn()).length > 3, true);
    view.dispose();
  });

  it('follows what is not final while visible, ever slower, and rests when all is final', async () => {
    const client = new FakeHistoryClient([aMessage({ messageId: 'M1', statusCode: '200' })]);
    const { view, timers, drawn, treeView } = viewOver(client);
    await drawn();
    await settle();
    const asked = client.queries.length;
    for (let round = 0; round < 8; round += 1) {
      timers.fire();
      await settle();
    }
    assert.equal(client.queries.length - asked, 8, 'one request a round');
    assert.deepEqual(timers.waits.slice(0, 3), [4000, 6800, 11560]);
    assert.equal(timers.waits.at(-1), 60_000);
    client.rows = [aMessage({ messageId: 'M1', statusCode: '201' })];
    timers.fire();
    await settle();
    assert.match((await drawn())[1]!, /Delivered/);
    assert.equal(timers.waits.at(-1), 4000, 'quick again once something changed');
    const final = client.queries.length;
    timers.fire();
    await settle();
    assert.equal(client.queries.length, final, 'final messages are not asked for');
    treeView.setVisible(false);
    assert.equal(timers.armed, false);
    view.dispose();
  });

  it('waits as long as a 429 asks, keeps the rows and says that they are old', async () => {
    const client = new FakeHistoryClient([aMessage({ statusCode: '200' })]);
    const { view, timers, drawn, treeView } = viewOver(client);
    await drawn();
    await settle();
    client.failures.push(new ClickSendError('tooManyRequests', { retryAfterSeconds: 39 }));
    timers.fire();
    await settle();
    assert.equal(timers.waits.at(-1), 39_000);
    assert.equal((await drawn()).length, 2);
    assert.equal(treeView.message, 'Not up to date: API: tooManyRequests');
    timers.fire();
    await settle();
    assert.equal(treeView.message, '');
    view.dispose();
  });

  it('asks for older rows one by one, at most three a round', async () => {
    const total = 250;
    const client = new FakeHistoryClient(
      Array.from({ length: total }, (_unused, index) =>
        aMessage({
          messageId: `M${index}`,
          date: someMoment - index,
          statusCode: index < 240 ? '201' : '200',
        }),
      ),
    );
    const { view, timers } = viewOver(client);
    await view.tree.getChildren();
    await view.tree.loadMore('messages');
    await view.tree.loadMore('messages');
    await settle();
    const before = client.queries.length;
    timers.fire();
    await settle();
    assert.deepEqual(
      client.queries.slice(before).map(({ filter }) => filter?.messageId),
      ['M240', 'M241', 'M242'],
    );
    view.dispose();
  });

  it('moves a scheduled message to its day once it was sent, however far down that is', async () => {
    const scheduled = aMessage({
      messageId: 'S',
      status: 'Scheduled',
      statusCode: '200',
      schedule: someMoment,
      date: someMoment - 150,
      to: '+61455555555',
    });
    const others = Array.from({ length: 200 }, (_unused, index) =>
      aMessage({ messageId: `M${index}`, date: someMoment - index }),
    );
    const client = new FakeHistoryClient(
      [...others, scheduled].toSorted((a, b) => (b.date ?? 0) - (a.date ?? 0)),
    );
    const { view, drawn, timers } = viewOver(client);
    await drawn();
    await view.tree.loadMore('messages');
    assert.deepEqual((await drawn()).slice(0, 1), ['Scheduled']);
    client.setStatus('S', 'Sent');
    timers.fire();
    await settle();
    const lines = await drawn();
    assert.equal(lines.includes('Scheduled'), false);
    assert.equal(lines.filter((line) => line.includes('+61455555555')).length, 1);
    view.dispose();
  });

  it('shows a new message after a send', async () => {
    const client = new FakeHistoryClient(messages.slice(1));
    const { view, drawn, send } = viewOver(client);
    await drawn();
    client.rows = [
      aMessage({ messageId: 'NEW', body: 'brand new', statusCode: '200' }),
      ...client.rows,
    ];
    send({} as SendReport);
    await settle();
    assert.ok((await drawn()).some((line) => line.includes('brand new')));
    view.dispose();
  });

  it('starts over for another account, without a filter', async () => {
    const client = new FakeHistoryClient(messages);
    const { view, drawn, switchTo } = viewOver(client);
    await drawn();
    view.choose({ status: 'Failed' });
    client.rows = [aMessage({ messageId: 'OTHER', body: 'other account' })];
    switchTo({ id: 'me', kind: 'live', username: 'me', label: 'me' });
    const lines = await drawn();
    assert.equal(lines.length, 2);
    assert.match(lines[1]!, /other account/);
    switchTo(undefined);
    assert.deepEqual(await drawn(), []);
    view.dispose();
  });
});
