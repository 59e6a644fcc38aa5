import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type * as vscode from 'vscode';
import { AccountStore } from '../../../../src/features/account/store';
import { SharedFiles } from '../../../../src/platform/sharedFiles';
import { seededRandom } from '../../../../src/sandbox/ids';
import { waitUntil } from '../../../support/workbench/waiting';
import { FakeSecrets } from './fakeSecrets';

const account = (name: string, apiKey = `key of ${name}`) => ({
  id: `live:${name}`,
  username: name,
  apiKey,
});

describe('the account store', () => {
  let folder: string;
  const opened: SharedFiles[] = [];

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'clicksend-accounts-'));
  });

  afterEach(() => {
    opened.splice(0).forEach((files) => {
      files.dispose();
    });
    rmSync(folder, { recursive: true, force: true });
  });

  /** As in another window: the same storage, a store of its own. */
  const open = (secrets: vscode.SecretStorage): AccountStore => {
    const files = new SharedFiles(folder);
    opened.push(files);
    return new AccountStore(secrets, files);
  };

  it('starts with nobody, and takes a broken file for nobody', async () => {
    const store = open(new FakeSecrets());
    assert.deepEqual(await store.read(), { accounts: [], active: undefined });
    for (const [index, text] of ['', '{', '[]', 'null', '{"id":1}'].entries()) {
      writeFileSync(path.join(folder, `account-${index}`), text);
    }
    assert.deepEqual(await store.read(), { accounts: [], active: undefined });
  });

  it('keeps several accounts, the newest sign-in active, a new key in place of the old', async () => {
    const store = open(new FakeSecrets());
    await Promise.all([store.signIn(account('bob')), store.signIn(account('ann'))]);
    await store.signIn(account('bob', 'new'));
    assert.deepEqual(await store.read(), {
      accounts: [account('ann'), account('bob', 'new')],
      active: 'live:bob',
    });
  });

  it('leaves no key behind when one window switches while the other signs out', async () => {
    const secrets = new FakeSecrets();
    const [one, other] = [open(secrets), open(secrets)];
    await one.signIn(account('ann'));
    await one.signIn(account('bob'));
    const signedOut = one.signOut('live:ann');
    other.activate('live:bob');
    await signedOut;
    assert.deepEqual([...secrets.values.values()], ['key of bob']);
    assert.deepEqual(await other.read(), { accounts: [account('bob')], active: 'live:bob' });
  });

  it('tells the other window of a sign-in, a switch and a sign-out', async () => {
    const secrets = new FakeSecrets();
    const [one, other] = [open(secrets), open(secrets)];
    let heard = '';
    const registration = other.onDidChange(() => {
      void other.read().then(({ accounts, active }) => {
        heard = `${accounts.map(({ username }) => username).join()} ${active ?? ''}`;
      });
    });
    await new Promise(setImmediate);
    await one.signIn(account('ann'));
    await waitUntil('the sign-in', () => heard === 'ann live:ann');
    one.activate('sandbox');
    await waitUntil('the switch', () => heard === 'ann sandbox');
    await one.signOut('live:ann');
    await waitUntil('the sign-out', () => heard === ' sandbox');
    registration.dispose();
  });

  it('loses no account and leaves no key unseen, whatever two windows do at once', async () => {
    for (let seed = 1; seed <= 150; seed += 1) {
      const random = seededRandom(seed);
      const secrets = new FakeSecrets(random);
      const windows = [open(secrets), open(secrets)];
      await windows[0]?.signIn(account('stays'));
      const names = ['ann', 'bob'];
      const act = async (store: AccountStore): Promise<void> => {
        for (let turn = 0; turn < 4; turn += 1) {
          const name = names[Math.floor(random() * names.length)] ?? '';
          const dice = random();
          if (dice < 0.4) {
            await store.signIn(account(name));
          } else if (dice < 0.8) {
            await store.signOut(`live:${name}`);
          } else {
            store.activate('sandbox');
          }
        }
      };
      await Promise.all(windows.map(act));
      const listed = (await open(secrets).read()).accounts.map(({ apiKey }) => apiKey);
      assert.deepEqual(listed, [...secrets.values.values()].sort(), `seed ${seed}`);
      assert.ok(listed.includes('key of stays'), `seed ${seed}`);
      for (const name of names) {
        await windows[0]?.signOut(`live:${name}`);
      }
      assert.deepEqual([...secrets.values.values()], ['key of stays'], `seed ${seed}`);
      await windows[0]?.signOut('live:stays');
    }
  });
});
