import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { AccountStore } from '../../../../src/features/account/store';

function aSecretStorage(initial?: string): vscode.SecretStorage {
  let secret = initial;
  return {
    get: () => Promise.resolve(secret),
    store: (_key: string, value: string) => {
      secret = value;
      return Promise.resolve();
    },
    delete: () => Promise.resolve(),
    keys: () => Promise.resolve([]),
    onDidChange: () => new vscode.Disposable(() => undefined),
  } as vscode.SecretStorage;
}

const ann = { id: 'live:ann', username: 'ann', apiKey: 'k' };

describe('the account store', () => {
  it('starts with nobody, and takes a broken secret for nobody', async () => {
    for (const secret of [undefined, '{', '[]', '{"accounts":[{"id":1}],"active":2}']) {
      const state = await new AccountStore(aSecretStorage(secret)).read();
      assert.deepEqual(state, { accounts: [], active: undefined });
    }
  });

  it('makes changes one after another, so that none is lost', async () => {
    const store = new AccountStore(aSecretStorage());
    const add = (id: string) =>
      store.update(({ accounts }) => ({ accounts: [...accounts, { ...ann, id }], active: id }));
    await Promise.all([add('a'), add('b'), add('c')]);
    const { accounts, active } = await store.read();
    assert.deepEqual(
      accounts.map(({ id }) => id),
      ['a', 'b', 'c'],
    );
    assert.equal(active, 'c');
  });
});
