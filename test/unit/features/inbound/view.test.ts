import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ClickSendError } from '../../../../src/api/errors';
import { InboundView } from '../../../../src/features/inbound/view';
import type { InboundMessage } from '../../../../src/sms/resources';
import { anInbound, hostileBodies, someMoment } from '../../../support/messages';
import { ManualTimers } from '../../../support/timers';
import { treeHost } from '../../../support/treeHost';
import { created, host, settle } from '../../../support/vscode';
import { FakeInboundClient, inboundServices } from './fakeInbound';

const labelOf = ({ label }: vscode.TreeItem) => (typeof label === 'string' ? label : '');
const reply = (id: string, change: Partial<InboundMessage> = {}) =>
  anInbound({ messageId: id, body: `text of ${id}`, ...change });

function viewOver(client: FakeInboundClient) {
  host.settings.set('clicksend.inbound.pollInterval', 30);
  const made = inboundServices(client);
  const timers = new ManualTimers();
  const replied: InboundMessage[] = [];
  const view = new InboundView(
    made.services,
    treeHost('clicksend.inbound'),
    { reply: (message) => replied.push(message), open: () => undefined },
    { now: () => new Date(someMoment * 1000), schedule: timers.schedule },
  );
  const treeView = created.treeViews.get('clicksend.inbound')!;
  const drawn = async (): Promise<string[]> => {
    const lines: string[] = [];
    for (const node of await view.tree.getChildren()) {
      lines.push(labelOf(view.tree.getTreeItem(node)));
      for (const child of node.kind === 'group' ? await view.tree.getChildren(node) : []) {
        lines.push(`  ${labelOf(view.tree.getTreeItem(child))}`);
      }
    }
    return lines;
  };
  return { view, treeView, timers, drawn, replied, ...made };
}

describe('InboundView', () => {
  beforeEach(() => {
    host.reset();
  });

  it('groups replies by number with what they answer, newest conversation first', async () => {
    const client = new FakeInboundClient([
      reply('R1', { timestamp: someMoment }),
      reply('R2', { timestamp: someMoment + 10 }),
      reply('R3', {
        from: '+61433333333',
        timestamp: someMoment + 20,
        originalMessageId: undefined,
        originalBody: undefined,
      }),
    ]);
    const { view, drawn, treeView } = viewOver(client);
    assert.deepEqual(await drawn(), [
      '+61433333333',
      '  text of R3',
      '+61411111111',
      '  Your appointment is tomorrow',
      '  text of R1',
      '  text of R2',
    ]);
    assert.deepEqual(treeView.badge, { value: 3, tooltip: '3 unread SMS' });
    view.dispose();
  });

  it('shows a reply once, however many POLL rules copied it', async () => {
    const client = new FakeInboundClient([reply('R1', { originalMessageId: undefined })], 3);
    const { view, drawn, treeView } = viewOver(client);
    assert.deepEqual(await drawn(), ['+61411111111', '  text of R1']);
    assert.equal(treeView.badge?.value, 1);
    view.dispose();
  });

  for (const [name, body] of Object.entries(hostileBodies)) {
    it(`shows a body of ${name} as text in rows and notifications`, async () => {
      const client = new FakeInboundClient([]);
      const { view, drawn, timers } = viewOver(client);
      await drawn();
      await settle();
      client.messages = [reply('R1', { body, originalBody: body })];
      timers.fire();
      await settle();
      const told = host.messages.map(({ message }) => message).join();
      assert.doesNotMatch(told, /\]\(command:/);
      for (const line of [...(await drawn()), told]) {
        assert.ok(line.length < 250);
        assert.doesNotMatch(line, /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
      }
      view.dispose();
    });
  }

  it('polls while visible at the interval of the setting, and not when it is 0', async () => {
    const client = new FakeInboundClient([reply('R1')]);
    const { view, drawn, timers, treeView } = viewOver(client);
    await drawn();
    assert.equal(timers.waits.at(-1), 30_000);
    host.setSetting('clicksend.inbound.pollInterval', 0);
    assert.equal(timers.armed, false);
    host.setSetting('clicksend.inbound.pollInterval', 1);
    assert.equal(timers.waits.at(-1), 5000, 'never so often that ClickSend refuses');
    treeView.setVisible(false);
    assert.equal(timers.armed, false);
    view.dispose();
  });

  it('slows down after failures, says that the view is old, and recovers', async () => {
    const client = new FakeInboundClient([reply('R1')]);
    const { view, drawn, timers, treeView } = viewOver(client);
    await drawn();
    client.failures.push(
      new ClickSendError('serverError'),
      new ClickSendError('tooManyRequests', { retryAfterSeconds: 300 }),
    );
    timers.fire();
    await settle();
    assert.equal(timers.waits.at(-1), 60_000);
    assert.equal(treeView.message, 'Not up to date: API: serverError');
    timers.fire();
    await settle();
    assert.equal(timers.waits.at(-1), 300_000);
    timers.fire();
    await settle();
    assert.equal(timers.waits.at(-1), 30_000);
    assert.equal(treeView.message, '');
    view.dispose();
  });

  it('offers to reply to a new one', async () => {
    const client = new FakeInboundClient([reply('R1')]);
    const { view, drawn, timers, replied } = viewOver(client);
    await drawn();
    await settle();
    assert.equal(host.messages.length, 0, 'what is there at first is no news');
    host.onMessage = () => 'Reply';
    client.messages = [reply('R2', { timestamp: someMoment + 5 }), ...client.messages];
    timers.fire();
    await settle();
    assert.deepEqual(
      host.messages.map(({ buttons }) => buttons),
      [['Reply', 'Open']],
    );
    assert.deepEqual(
      replied.map(({ messageId }) => messageId),
      ['R2'],
    );
    view.dispose();
  });

  it('shows one notification at a time and gathers what comes meanwhile', async () => {
    const client = new FakeInboundClient([reply('R1')]);
    const { view, drawn, timers } = viewOver(client);
    await drawn();
    const shown: string[] = [];
    const closed: (() => void)[] = [];
    const original = vscode.window.showInformationMessage;
    vscode.window.showInformationMessage = (text: string) => {
      shown.push(text);
      return new Promise<void>((resolve) => closed.push(resolve));
    };
    try {
      for (const id of ['R2', 'R3', 'R4']) {
        client.messages = [
          reply(id, { timestamp: someMoment + closed.length }),
          ...client.messages,
        ];
        timers.fire(30_000);
        await settle();
      }
      assert.deepEqual(shown, ['SMS from +61411111111: text of R2']);
      closed[0]?.();
      await settle();
      assert.deepEqual(shown.slice(1), ['2 new SMS.']);
    } finally {
      vscode.window.showInformationMessage = original;
    }
    view.dispose();
  });

  it('goes on announcing after a notification nobody touched, and its buttons still work', async () => {
    const client = new FakeInboundClient([reply('R1')]);
    const { view, drawn, timers, replied } = viewOver(client);
    await drawn();
    const shown: string[] = [];
    const press: ((title: string) => void)[] = [];
    const original = vscode.window.showInformationMessage;
    vscode.window.showInformationMessage = (text: string, ...rest: readonly unknown[]) => {
      shown.push(text);
      const buttons = rest as readonly { readonly title?: string }[];
      return new Promise((resolve) => {
        press.push((title) => {
          resolve(buttons.find((button) => button.title === title));
        });
      }) as never;
    };
    try {
      for (const [age, id] of ['R2', 'R3'].entries()) {
        client.messages = [reply(id, { timestamp: someMoment + age }), ...client.messages];
        timers.fire();
        await settle();
        timers.fire();
        await settle();
      }
      assert.deepEqual(
        shown,
        ['R2', 'R3'].map((id) => `SMS from +61411111111: text of ${id}`),
      );
      press[0]?.('Reply');
      await settle();
      assert.deepEqual(
        replied.map(({ messageId }) => messageId),
        ['R2'],
      );
    } finally {
      vscode.window.showInformationMessage = original;
    }
    view.dispose();
  });

  it('does not announce older replies that "Load more" brings', async () => {
    const client = new FakeInboundClient(
      Array.from({ length: 150 }, (_unused, index) =>
        reply(`R${index}`, { timestamp: someMoment - index }),
      ),
    );
    const { view, drawn } = viewOver(client);
    await drawn();
    await view.tree.loadMore('replies');
    await settle();
    assert.equal(view.replies().length, 150);
    assert.deepEqual(host.messages, []);
    view.dispose();
  });

  it('starts at the end of a list that runs from old to new', async () => {
    const client = new FakeInboundClient(
      Array.from({ length: 250 }, (_unused, index) =>
        reply(`R${index}`, { timestamp: someMoment + index }),
      ),
    );
    const { view, drawn, timers } = viewOver(client);
    await drawn();
    assert.equal(view.replies()[0]?.messageId, 'R249');
    client.messages = [...client.messages, reply('NEW', { timestamp: someMoment + 900 })];
    timers.fire();
    await settle();
    assert.equal(view.replies()[0]?.messageId, 'NEW');
    while (view.tree.hasMore('replies')) {
      await view.tree.loadMore('replies');
    }
    assert.equal(view.replies().length, 251);
    view.dispose();
  });

  it('says that no POLL rule exists, once for an account', async () => {
    const client = new FakeInboundClient([]);
    client.rules = [];
    const { view, drawn } = viewOver(client);
    await drawn();
    await settle();
    assert.equal(host.contexts.get('clicksend.inbound.state'), 'noRule');
    view.noteRule();
    assert.equal(host.contexts.get('clicksend.inbound.state'), 'empty');
    view.dispose();
  });

  it('shows only the new account after a switch', async () => {
    const client = new FakeInboundClient([reply('R1')]);
    const { view, drawn, switchTo, treeView } = viewOver(client);
    await drawn();
    client.messages = [];
    switchTo({ id: 'b', kind: 'live', username: 'b', label: 'b' });
    assert.deepEqual(await drawn(), []);
    assert.equal(treeView.badge, undefined);
    view.dispose();
  });
});
