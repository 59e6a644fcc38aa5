import assert from 'node:assert/strict';
import { InboundView } from '../../../../src/features/inbound/view';
import {
  InboundDocuments,
  inboundUri,
  replyToUri,
} from '../../../../src/features/inbound/inboundDocuments';
import { createPollRule } from '../../../../src/features/inbound/pollRule';
import { replyToInbound } from '../../../../src/features/inbound/reply';
import { ClickSendError } from '../../../../src/api/errors';
import { anInbound, someMoment } from '../../../support/messages';
import { ManualTimers } from '../../../support/timers';
import { treeHost } from '../../../support/treeHost';
import { host, settle } from '../../../support/vscode';
import { FakeInboundClient, inboundServices } from './fakeInbound';

const reply = (id: string, age = 0, change = {}) =>
  anInbound({ messageId: id, timestamp: someMoment - age, ...change });

async function viewOver(client: FakeInboundClient) {
  host.settings.set('clicksend.inbound.pollInterval', 0);
  const made = inboundServices(client);
  const timers = new ManualTimers();
  const view = new InboundView(
    made.services,
    treeHost('clicksend.inbound'),
    { reply: () => undefined, open: () => undefined },
    { now: () => new Date(), schedule: timers.schedule },
  );
  await view.tree.getChildren();
  return { view, timers, ...made };
}

const ids = (view: InboundView) => view.replies().map(({ messageId }) => messageId);

describe('marking inbound SMS as read', () => {
  beforeEach(() => {
    host.reset();
  });

  it('hides a reply at once, and marks it when the time to cancel is over', async () => {
    const client = new FakeInboundClient([reply('R1'), reply('R2', 5)]);
    const { view, timers } = await viewOver(client);
    const work = view.marking.markOne(reply('R1'));
    await settle();
    assert.deepEqual(ids(view), ['R2']);
    assert.deepEqual(client.marked, []);
    await view.refresh();
    assert.deepEqual(ids(view), ['R2'], 'a refresh does not bring it back meanwhile');
    timers.fire();
    await work;
    assert.deepEqual(client.marked, ['R1']);
    assert.deepEqual(host.messages, [], 'nothing stays behind with a button that is dead');
    assert.deepEqual(
      view.marking.read.map(({ messageId }) => messageId),
      ['R1'],
    );
    view.dispose();
  });

  it('asks once for a double click, so that its one Cancel holds', async () => {
    const client = new FakeInboundClient([reply('R1')]);
    const { view, timers } = await viewOver(client);
    let shown = 0;
    host.cancelsProgress = () => {
      shown += 1;
      return shown === 1;
    };
    await Promise.all([view.marking.markOne(reply('R1')), view.marking.markOne(reply('R1'))]);
    timers.fire();
    assert.equal(shown, 1);
    assert.deepEqual(client.marked, []);
    view.dispose();
  });

  it('takes it back on Cancel, without a word to ClickSend', async () => {
    const client = new FakeInboundClient([reply('R1'), reply('R2', 5)]);
    const { view, timers } = await viewOver(client);
    host.cancelsProgress = ({ title }) => title === 'Marking the SMS from +61411111111 as read';
    await view.marking.markOne(reply('R1'));
    timers.fire();
    assert.deepEqual(client.marked, []);
    assert.deepEqual(ids(view), ['R1', 'R2']);
    view.dispose();
  });

  it('shows a reply again when marking it failed', async () => {
    const client = new FakeInboundClient([reply('R1')]);
    client.onMark = () => {
      throw new ClickSendError('serverError');
    };
    const { view, timers } = await viewOver(client);
    const work = view.marking.markOne(reply('R1'));
    await settle();
    timers.fire();
    await assert.rejects(work, { reason: 'serverError' });
    assert.deepEqual(ids(view), ['R1']);
    view.dispose();
  });

  it('marks all that is shown, and not what came in since', async () => {
    const client = new FakeInboundClient([reply('R1'), reply('R2', 5), reply('R3', 9)]);
    const { view } = await viewOver(client);
    host.onMessage = ({ buttons }) => buttons[0];
    const shown = view.replies();
    client.messages = [reply('LATE', 0), reply('NEW', -60), ...client.messages];
    await view.marking.markAll(shown, 3);
    assert.equal(host.messages[0]?.modal, true);
    assert.match(host.messages[0].message, /all 3 SMS/);
    assert.deepEqual(ids(view), ['NEW', 'LATE']);
    assert.equal(
      client.markedBefore.includes(undefined),
      false,
      'never everything without a cutoff',
    );
    view.dispose();
  });

  it('marks a conversation one by one and says how far it got', async () => {
    const client = new FakeInboundClient([
      reply('R1'),
      reply('R2', 5),
      reply('X', 7, { from: '+61499999999' }),
    ]);
    const { view } = await viewOver(client);
    host.onMessage = ({ buttons }) => buttons[0];
    client.onMark = (id) => {
      if (id === 'R2') {
        throw new ClickSendError('unreachable');
      }
    };
    const both = view.replies().filter(({ from }) => from === '+61411111111');
    await assert.rejects(view.marking.markConversation(both));
    assert.equal(host.messages.at(-1)?.message, 'Marked as read: 1 of 2 SMS.');
    assert.deepEqual(ids(view), ['R2', 'X']);
    view.dispose();
  });

  it('marks those before a moment after naming how many', async () => {
    const client = new FakeInboundClient([reply('R1'), reply('R2', 50), reply('R3', 90)]);
    const { view } = await viewOver(client);
    host.onMessage = ({ buttons }) => buttons[0];
    await view.marking.markBefore(view.replies(), someMoment - 20, 3);
    assert.match(host.messages[0]?.detail ?? '', /^2 SMS\./);
    assert.deepEqual(client.markedBefore, [someMoment - 20]);
    assert.deepEqual(ids(view), ['R1']);
    view.dispose();
  });

  it('loses nothing when replies are marked while the pages are read', async () => {
    const client = new FakeInboundClient(
      Array.from({ length: 350 }, (_unused, index) => reply(`R${index}`, index)),
    );
    const { view } = await viewOver(client);
    for (const id of ['R3', 'R50', 'R99']) {
      client.read.add(id);
      view.tree.remove('replies', [id]);
    }
    while (view.tree.hasMore('replies')) {
      client.read.add(`R${200 + client.requests.length}`);
      await view.tree.loadMore('replies');
    }
    const seen = new Set(ids(view));
    const unread = client.messages.filter(({ messageId }) => !client.read.has(messageId));
    assert.deepEqual(
      unread.filter(({ messageId }) => !seen.has(messageId)),
      [],
    );
    view.dispose();
  });
});

describe('inbound documents, rule and reply', () => {
  beforeEach(() => {
    host.reset();
  });

  it('opens a reply that is read by the id of our message', async () => {
    const client = new FakeInboundClient([reply('R1', 0, { body: 'Late answer' })]);
    const { services } = inboundServices(client);
    const documents = new InboundDocuments(services.session, () => undefined);
    const original = reply('R1').originalMessageId ?? '';
    assert.match(await documents.read(replyToUri(original)), /Late answer/);
    assert.match(await documents.read(replyToUri('nothing')), /No reply to the message nothing/);
    const other = await documents.read(inboundUri(reply('R2')));
    assert.match(other, /only the first reply/);
  });

  it('creates the POLL rule once, after asking', async () => {
    const client = new FakeInboundClient([]);
    client.rules = [];
    const { services } = inboundServices(client);
    assert.equal(await createPollRule(services.session), false);
    assert.equal(client.rules.length, 0);
    host.onMessage = ({ buttons }) => buttons[0];
    assert.equal(await createPollRule(services.session), true);
    assert.equal(await createPollRule(services.session), true);
    assert.deepEqual(
      client.rules.map(({ action, dedicatedNumber }) => [action, dedicatedNumber]),
      [['POLL', '*']],
    );
  });

  it('replies to the sender from the number it came to', async () => {
    const client = new FakeInboundClient([]);
    const { services } = inboundServices(client);
    const { commands } = await import('vscode');
    const drafts: unknown[] = [];
    commands.registerCommand('_clicksend.message.compose', (draft: unknown) => drafts.push(draft));
    host.onInput = () => 'Thanks';
    client.knownSenders = [
      {
        kind: 'dedicatedNumber',
        senderId: '+61422222222',
        label: undefined,
        country: 'AU',
        status: undefined,
      },
    ];
    await replyToInbound(services, reply('R1'));
    await replyToInbound(services, reply('R1', 0, { to: '+61455555555' }));
    assert.deepEqual(drafts, [
      { bodies: ['Thanks'], to: ['+61411111111'], from: '+61422222222', schedule: 0 },
      { bodies: ['Thanks'], to: ['+61411111111'], from: '', schedule: 0 },
    ]);
  });
});
