import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { signIn } from '../../../../src/features/account/signIn';
import { AccountStore } from '../../../../src/features/account/store';
import { SharedFiles } from '../../../../src/platform/sharedFiles';
import { envelope, failure, scriptedServer, type Reply } from '../../../support/scriptedServer';
import { host } from '../../../support/vscode';
import { waitUntil } from '../../../support/workbench/waiting';
import { FakeSecrets } from './fakeSecrets';
import { HandInput } from './handInput';

const refused = failure(401, 'UNAUTHORIZED');
const welcome = envelope({ user_id: 1, username: 'ann', country: 'AU' });

describe('signing in', () => {
  const { createInputBox } = vscode.window;
  const boxes: HandInput[] = [];
  let folder: string;
  let files: SharedFiles;
  let store: AccountStore;
  let close: () => Promise<void>;

  /** The step that is open. */
  const step = (number: number): Promise<HandInput> =>
    waitUntil(`step ${number}`, () => boxes.find((box) => box.isOpen && box.step === number));

  const open = async (...replies: Reply[]) => {
    const server = await scriptedServer(...replies);
    close = () => server.close();
    host.settings.set('clicksend.api.baseUrl', server.url);
    const log = vscode.window.createOutputChannel('x', { log: true });
    return { signedIn: signIn(store, log), server };
  };

  beforeEach(() => {
    host.reset();
    boxes.length = 0;
    Object.assign(vscode.window, {
      createInputBox: () => {
        const box = new HandInput();
        boxes.push(box);
        return box;
      },
    });
    folder = mkdtempSync(path.join(os.tmpdir(), 'clicksend-sign-in-'));
    files = new SharedFiles(folder);
    store = new AccountStore(new FakeSecrets(), files);
  });

  afterEach(async () => {
    Object.assign(vscode.window, { createInputBox });
    files.dispose();
    await close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('says a refusal at the key, which stays there, masked, and takes the mended one', async () => {
    const { signedIn, server } = await open(refused, welcome);
    const name = await step(1);
    assert.equal(name.buttons.includes(vscode.QuickInputButtons.Back), false);
    name.accept();
    assert.equal(name.validationMessage, 'This cannot be empty.');
    name.type(' ann ');
    name.accept();
    const key = await step(2);
    key.type('wrong');
    key.accept();
    key.accept();
    await waitUntil('the refusal', () => key.validationMessage);
    assert.match(key.validationMessage ?? '', /refused the username or API key/);
    assert.equal(server.requests.length, 1, 'Enter held down asks once');
    assert.deepEqual([key.value, key.password, key.busy], ['wrong', true, false]);
    assert.deepEqual(await store.read(), { accounts: [], active: undefined });
    key.type('right');
    assert.equal(key.validationMessage, undefined);
    key.accept();
    const account = { id: 'live:ann', username: 'ann', apiKey: 'right' };
    assert.deepEqual(await signedIn, account);
    assert.deepEqual(await store.read(), { accounts: [account], active: 'live:ann' });
  });

  it('goes back to the username, and loses neither of the two', async () => {
    const { signedIn } = await open(welcome);
    const first = await step(1);
    first.type('anna');
    first.accept();
    const key = await step(2);
    key.type('k');
    key.goBack();
    const again = await step(1);
    assert.equal(again.value, 'anna');
    again.type('ann');
    again.accept();
    const last = await step(2);
    assert.deepEqual([last.value, last.password], ['k', true]);
    last.accept();
    assert.equal((await signedIn).username, 'ann');
  });

  it('says at the step that ClickSend cannot be reached, and stores nothing when one gives up', async () => {
    const { signedIn, server } = await open(refused);
    await server.close();
    close = () => Promise.resolve();
    const name = await step(1);
    name.type('ann');
    name.accept();
    const key = await step(2);
    key.type('k');
    key.accept();
    await waitUntil('the failure', () => key.validationMessage);
    assert.match(key.validationMessage ?? '', /cannot be reached/);
    key.escape();
    await assert.rejects(signedIn, vscode.CancellationError);
    assert.deepEqual(await store.read(), { accounts: [], active: undefined });
  });

  it('ends the question to ClickSend with the step', async () => {
    const { signedIn, server } = await open(() => undefined);
    const asked = server.nextRequest();
    const name = await step(1);
    name.type('ann');
    name.accept();
    const key = await step(2);
    key.type('k');
    key.accept();
    await asked;
    assert.equal(key.busy, true);
    key.escape();
    await assert.rejects(signedIn, vscode.CancellationError);
    assert.equal(key.validationMessage, undefined);
  });
});
