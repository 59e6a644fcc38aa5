import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ClickSendError } from '../../../../src/api/errors';
import { replyTo, reschedule, sendAgain } from '../../../../src/features/history/resend';
import {
  cancelAllScheduled,
  cancelScheduled,
  groupScheduled,
} from '../../../../src/features/history/scheduled';
import type { MessageDraft } from '../../../../src/sms/draft';
import { aMessage, someMoment } from '../../../support/messages';
import { host, settle } from '../../../support/vscode';
import { FakeHistoryClient, historyServices } from './fakeHistory';

const due = someMoment + 86_400;
const waiting = (change = {}) =>
  aMessage({ messageId: 'M1', status: 'Scheduled', statusCode: '200', schedule: due, ...change });

function set(messages = [waiting()]) {
  const client = new FakeHistoryClient(messages);
  return { client, ...historyServices(client) };
}

/** Stands for the compose flow: confirms, runs `beforeSend`, then answers or not. */
function onCompose(answer: (draft: MessageDraft) => unknown): MessageDraft[] {
  const drafts: MessageDraft[] = [];
  vscode.commands.registerCommand('_clicksend.message.compose', async (draft: MessageDraft) => {
    drafts.push(draft);
    try {
      await draft.beforeSend?.();
    } catch (error) {
      void vscode.window.showErrorMessage((error as Error).message);
      return undefined;
    }
    return answer(draft);
  });
  return drafts;
}

const accepted = () => ({
  result: { messages: [{ outcome: 'accepted', status: 'SUCCESS', schedule: due + 3600 }] },
});
const texts = () => host.messages.map(({ message }) => message);

describe('cancelling a scheduled message', () => {
  beforeEach(() => {
    host.reset();
  });

  it('asks in a modal that names account, time and text, and cancels', async () => {
    const { client, services } = set();
    host.onMessage = ({ buttons }) => buttons[0];
    assert.equal(await cancelScheduled(services.session, waiting()), true);
    const [question] = host.messages;
    assert.equal(question?.modal, true);
    assert.match(question.detail ?? '', /Sandbox[^]*Your appointment/);
    assert.deepEqual(client.cancelled, ['M1']);
  });

  it('cancels nothing when the question is dismissed', async () => {
    const { client, services } = set();
    assert.equal(await cancelScheduled(services.session, waiting()), false);
    assert.deepEqual(client.cancelled, []);
  });

  it('says what became of a message that is not scheduled any more', async () => {
    const { client, services } = set();
    client.onCancel = () => {
      client.setStatus('M1', 'Sent');
      return Promise.reject(new ClickSendError('notFound', { status: 404 }));
    };
    host.onMessage = ({ buttons }) => buttons[0];
    await assert.rejects(
      cancelScheduled(services.session, waiting()),
      /not scheduled any more \(now Sent\)/,
    );
  });

  it('asks history when the answer got lost', async () => {
    const { client, services } = set();
    client.onCancel = (id) => {
      client.setStatus(id, 'Cancelled');
      return Promise.reject(new ClickSendError('outcomeUnknown'));
    };
    host.onMessage = ({ buttons }) => buttons[0];
    assert.equal(await cancelScheduled(services.session, waiting()), true);
  });

  it('names the count when all are cancelled, and cancels by custom string', async () => {
    const { client, services } = set([
      waiting({ messageId: 'M1', customString: 'spring' }),
      waiting({ messageId: 'M2', customString: 'spring' }),
      waiting({ messageId: 'M3' }),
    ]);
    host.onPick = (rows) => rows.find(({ label }) => label.includes('spring'))?.label;
    host.onMessage = ({ buttons }) => buttons[0];
    assert.equal(await cancelAllScheduled(services.session), true);
    assert.deepEqual(host.picks[0], ['All Scheduled SMS', 'Custom string: spring']);
    assert.match(texts()[0] ?? '', /Cancel 2 scheduled SMS with the custom string “spring”/);
    assert.deepEqual(client.cancelledAll, ['spring']);
    assert.equal(texts().at(-1), '2 scheduled SMS cancelled.');
  });

  it('says so when another number was cancelled than was named', async () => {
    const { client, services } = set();
    client.messages.cancelAll = () => Promise.resolve(0);
    host.onMessage = ({ buttons }) => buttons[0];
    await cancelAllScheduled(services.session);
    assert.match(texts().at(-1) ?? '', /0 scheduled SMS cancelled; expected: 1/);
  });
});

describe('scheduled messages of campaigns', () => {
  const campaign = { id: 'camp1234', name: 'reminder.sms', accountId: 'sandbox', count: 3 };

  beforeEach(() => {
    host.reset();
  });

  it('are one row a campaign, whatever the try', () => {
    const strings = [
      'december camp1234.0',
      'spring',
      'december camp1234.1',
      'spring',
      '',
      'zzzz9999.0',
    ];
    assert.deepEqual(groupScheduled(strings, [campaign]), [
      { customString: 'december camp1234.0', count: 2, campaign },
      { customString: 'spring', count: 2 },
      { customString: 'zzzz9999.0', count: 1 },
    ]);
  });

  it('are cancelled by the Outbox, which keeps their books', async () => {
    const { client, services } = set([
      waiting({ messageId: 'M1', customString: 'camp1234.0' }),
      waiting({ messageId: 'M2', customString: 'camp1234.0' }),
    ]);
    const accountId = services.session.active?.id ?? '';
    vscode.commands.registerCommand('_clicksend.campaign.listScheduled', () => [
      { ...campaign, accountId },
    ]);
    const cancelled: unknown[] = [];
    const followed: unknown[] = [];
    vscode.commands.registerCommand('clicksend.campaign.cancelScheduled', (node) => {
      cancelled.push(node);
    });
    vscode.commands.registerCommand('clicksend.campaign.followUp', (node) => {
      followed.push(node);
    });
    host.onPick = () => 'Campaign: reminder.sms';
    await cancelAllScheduled(services.session);
    assert.deepEqual(host.picks[0], ['All Scheduled SMS', 'Campaign: reminder.sms']);
    assert.deepEqual(cancelled, [{ kind: 'campaign', campaign: { id: 'camp1234' } }]);
    assert.deepEqual(client.cancelledAll, []);
    host.onPick = () => 'All Scheduled SMS';
    host.onMessage = ({ buttons }) => buttons[0];
    await cancelAllScheduled(services.session);
    assert.deepEqual(followed, [{ kind: 'campaign', campaign: { id: 'camp1234' } }]);
  });
});

describe('rescheduling', () => {
  beforeEach(() => {
    host.reset();
  });

  it('is done although nobody answers the notification of it', async () => {
    const { services } = set();
    onCompose(() => undefined);
    const original = vscode.window.showWarningMessage;
    vscode.window.showWarningMessage = () => new Promise(() => undefined);
    try {
      const done = reschedule(services.session, waiting()).then(() => true);
      assert.equal(await Promise.race([done, settle()]), true);
    } finally {
      vscode.window.showWarningMessage = original;
    }
  });

  it('cancels the old one only after the confirmation, and says both outcomes', async () => {
    const { client, services } = set();
    const drafts = onCompose((draft) => {
      assert.deepEqual(client.cancelled, ['M1']);
      assert.ok(draft.beforeSend);
      return accepted();
    });
    await reschedule(services.session, waiting());
    assert.equal(drafts[0]?.schedule, undefined, 'the flow asks for the new time');
    assert.match(texts().at(-1) ?? '', /old SMS is cancelled, the new one is due/);
  });

  it('leaves the old one alone when the flow is left', async () => {
    const { client, services } = set();
    vscode.commands.registerCommand('_clicksend.message.compose', () => undefined);
    await reschedule(services.session, waiting());
    assert.deepEqual(client.cancelled, []);
    assert.deepEqual(texts(), []);
  });

  it('sends nothing new when the old one cannot be cancelled', async () => {
    const { client, services } = set();
    client.onCancel = () => Promise.reject(new ClickSendError('notFound'));
    client.setStatus('M1', 'Sent');
    let answered = false;
    onCompose(() => {
      answered = true;
    });
    await reschedule(services.session, waiting());
    assert.equal(answered, false);
    assert.match(texts()[0] ?? '', /not scheduled any more/);
  });

  it('says that only the old one is gone when the new one failed, and offers to send it', async () => {
    const { services } = set();
    const drafts = onCompose((draft) => (draft.beforeSend ? undefined : accepted()));
    host.onMessage = ({ buttons }) => buttons[0];
    await reschedule(services.session, waiting());
    await settle();
    assert.match(texts()[0] ?? '', /old SMS is cancelled, and the new one was not sent/);
    assert.equal(drafts.length, 2);
    assert.equal(drafts[1]?.beforeSend, undefined, 'the old one is not cancelled twice');
    assert.deepEqual(drafts[1]?.bodies, ['Your appointment is tomorrow']);
  });

  it('says why the new one was refused', async () => {
    const { services } = set();
    onCompose(() => ({
      result: { messages: [{ outcome: 'rejected', status: 'INSUFFICIENT_CREDIT' }] },
    }));
    await reschedule(services.session, waiting());
    assert.match(texts()[0] ?? '', /did not accept the new one \(INSUFFICIENT_CREDIT\)/);
  });

  it('touches nothing after a switch of account', async () => {
    const { client, services, switchTo } = set();
    onCompose(() => accepted());
    const work = reschedule(services.session, waiting());
    switchTo({ id: 'other', kind: 'live', username: 'o', label: 'o' });
    await work;
    await settle();
    assert.deepEqual(client.cancelled, []);
  });
});

describe('sending again and replying', () => {
  beforeEach(() => {
    host.reset();
  });

  it('takes over a sender of the account, and leaves a shared number to the flow', async () => {
    const { client, services } = set();
    const drafts = onCompose(() => accepted());
    await sendAgain(services.session, aMessage({ customString: 'x' }));
    client.knownSenders = [
      {
        kind: 'dedicatedNumber',
        senderId: '+61422222222',
        label: undefined,
        country: 'AU',
        status: undefined,
      },
    ];
    await sendAgain(services.session, aMessage());
    assert.equal(drafts[0]?.from, undefined);
    assert.equal(drafts[0]?.customString, 'x');
    assert.equal(drafts[1]?.from, '+61422222222');
    assert.deepEqual(drafts[1].to, ['+61411111111']);
  });

  it('answers an incoming message to its sender', async () => {
    const { services } = set();
    const drafts = onCompose(() => accepted());
    host.onInput = () => 'See you then';
    await replyTo(
      services.session,
      aMessage({ direction: 'in', from: '+61433333333', to: '+61422222222' }),
    );
    assert.deepEqual(drafts[0]?.to, ['+61433333333']);
    assert.deepEqual(drafts[0].bodies, ['See you then']);
  });
});
