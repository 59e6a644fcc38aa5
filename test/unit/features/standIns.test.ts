import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { registerAccount } from '../../../src/features/account/index';
import { registerCampaign } from '../../../src/features/campaign/index';
import { registerCompose } from '../../../src/features/compose/index';
import { registerHistory } from '../../../src/features/history/index';
import { registerInbound } from '../../../src/features/inbound/index';
import { registerSandbox } from '../../../src/features/sandbox/index';
import { registerTemplates } from '../../../src/features/templates/index';
import { registerWebhooks } from '../../../src/features/webhooks/index';
import { host } from '../../support/vscode';
import { FakeHistoryClient, historyServices } from './history/fakeHistory';
import { FakeInboundClient, inboundServices } from './inbound/fakeInbound';
import { FakeMemento, FakeTemplateServer, fakeServices } from './templates/fakeTemplates';

const registered = () => [...host.commands.keys()].sort();

/** A command that does nothing without arguments loads the feature all the same. */
async function standInsOf(feature: vscode.Disposable, harmless: string) {
  const before = registered();
  await host.commands.get(harmless)!();
  assert.deepEqual(host.messages, []);
  const after = registered();
  feature.dispose();
  return { before, after };
}

describe('the stand-ins of a feature', () => {
  beforeEach(() => {
    host.reset();
    host.settings.set('clicksend.inbound.pollInterval', 0);
    host.settings.set('clicksend.webhooks.port', 0);
  });

  it('hold the place of every command of History, and of no other', async () => {
    const { services } = historyServices(new FakeHistoryClient());
    const feature = registerHistory(services);
    const { before, after } = await standInsOf(feature, '_clicksend.history.openMessage');
    assert.deepEqual(before, after);
  });

  it('hold the place of every command of Inbound, and of no other', async () => {
    const { services } = inboundServices(new FakeInboundClient([]));
    const feature = registerInbound(services);
    const { before, after } = await standInsOf(feature, '_clicksend.inbound.openMessage');
    assert.deepEqual(before, after);
  });

  it('hold the place of every command of Templates, and of no other', async () => {
    const feature = registerTemplates(fakeServices(new FakeTemplateServer([])));
    const { before, after } = await standInsOf(feature, '_clicksend.template.restore');
    assert.deepEqual(before, after);
  });

  it('hold the place of every command of Webhooks, and of no other', async () => {
    const { services } = historyServices(new FakeHistoryClient());
    const feature = registerWebhooks({
      ...services,
      session: { ...services.session, client: () => Promise.reject(new Error('not asked')) },
      sandbox: { control: () => Promise.resolve({}) },
      memory: new FakeMemento(),
      storage: vscode.Uri.file(path.join(tmpdir(), 'clicksend-never-made')),
    });
    const { before, after } = await standInsOf(feature, '_clicksend.webhook.sendTest');
    assert.deepEqual(before, after);
  });

  it('hold the place of every command of campaigns, and of no other', async () => {
    const { services } = historyServices(new FakeHistoryClient());
    const feature = registerCampaign(
      { ...services, session: services.session as never, storage: vscode.Uri.file('/nowhere') },
      { now: () => new Date(0), schedule: () => () => undefined },
    );
    const { before, after } = await standInsOf(feature, '_clicksend.campaign.loadMore');
    assert.deepEqual(before, after);
  });

  it('hold the place of every command of composing, and of no other', async () => {
    const { services } = historyServices(new FakeHistoryClient());
    const feature = registerCompose({
      ...services,
      session: services.session as never,
      sends: { fire: () => undefined },
      memory: new FakeMemento(),
      storage: vscode.Uri.file('/nowhere'),
    });
    const { before, after } = await standInsOf(feature, '_clicksend.message.compose');
    assert.deepEqual(before, after);
  });

  it('hold the place of every command of accounts, and of no other', async () => {
    const { services } = historyServices(new FakeHistoryClient());
    const feature = registerAccount({
      ...services,
      session: services.session as never,
      store: {
        activate: () => undefined,
        onDidChange: () => new vscode.Disposable(() => undefined),
      } as never,
      log: vscode.window.createOutputChannel('x', { log: true }),
    });
    const { before, after } = await standInsOf(feature, 'clicksend.sandbox.use');
    assert.deepEqual(before, after);
  });

  it('hold the place of every command of the sandbox, and of no other', async () => {
    const { services } = historyServices(new FakeHistoryClient());
    const feature = registerSandbox({
      ...services,
      sandbox: {
        state: 'idle',
        stop: () => Promise.resolve(),
        onDidChange: () => new vscode.Disposable(() => undefined),
      } as never,
    });
    const { before, after } = await standInsOf(feature, 'clicksend.sandbox.stop');
    assert.deepEqual(before, after);
  });
});
