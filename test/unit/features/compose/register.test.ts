import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { registerCompose } from '../../../../src/features/compose/index';
import { documentUri, Documents } from '../../../../src/platform/documents';
import { waitUntil } from '../../../support/workbench/waiting';
import { host } from '../../../support/vscode';
import { FakeHistoryClient, historyServices } from '../history/fakeHistory';
import { FakeMemento } from '../templates/fakeTemplates';

describe('composing, before anybody composes', () => {
  let folder: string;
  let documents: Documents;
  let opened: vscode.Disposable | undefined;

  const register = () => {
    const { services } = historyServices(new FakeHistoryClient([]));
    opened = registerCompose({
      ...services,
      documents,
      session: services.session as never,
      sends: { fire: () => undefined },
      memory: new FakeMemento(),
      storage: vscode.Uri.file(folder),
    });
  };

  beforeEach(async () => {
    host.reset();
    documents = new Documents();
    folder = await mkdtemp(path.join(tmpdir(), 'compose-'));
  });

  afterEach(async () => {
    opened?.dispose();
    documents.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  it('warns of a send that another window left without an answer', async () => {
    await mkdir(path.join(folder, 'unanswered'));
    const report = { id: 'lost', accountId: 'a', accountLabel: 'A', sentAt: 1, messages: [] };
    await writeFile(path.join(folder, 'unanswered', 'lost.json'), JSON.stringify({ report }));
    register();
    await waitUntil('a warning', () => host.messages.length > 0);
    assert.match(host.messages[0]?.message ?? '', /never answered one of your sends/);
  });

  it('finds the result of a send that an earlier window made', async () => {
    await mkdir(path.join(folder, 'results'));
    const result = { messages: [], totalPrice: 0, queuedCount: 0, totalCount: 0 };
    const report = {
      id: 'r1',
      accountId: 'a',
      accountLabel: 'Ann',
      sentAt: 1,
      messages: [],
      result,
    };
    await writeFile(path.join(folder, 'results', 'r1.json'), JSON.stringify(report));
    register();
    const text = await documents.readFile(documentUri('result', 'r1', 'SMS result.txt'));
    assert.match(new TextDecoder().decode(text), /Account: {2}Ann/);
  });

  it('says of a price that an earlier window asked for that it has to be asked again', async () => {
    register();
    const text = await documents.readFile(documentUri('price', 'p1', 'SMS price.txt'));
    assert.match(new TextDecoder().decode(text), /Ask again/);
  });
});
