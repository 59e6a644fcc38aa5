import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { encodePush } from '../../../../src/sms/webhooks/encodePush';
import { aMessage } from '../../../support/messages';
import { commands, env, host, settle, Uri } from '../../../support/vscode';
import { inboundFields, receiptFields } from '../../../support/webhooks';
import { waitUntil } from '../../../support/workbench/waiting';
import { aReceipt, aReceiptRule, anInboundRule, WebhookStage } from './fakeWebhooks';

describe('webhook commands', () => {
  let folder: string;
  let stage: WebhookStage;
  const realAsExternalUri = env.asExternalUri;

  beforeEach(async () => {
    host.reset();
    folder = await mkdtemp(path.join(tmpdir(), 'clicksend-webhooks-'));
  });

  afterEach(async () => {
    env.asExternalUri = realAsExternalUri;
    await commands.executeCommand('clicksend.listener.stop');
    stage.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  const open = (kind: 'sandbox' | 'live' = 'sandbox') => {
    stage = new WebhookStage(kind, folder);
    return stage;
  };

  /** Answers quick picks one after the other. */
  const pickInTurn = (...answers: readonly (string | undefined)[]) => {
    const left = [...answers];
    host.onPick = (rows) => {
      const answer = left.shift();
      return rows.find(({ label }) => answer !== undefined && label.includes(answer))?.label;
    };
  };

  const startListener = async () =>
    (await commands.executeCommand('clicksend.listener.start')) as string;

  describe('tests', () => {
    it('asks for an address, remembers it, and prints what the receipt means', async () => {
      open();
      pickInTurn('Type an Address');
      host.onInput = () => 'http://localhost:3000/hook';
      await commands.executeCommand('clicksend.receipt.sendTest');
      assert.deepEqual(stage.clickSend.called('receipts.createTest'), [
        ['http://localhost:3000/hook'],
      ]);
      assert.match(stage.panel, /Test receipt for http:\/\/localhost:3000\/hook: accepted in/);
      assert.match(stage.panel, /201: delivered to the handset \(final\)/);
      pickInTurn('http://localhost:3000/hook');
      await commands.executeCommand('clicksend.receipt.sendTest');
      assert.equal(stage.clickSend.called('receipts.createTest').length, 2);
    });

    for (const [typed, problem] of [
      ['localhost:3000', /must begin with http/],
      ['http://me:secret@localhost/', /user name and password/],
      ['nonsense', /whole address/],
    ] as const) {
      it(`refuses ${typed}`, async () => {
        open();
        pickInTurn('Type an Address');
        host.onInput = () => typed;
        await commands.executeCommand('clicksend.receipt.sendTest');
        assert.match(host.refusedInputs[0] ?? '', problem);
        assert.deepEqual(stage.clickSend.called('receipts.createTest'), []);
      });
    }

    it('sends an inbound message in the form that is chosen', async () => {
      open();
      pickInTurn('Type an Address', 'json');
      host.onInput = () => 'http://localhost:3000/hook';
      await commands.executeCommand('clicksend.inbound.sendTest');
      assert.deepEqual(stage.clickSend.called('inbound.createTest'), [
        ['http://localhost:3000/hook', 'json'],
      ]);
    });

    it('does not ask for a form when it goes to the pull list', async () => {
      open();
      pickInTurn('poll');
      await commands.executeCommand('clicksend.inbound.sendTest');
      assert.deepEqual(stage.clickSend.called('inbound.createTest'), [['poll', undefined]]);
    });

    it('says before sending that ClickSend cannot reach this machine, and offers poll', async () => {
      open('live');
      await startListener();
      const titles: string[] = [];
      const answers = ['The webhook listener', 'poll'];
      host.onPick = (rows, title) => {
        titles.push(title);
        const answer = answers.shift() ?? '';
        return rows.find(({ label }) => label.includes(answer))?.label;
      };
      await commands.executeCommand('clicksend.receipt.sendTest');
      assert.match(titles[1] ?? '', /ClickSend cannot reach 127\.0\.0\.1:\d+/);
      assert.deepEqual(stage.clickSend.called('receipts.createTest'), [['poll']]);
    });

    it('sends nothing when that question is dismissed', async () => {
      open('live');
      await startListener();
      pickInTurn('The webhook listener', undefined);
      await commands.executeCommand('clicksend.receipt.sendTest');
      assert.deepEqual(stage.clickSend.called('receipts.createTest'), []);
    });

    it('offers the external address of the listener where there is one', async () => {
      open('live');
      env.asExternalUri = (uri) => {
        const { path: secret } = uri;
        return Promise.resolve(Uri.parse(`https://abc-4281.app.github.dev${secret}`));
      };
      await startListener();
      pickInTurn('Type an Address', 'The external address');
      host.onInput = () => 'http://localhost:3000/';
      await commands.executeCommand('clicksend.receipt.sendTest');
      const [[url] = []] = stage.clickSend.called('receipts.createTest');
      assert.match(String(url), /^https:\/\/abc-4281\.app\.github\.dev\/[0-9a-f]{32}$/);
    });

    it('needs no such question in the sandbox', async () => {
      open('sandbox');
      const listener = await startListener();
      pickInTurn('The webhook listener');
      await commands.executeCommand('clicksend.receipt.sendTest');
      assert.deepEqual(stage.clickSend.called('receipts.createTest'), [[listener]]);
      assert.doesNotMatch(stage.panel, /[0-9a-f]{32}/);
    });
  });

  describe('receipts', () => {
    it('prints page after page for as long as one asks', async () => {
      open();
      stage.clickSend.receipts = Array.from({ length: 120 }, (_, n) =>
        aReceipt({ messageId: `ID-${n}` }),
      );
      host.onMessage = ({ message }) => (message.startsWith('Page 1') ? 'Next Page' : undefined);
      await commands.executeCommand('clicksend.receipt.list');
      assert.deepEqual(stage.clickSend.called('receipts.list'), [[1], [2]]);
      assert.match(stage.panel, /page 1 of 3, 120 in all/);
      assert.match(stage.panel, /ID-99/);
      assert.doesNotMatch(stage.panel, /ID-100\b/);
    });

    it('explains an empty list', async () => {
      open();
      await commands.executeCommand('clicksend.receipt.list');
      assert.match(stage.panel, /none unread[\s\S]*POLL/);
    });

    it('shows the receipt of a history row', async () => {
      open();
      const item = aMessage({ messageId: '1EF54639-F16D-681E-947A-4F4FCDFD2B87' });
      await commands.executeCommand('clicksend.receipt.show', { item });
      assert.deepEqual(stage.clickSend.called('receipts.get'), [[item.messageId]]);
    });

    it('asks before it marks everything, saying that ClickSend does', async () => {
      open();
      pickInTurn('Everything');
      await commands.executeCommand('clicksend.receipt.markRead');
      assert.deepEqual(stage.clickSend.called('receipts.markRead'), []);
      const [shown] = host.messages;
      assert.ok(shown?.modal);
      assert.match(shown.detail ?? '', /ClickSend marks everything/);
      host.onMessage = () => 'Mark Every Receipt';
      pickInTurn('Everything');
      await commands.executeCommand('clicksend.receipt.markRead');
      assert.deepEqual(stage.clickSend.called('receipts.markRead'), [[undefined]]);
    });

    it('marks those before a moment without such a question', async () => {
      open();
      pickInTurn('Before another moment');
      host.onInput = () => '1722565411';
      await commands.executeCommand('clicksend.receipt.markRead');
      assert.deepEqual(stage.clickSend.called('receipts.markRead'), [[1722565411]]);
      assert.deepEqual(host.messages, []);
    });
  });

  describe('rules', () => {
    it('lists them, and says when none delivers', async () => {
      open();
      stage.clickSend.receiptRules = [aReceiptRule({ enabled: false })];
      stage.clickSend.inboundRules = [anInboundRule()];
      assert.deepEqual(await stage.rows({ kind: 'rules', of: 'receipt' }), [
        'No rule that is on delivers receipts | create one',
        'To my app | off · all receipts · → https://example.com/hook',
      ]);
      assert.deepEqual(await stage.rows({ kind: 'rules', of: 'inbound' }), [
        'Replies | on · all numbers, text contains "yes" · → https://example.com/hook (json)',
      ]);
    });

    it('shows a failed load as a row, and loads again on refresh', async () => {
      open();
      stage.clickSend.failure = new Error('no network');
      assert.match((await stage.rows({ kind: 'rules', of: 'receipt' }))[0] ?? '', /Couldn't load/);
      stage.clickSend.failure = undefined;
      stage.clickSend.receiptRules = [aReceiptRule()];
      await commands.executeCommand('clicksend.webhook.refresh');
      assert.match((await stage.rows({ kind: 'rules', of: 'receipt' }))[0] ?? '', /^To my app/);
    });

    it('forgets them when the account changes', async () => {
      open();
      stage.clickSend.receiptRules = [aReceiptRule()];
      await stage.rows({ kind: 'rules', of: 'receipt' });
      stage.signOut();
      assert.match((await stage.rows({ kind: 'rules', of: 'receipt' }))[0] ?? '', /^Sign in/);
    });

    it('switches one off by sending all of it back', async () => {
      open();
      stage.clickSend.inboundRules = [anInboundRule()];
      const node = { kind: 'rule', of: 'inbound', ruleId: 2 };
      await commands.executeCommand('clicksend.rule.disable', node);
      assert.deepEqual(stage.clickSend.called('inboundRules.update'), [
        [
          2,
          {
            name: 'Replies',
            dedicatedNumber: '*',
            searchType: 2,
            searchTerm: 'yes',
            action: 'URL',
            actionAddress: 'https://example.com/hook',
            webhookType: 'json',
            enabled: false,
          },
        ],
      ]);
    });

    it('keeps the text of an automatic reply when it switches one', async () => {
      open();
      const raw = { body: 'We are closed.' };
      stage.clickSend.inboundRules = [anInboundRule({ action: 'AUTO_REPLY', raw, enabled: false })];
      await commands.executeCommand('clicksend.rule.enable', {
        kind: 'rule',
        of: 'inbound',
        ruleId: 2,
      });
      const [[, draft] = []] = stage.clickSend.called('inboundRules.update');
      assert.equal((draft as { body?: string }).body, 'We are closed.');
    });

    it('deletes one only after a yes', async () => {
      open();
      stage.clickSend.receiptRules = [aReceiptRule()];
      const node = { kind: 'rule', of: 'receipt', ruleId: 1 };
      await commands.executeCommand('clicksend.rule.delete', node);
      assert.deepEqual(stage.clickSend.called('receiptRules.delete'), []);
      host.onMessage = () => 'Delete Rule';
      await commands.executeCommand('clicksend.rule.delete', node);
      assert.deepEqual(stage.clickSend.called('receiptRules.delete'), [[1]]);
    });

    it('creates one for the pull list', async () => {
      open();
      pickInTurn('pull list', 'Failed');
      host.onInput = ({ value }) => value;
      await commands.executeCommand('clicksend.rule.create', { kind: 'rules', of: 'receipt' });
      const [[draft] = []] = stage.clickSend.called('receiptRules.create');
      assert.deepEqual(draft, {
        of: 'receipt',
        name: 'From VS Code',
        matchType: 1,
        action: 'POLL',
        actionAddress: '',
        enabled: true,
      });
    });

    it('warns that ClickSend cannot push to this machine', async () => {
      open('live');
      pickInTurn('Push to an address');
      host.onInput = () => 'http://localhost:3000/';
      await commands.executeCommand('clicksend.rule.create', { kind: 'rules', of: 'receipt' });
      assert.match(host.messages[0]?.message ?? '', /cannot reach localhost:3000/);
      assert.deepEqual(stage.clickSend.called('receiptRules.create'), []);
    });
  });

  describe('simulation', () => {
    const item = aMessage({ messageId: 'SENT-1', direction: 'out' });

    it('replies to a message of the sandbox', async () => {
      open();
      host.onInput = () => 'On my way';
      await commands.executeCommand('clicksend.message.simulateReply', { item });
      assert.deepEqual(stage.controls, [['reply', { message_id: 'SENT-1', body: 'On my way' }]]);
    });

    it('reports on a message picked from history', async () => {
      open();
      stage.clickSend.history = [item];
      pickInTurn(item.to, 'Failed with error 13');
      await commands.executeCommand('clicksend.message.simulateDelivery');
      assert.deepEqual(stage.controls, [
        ['deliver', { message_id: 'SENT-1', outcome: 'failed-13' }],
      ]);
    });

    it('is refused on the real API', async () => {
      open('live');
      await commands.executeCommand('clicksend.message.simulateReply', { item });
      assert.match(host.messages[0]?.message ?? '', /Only the sandbox/);
      assert.deepEqual(stage.controls, []);
    });
  });

  describe('pushes', () => {
    const send = async (listener: string, form: 'form' | 'json', fields = receiptFields()) => {
      const { body, contentType } = encodePush(fields, form);
      const response = await fetch(listener, {
        method: 'POST',
        body,
        headers: { 'content-type': contentType },
      });
      assert.equal(response.status, 200);
    };

    it('are listed newest first, and are there again for the next window', async () => {
      open();
      const listener = await startListener();
      await send(listener, 'form');
      await send(listener, 'json', inboundFields());
      const pushes = await stage.rows({ kind: 'pushes' });
      assert.match(pushes[0] ?? '', /^Inbound: Yes & no = ☺ \| \+61487722156 → \+61411111111 · /);
      assert.match(pushes[1] ?? '', /^Receipt: Delivered \| 2336751A/);
      await commands.executeCommand('clicksend.listener.stop');
      stage.dispose();
      open();
      await stage.nodes();
      assert.deepEqual(await stage.rows({ kind: 'pushes' }), pushes);
    });

    it('listen at the same secret address after a reload, and only who listened does', async () => {
      open();
      const first = await startListener();
      await commands.executeCommand('clicksend.listener.stop');
      const second = await startListener();
      assert.equal(new URL(second).pathname, new URL(first).pathname);
    });

    it('go on to the app, whose failure becomes visible', async () => {
      open();
      const listener = await startListener();
      await commands.executeCommand('clicksend.listener.forward', 'http://127.0.0.1:9/hook');
      await send(listener, 'form');
      await waitUntil('the delivery', () => stage.panel.includes('nothing listens there'));
      const [row] = await stage.rows({ kind: 'pushes' });
      assert.match(row ?? '', /\| app: nothing listens there/);
    });

    it('are never forwarded to the listener itself', async () => {
      open();
      const listener = await startListener();
      await commands.executeCommand('clicksend.listener.forward', listener);
      assert.match(host.messages[0]?.message ?? '', /the webhook listener itself/);
      await send(listener, 'form');
      await settle();
      assert.doesNotMatch(stage.panel, /Forwarded/);
    });

    it('can be compared', async () => {
      open();
      const listener = await startListener();
      await send(listener, 'form');
      await send(listener, 'json');
      const nodes = await stage.nodes({ kind: 'pushes' });
      await commands.executeCommand('clicksend.push.compare', nodes[0], nodes);
      const diff = host.executed.find(({ id }) => id === 'vscode.diff');
      assert.equal(diff?.args.length, 3);
      assert.notEqual(String(diff.args[0]), String(diff.args[1]));
    });

    it('are compared with another one, never with themselves', async () => {
      open();
      const listener = await startListener();
      await send(listener, 'form');
      const [only] = await stage.nodes({ kind: 'pushes' });
      await commands.executeCommand('clicksend.push.compare', only);
      assert.equal(host.messages.at(-1)?.message, 'There is no other push to compare it with.');
      await send(listener, 'json');
      const nodes = await stage.nodes({ kind: 'pushes' });
      host.onPick = (rows) => rows[0]?.label;
      await commands.executeCommand('clicksend.push.compare', nodes[0]);
      assert.equal(host.picks.at(-1)?.length, 1);
      const diff = host.executed.find(({ id }) => id === 'vscode.diff');
      assert.notEqual(String(diff?.args[0]), String(diff?.args[1]));
    });

    it('are cleared only after a yes', async () => {
      open();
      await send(await startListener(), 'form');
      await commands.executeCommand('clicksend.push.clear');
      assert.match((await stage.rows({ kind: 'pushes' }))[0] ?? '', /^Receipt/);
      host.onMessage = () => 'Clear';
      await commands.executeCommand('clicksend.push.clear');
      assert.match((await stage.rows({ kind: 'pushes' }))[0] ?? '', /^Nothing caught/);
    });
  });

  it('copies a handler with a secret path of its own', async () => {
    open();
    pickInTurn('Go');
    await commands.executeCommand('clicksend.webhook.copyHandler');
    assert.match(host.clipboard, /HandleFunc\("\/clicksend\/[0-9a-f]{24}"/);
    const first = host.clipboard;
    pickInTurn('Go');
    await commands.executeCommand('clicksend.webhook.copyHandler');
    assert.notEqual(host.clipboard, first);
  });
});
