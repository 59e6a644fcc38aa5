import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Session } from '../../../../src/features/account/session';
import { AccountStore } from '../../../../src/features/account/store';
import { host } from '../../../support/vscode';

const nothingStored = {
  get: () => Promise.resolve(undefined),
  onDidChange: () => new vscode.Disposable(() => undefined),
} as unknown as vscode.SecretStorage;

const signedIn = {
  get: () =>
    Promise.resolve(
      JSON.stringify({ accounts: [{ id: 'a', username: 'ann', apiKey: 'k' }], active: 'a' }),
    ),
  onDidChange: () => new vscode.Disposable(() => undefined),
} as unknown as vscode.SecretStorage;

describe('the session', () => {
  beforeEach(() => {
    host.reset();
  });

  it('says that an address without a scheme is not https, and sends the key nowhere', async () => {
    host.settings.set('clicksend.sandbox.useByDefault', false);
    host.settings.set('clicksend.api.baseUrl', 'rest.clicksend.com');
    const session = new Session(
      new AccountStore(signedIn),
      { ensureRunning: () => Promise.reject(new Error('not asked')) },
      vscode.window.createOutputChannel('x', { log: true }),
    );
    await assert.rejects(session.client(), { reason: 'insecureUrl' });
    session.dispose();
  });

  it('gives everyone who asks at once the same client, so that none is disposed in use', async () => {
    host.settings.set('clicksend.sandbox.useByDefault', true);
    const session = new Session(
      new AccountStore(nothingStored),
      { ensureRunning: () => Promise.resolve('http://127.0.0.1:4280') },
      vscode.window.createOutputChannel('x', { log: true }),
    );
    const [one, other] = await Promise.all([session.client(), session.client()]);
    assert.equal(one, other);
    assert.equal(await session.client(), one);
    session.dispose();
  });
});
