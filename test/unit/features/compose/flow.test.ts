import assert from 'node:assert/strict';
import { readdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { ClickSendError } from '../../../../src/api/errors';
import type { ComposeState } from '../../../../src/features/compose/state';
import type { MessageDraft } from '../../../../src/sms/draft';
import { shownPick } from '../../../support/shownPick';
import { created, host, settle } from '../../../support/vscode';
import { waitUntil } from '../../../support/workbench/waiting';
import { ann, bob, ComposeFixture, liveAccount } from './fakeCompose';

/** Leaves nothing to ask. */
const whole: MessageDraft = {
  bodies: ['Hello'],
  to: [ann],
  from: '',
  schedule: 0,
  customString: '',
};
const send = 'Send to Sandbox';
const back = 'Back';
const again = 'Try Again';

const modals = () => host.messages.filter(({ modal }) => modal);

describe('ComposeFlow', () => {
  let fixture: ComposeFixture;
  /** What is pressed in one modal after the other; then each is dismissed. */
  let presses: (string | undefined)[];

  const run = (draft: MessageDraft = whole) => fixture.compose.run(draft, 'send');
  const isCancelled = (promise: Promise<unknown>) =>
    assert.rejects(promise, vscode.CancellationError);
  const unsent = () => fixture.memory.get<ComposeState>('clicksend.unsentMessage');
  const pending = () => readdir(path.join(fixture.folder, 'unanswered')).catch(() => []);
  /** Escape at whatever is on the screen. */
  const leave = async (promise: Promise<unknown>) => {
    (await shownPick()).hide();
    await isCancelled(promise);
  };

  beforeEach(async () => {
    host.reset();
    host.settings.set('clicksend.compose.defaultCountry', '');
    presses = [];
    host.onMessage = ({ modal }) => (modal ? presses.shift() : undefined);
    fixture = await ComposeFixture.make();
  });

  afterEach(() => fixture.remove());

  it('prices, confirms, sends once, tells History, and forgets the draft', async () => {
    presses = [send];
    const report = await run();
    assert.equal(report?.result.queuedCount, 1);
    assert.deepEqual(fixture.bodiesSent, ['Hello']);
    assert.deepEqual(fixture.fired, [report]);
    assert.equal(unsent(), undefined);
    assert.deepEqual(await pending(), []);
    assert.equal(created.shownDocuments.length, 1);
  });

  it('sends nothing when the confirmation is dismissed, and keeps what was typed', async () => {
    await isCancelled(run());
    assert.equal(fixture.client.sends.length, 0);
    assert.deepEqual(unsent()?.bodies, ['Hello']);
    assert.deepEqual(unsent()?.numbers, [ann]);
  });

  it('does not put the button that spends under the focus of a real account', async () => {
    await isCancelled(run());
    fixture.active = liveAccount;
    await isCancelled(run());
    assert.deepEqual(
      modals().map(({ buttons }) => buttons),
      [
        [send, 'Back'],
        ['Back', 'Send for Real'],
      ],
    );
  });

  describe('Back at the confirmation', () => {
    it('leads to the last step, with everything that was answered', async () => {
      presses = ['Back', send];
      const sent = run({ bodies: ['Hello'], to: [ann], from: 'Brand', schedule: 0 });
      (await shownPick('Continue')).accept('Continue to Price and Confirmation');
      await waitUntil('the first confirmation', () => modals().length === 1);
      (await shownPick('Continue')).accept('Continue to Price and Confirmation');
      await sent;
      assert.equal(fixture.client.sends.length, 1);
      assert.equal(fixture.client.sends[0]?.messages[0]?.from, 'Brand');
    });

    it('asks what to change where nothing was asked', async () => {
      presses = ['Back', send];
      const sent = run();
      (await shownPick('Change Nothing')).accept('Sender');
      const sender = await shownPick('Account Default');
      sender.type('Brand');
      sender.accept('Brand');
      await sent;
      assert.equal(fixture.client.sends[0]?.messages[0]?.from, 'Brand');
    });
  });

  describe('a text that is too long', () => {
    const body = 'x'.repeat(2040);

    it('is sent only as the shortened text that was confirmed', async () => {
      presses = ['Send the Shortened Text'];
      const report = await run({ ...whole, bodies: [body] });
      assert.deepEqual(fixture.bodiesSent, ['x'.repeat(1224)]);
      assert.equal(report?.messages[0]?.body.length, 1224);
      assert.equal(fixture.client.prices.at(-1)?.messages[0]?.body.length, 1224);
      assert.deepEqual(modals()[0]?.buttons, ['Back', 'Send the Shortened Text']);
      assert.match(modals()[0]?.detail ?? '', /✂ Not sent, 816 characters/);
    });

    it('is noticed by the price when the account does not say how long a message may be', async () => {
      fixture.client.maxParts = undefined;
      fixture.client.differing = () => ({ parts: 6 });
      await isCancelled(run({ ...whole, bodies: ['x'.repeat(1071)] }));
      assert.match(modals()[0]?.detail ?? '', /has 7 parts, and the account sends 6/);
    });

    it('is kept whole when it is not sent', async () => {
      await isCancelled(run({ ...whole, bodies: [body] }));
      assert.equal(unsent()?.bodies[0]?.length, 2040);
    });
  });

  describe('what fails before the request', () => {
    it('is tried again: a price that was lost', async () => {
      fixture.client.fail('messages.price');
      presses = [send];
      const sent = run();
      (await shownPick('problem of its own (502)')).accept(again);
      assert.ok(await sent);
      assert.equal(fixture.client.sends.length, 1);
    });

    it('leads back a step', async () => {
      fixture.client.fail('messages.price');
      const sent = run({ bodies: ['Hello'], to: [ann], from: '', schedule: 0 });
      (await shownPick('Continue')).accept('Continue to Price and Confirmation');
      (await shownPick('(502)')).accept(back);
      await shownPick('Continue to Price');
      await leave(sent);
      assert.equal(fixture.client.sends.length, 0);
    });

    it('says what is too many, and asks for other recipients', async () => {
      presses = [send];
      const many = Array.from({ length: 1001 }, (_, n) => `+61411${String(n).padStart(6, '0')}`);
      const sent = run({ ...whole, to: many });
      (await shownPick('1001 messages are too many')).accept('Choose Other Recipients');
      const pick = await shownPick(many[0]);
      pick.selectedItems = pick.items.filter(({ label }) => label === many[0]);
      pick.acceptStale(pick.selectedItems[0]!);
      await sent;
      assert.equal(fixture.client.sends[0]?.messages.length, 1);
    });

    it('leads to the sender when ClickSend refuses it', async () => {
      fixture.client.differing = ({ from }) =>
        from === 'Bad' ? { outcome: 'rejected', status: 'INVALID_SENDER_ID' } : {};
      presses = [send];
      const sent = run({ ...whole, from: 'Bad' });
      const refused = await shownPick('would send none of these');
      assert.match(
        refused.items[0]?.detail ?? '',
        /sender ID is not allowed \(INVALID_SENDER_ID\)/,
      );
      refused.accept('Choose Another Sender');
      (await shownPick('Account Default')).accept('Account Default');
      await sent;
      assert.deepEqual(
        fixture.client.sends.map(({ messages }) => messages[0]?.from),
        [undefined],
      );
    });

    it('is said, and nothing asked to confirm, when none would go', async () => {
      fixture.client.differing = () => ({ outcome: 'rejected', status: 'INVALID_RECIPIENT' });
      const sent = run();
      await shownPick('would send none of these');
      await leave(sent);
      assert.deepEqual(modals(), []);
    });

    it('goes on with what was typed after signing in', async () => {
      fixture.active = liveAccount;
      host.commands.set('clicksend.account.signIn', () => {
        fixture.active = liveAccount;
      });
      presses = ['Send for Real'];
      const sent = run({ bodies: ['Hello'], to: [ann], from: '', schedule: 0 });
      const extras = await shownPick('Continue');
      fixture.active = undefined;
      extras.accept('Continue to Price and Confirmation');
      (await shownPick('Sign in to ClickSend first')).accept('Sign In');
      await sent;
      assert.deepEqual(fixture.bodiesSent, ['Hello']);
    });

    it('names the account that was switched to before anything goes on', async () => {
      const sent = run({ bodies: ['Hello'], to: [ann], from: '', schedule: 0 });
      const extras = await shownPick('Continue');
      fixture.active = liveAccount;
      extras.accept('Continue to Price and Confirmation');
      const switched = await shownPick('switched to me@example.com');
      assert.equal(fixture.client.prices.length, 0);
      switched.accept('Go On as me@example.com');
      await isCancelled(sent);
      assert.match(modals()[0]?.detail ?? '', /\nAccount: me@example\.com\./);
    });

    it('is a switch of account while the confirmation stood there', async () => {
      host.onMessage = ({ modal }) => {
        fixture.active = liveAccount;
        return modal ? send : undefined;
      };
      const sent = run();
      await shownPick('switched to me@example.com');
      await leave(sent);
      assert.equal(fixture.client.sends.length, 0);
    });

    it('is a time that has passed', async () => {
      const sent = run({ ...whole, schedule: 1000 });
      await shownPick('time it was to be sent has passed');
      await leave(sent);
      assert.equal(fixture.client.prices.length, 0);
    });

    it('is a request that certainly sent nothing', async () => {
      fixture.client.fail('messages.send', new ClickSendError('tooManyRequests'));
      presses = [send, send];
      let prepared = 0;
      const sent = run({
        ...whole,
        beforeSend: () => {
          prepared += 1;
          return Promise.resolve();
        },
      });
      (await shownPick('Nothing was sent. ClickSend asks to slow down')).accept(again);
      assert.ok(await sent);
      assert.equal(modals().length, 2, 'it is confirmed again');
      assert.equal(prepared, 1, 'what was done before is not done again');
      assert.deepEqual(await pending(), []);
    });

    it('is a machine that cannot write down what it sends', async () => {
      await writeFile(path.join(fixture.folder, 'unanswered'), 'a file in the way');
      presses = [send];
      const sent = run();
      await shownPick('could not write down');
      await leave(sent);
      assert.equal(fixture.client.sends.length, 0);
    });
  });

  describe('after the request', () => {
    it('says that the outcome is unknown, keeps a trace, and offers the text no more', async () => {
      fixture.client.fail('messages.send', new ClickSendError('outcomeUnknown'));
      presses = [send];
      assert.equal(await run(), undefined);
      await settle();
      const [told] = host.messages.filter(({ severity }) => severity === 'error');
      assert.match(told?.message ?? '', /^Outcome unknown/);
      assert.deepEqual(told?.buttons, ['Check History', 'Close']);
      assert.equal((await pending()).length, 1);
      assert.equal(fixture.client.sends.length, 1);
      assert.deepEqual(created.quickPicks, [], 'nothing offers to try again');
      assert.equal(unsent(), undefined);
    });

    it('warns before the same is sent again while its outcome is unknown', async () => {
      fixture.client.fail('messages.send', new ClickSendError('outcomeUnknown'));
      presses = [send];
      await run();
      host.messages.length = 0;
      presses = [];
      await assert.rejects(run(), vscode.CancellationError);
      const asked = host.messages.find(({ modal, detail }) => modal && detail !== undefined);
      assert.match(asked?.detail ?? '', /^Attention: 1 message with this text to this recipient/);
    });

    it('holds for unknown what nobody foresaw', async () => {
      fixture.client.fail('messages.send', new TypeError('x is not a function'));
      presses = [send];
      assert.equal(await run(), undefined);
      assert.match(host.messages.at(-1)?.message ?? '', /^Outcome unknown/);
      assert.equal((await pending()).length, 1);
    });

    it('stays accepted when its result cannot be written', async () => {
      await writeFile(path.join(fixture.folder, 'results'), 'a file in the way');
      presses = [send];
      const report = await run();
      assert.equal(report?.result.queuedCount, 1);
      assert.deepEqual(fixture.fired, [report]);
      assert.equal(unsent(), undefined);
      assert.deepEqual(await pending(), []);
      const [uri] = created.shownDocuments as vscode.Uri[];
      assert.match(await fixture.compose.reports.read(uri!), /Accepted: 1 of 1/);
      assert.deepEqual(
        host.messages.filter(({ modal }) => !modal).map(({ severity }) => severity),
        ['warning'],
      );
      assert.match(host.messages.at(-1)?.message ?? '', /could not be written/);
    });

    it('stays accepted whatever else fails', async () => {
      fixture.memory.update = () => Promise.reject(new Error('full'));
      fixture.fired.push = () => {
        throw new Error('a listener');
      };
      const { showTextDocument } = vscode.window;
      Object.assign(vscode.window, {
        showTextDocument: () => Promise.reject(new Error('no editor')),
      });
      presses = [send];
      const report = await run().finally(() => Object.assign(vscode.window, { showTextDocument }));
      assert.equal(report?.result.queuedCount, 1);
      assert.equal(fixture.client.sends.length, 1);
      assert.deepEqual(
        host.messages.filter(({ severity }) => severity === 'error'),
        [],
      );
    });

    it('keeps the result for nobody else on this machine', async () => {
      presses = [send];
      await run();
      const folder = path.join(fixture.folder, 'results');
      const [name] = await readdir(folder);
      const modes = await Promise.all([stat(folder), stat(path.join(folder, name!))]);
      assert.deepEqual(
        modes.map(({ mode }) => mode & 0o077),
        [0, 0],
      );
    });
  });

  describe('the steps', () => {
    it('count once for a template: its values, then the rest', async () => {
      host.onInput = () => 'Ann';
      presses = [send];
      const sent = run({ bodies: ['Hi {{name}}, {{name}}'], hasBlanks: true });
      const recipients = await shownPick('Staff');
      assert.equal(created.quickPicks.at(-1), recipients);
      assert.match(host.inputs[0]?.prompt ?? '', /\{\{name\}\}/);
      const counts = () => {
        const { step, totalSteps } = recipients as unknown as Record<string, number>;
        return [step, totalSteps];
      };
      assert.deepEqual(counts(), [2, 5]);
      recipients.type(`${ann}, ${bob}`);
      recipients.acceptStale({ label: ann });
      (await shownPick('Account Default')).accept('Account Default');
      (await shownPick('Now')).accept('Now');
      (await shownPick('Continue')).accept('Continue to Price and Confirmation');
      await sent;
      assert.deepEqual(fixture.bodiesSent, ['Hi Ann, Ann', 'Hi Ann, Ann']);
      assert.match(modals()[0]?.detail ?? '', /Hi Ann, Ann/);
    });

    it('lead back to themselves when what they need cannot be loaded', async () => {
      fixture.client.fail('account.get');
      fixture.client.fail('contactLists.list');
      const sent = run({ bodies: ['Hello'] });
      (await shownPick('(502)')).accept(again);
      const pick = await shownPick(again);
      pick.selectedItems = pick.items.filter(({ label }) => label === again);
      (pick as unknown as { activated: { fire(rows: unknown): void } }).activated.fire(
        pick.selectedItems,
      );
      await shownPick('Staff');
      await leave(sent);
    });
  });

  it('continues an unsent message with every answer it had', async () => {
    await isCancelled(run({ ...whole, from: 'Brand' }));
    Object.assign(vscode.window, {
      activeTextEditor: {
        document: {
          getText: () => 'Another text',
          languageId: 'plaintext',
          uri: vscode.Uri.file('/a.txt'),
        },
        selections: [new vscode.Selection(0, 0, 0, 12)],
      },
    });
    host.onPick = (rows) => rows.find(({ label }) => label.includes('unsent'))?.label;
    presses = [send];
    const sent = fixture.compose.fromEditor('send', 'Send SMS');
    const recipients = await shownPick(ann);
    assert.deepEqual(
      recipients.selectedItems.map(({ label }) => label),
      [ann],
    );
    recipients.acceptStale(recipients.selectedItems[0]!);
    (await shownPick('Account Default')).accept('Brand');
    (await shownPick('Now')).accept('Now');
    (await shownPick('Continue')).accept('Continue to Price and Confirmation');
    await sent;
    assert.deepEqual(fixture.bodiesSent, ['Hello']);
    assert.equal(fixture.client.sends[0]?.messages[0]?.from, 'Brand');
  });

  it('prices without a confirmation and without sending', async () => {
    await fixture.compose.run({ bodies: ['Hello'], to: [ann] }, 'price');
    assert.equal(
      host.messages[0]?.message,
      `${ann}: $0.08 AUD for 1 message of 1 part, $0.0792 AUD per part.`,
    );
    assert.deepEqual([modals(), fixture.client.sends], [[], []]);
    assert.equal(unsent(), undefined);
  });
});
