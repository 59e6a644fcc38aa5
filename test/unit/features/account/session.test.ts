import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Session } from '../../../../src/features/account/session';
import { AccountStore } from '../../../../src/features/account/store';
import { host } from '../../../support/vscode';

const nothingStored = {
  get: () => Promise.resolve(undefined),
  onDidChange: () => new vscode.Disposable(() => undefined),
} as unknown as vscode.SecretStorage;

describe('the session', () => {
  beforeEach(() => {
    host.reset();
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
