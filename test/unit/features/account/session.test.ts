import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { explainApiError } from '../../../../src/features/account/explain';
import { AccountSession } from '../../../../src/features/account/session';
import { AccountStore } from '../../../../src/features/account/store';
import { SharedFiles } from '../../../../src/platform/sharedFiles';
import { ErrorBoundary } from '../../../../src/platform/errors';
import { host, settle } from '../../../support/vscode';
import { waitUntil } from '../../../support/workbench/waiting';
import { FakeSecrets } from './fakeSecrets';

/** A sandbox that is where it is told to be. */
class FakeSandbox {
  isOff = false;
  url: string | undefined;
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  ensureRunning(): Promise<string> {
    this.become({ url: 'http://127.0.0.1:4280' });
    return Promise.resolve('http://127.0.0.1:4280');
  }

  become({ url, isOff = false }: { readonly url?: string; readonly isOff?: boolean }): void {
    this.url = url;
    this.isOff = isOff;
    this.changed.fire();
  }
}

describe('the session', () => {
  let folder: string;
  let files: SharedFiles;
  let store: AccountStore;
  let sandbox: FakeSandbox;
  let session: AccountSession;

  const open = () => {
    session = new AccountSession(
      store,
      sandbox,
      vscode.window.createOutputChannel('x', { log: true }),
    );
    return session.ready;
  };

  beforeEach(() => {
    host.reset();
    host.settings.set('clicksend.sandbox.useByDefault', true);
    folder = mkdtempSync(path.join(os.tmpdir(), 'clicksend-session-'));
    files = new SharedFiles(folder);
    store = new AccountStore(new FakeSecrets(), files);
    sandbox = new FakeSandbox();
  });

  afterEach(() => {
    session.dispose();
    files.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  it('says that an address without a scheme is not https, and sends the key nowhere', async () => {
    host.settings.set('clicksend.api.baseUrl', 'rest.clicksend.com');
    await store.signIn({ id: 'a', username: 'ann', apiKey: 'k' });
    await open();
    await assert.rejects(session.client(), { reason: 'insecureUrl' });
  });

  it('gives everyone who asks at once the same client, so that none is disposed in use', async () => {
    await open();
    const [one, other] = await Promise.all([session.client(), session.client()]);
    assert.equal(one, other);
    assert.equal(await session.client(), one);
  });

  it('has everything read anew when its sandbox goes off, comes back or moves, and only then', async () => {
    await open();
    let reads = 0;
    session.onDidChangeActive(() => (reads += 1));
    const seen: number[] = [];
    for (const state of [
      { url: 'http://127.0.0.1:4280' },
      { isOff: true },
      { isOff: true },
      { url: 'http://127.0.0.1:4280' },
      {},
      { url: 'http://127.0.0.1:4281' },
    ]) {
      sandbox.become(state);
      seen.push(reads);
    }
    assert.deepEqual(seen, [0, 1, 1, 2, 3, 3]);
    await store.signIn({ id: 'a', username: 'ann', apiKey: 'k' });
    await waitUntil('the switch', () => session.active?.kind === 'live');
    const before = reads;
    sandbox.become({ isOff: true });
    assert.equal(reads, before, 'it is no concern of a real account');
  });

  it('is signed out, or on the sandbox by default, once the active account is signed out', async () => {
    await store.signIn({ id: 'a', username: 'ann', apiKey: 'k' });
    await open();
    assert.equal(session.active?.kind, 'live');
    await store.signOut('a');
    await waitUntil('the sandbox', () => session.active?.kind === 'sandbox');
    host.setSetting('clicksend.sandbox.useByDefault', false);
    await waitUntil('nobody', () => session.active === undefined);
    await assert.rejects(session.client(), { name: 'NotSignedInError' });
  });

  it('offers to sign in and the sandbox to who is signed out', async () => {
    host.settings.set('clicksend.sandbox.useByDefault', false);
    await open();
    const log = vscode.window.createOutputChannel('x', { log: true });
    host.onMessage = () => 'Use Sandbox';
    await new ErrorBoundary(log, explainApiError).guard('send', () => session.client());
    await settle();
    assert.deepEqual(host.messages.at(-1)?.buttons, ['Sign In', 'Use Sandbox']);
    assert.deepEqual(
      host.executed.map(({ id }) => id),
      ['clicksend.sandbox.use'],
    );
  });
});
