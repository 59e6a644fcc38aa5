import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { ClickSendError } from '../../../../src/api/errors';
import { exportHistory } from '../../../../src/features/history/export';
import { host } from '../../../support/vscode';
import { FakeHistoryClient, historyServices } from './fakeHistory';

describe('exporting history', () => {
  let folder: string;
  const pickTarget = (name: string) => {
    vscode.window.showSaveDialog = () =>
      Promise.resolve(name === '' ? undefined : vscode.Uri.file(path.join(folder, name)));
  };
  const original = vscode.window.showSaveDialog;

  beforeEach(() => {
    host.reset();
    folder = mkdtempSync(path.join(os.tmpdir(), 'export-'));
    pickTarget('out.csv');
  });
  afterEach(() => {
    vscode.window.showSaveDialog = original;
    rmSync(folder, { recursive: true });
  });

  it('writes what is filtered to the file asked for, and opens it when asked', async () => {
    const client = new FakeHistoryClient();
    const { services } = historyServices(client);
    host.onMessage = () => 'Open';
    await exportHistory(services.session, { status: 'Failed' }, new Date());
    assert.equal(readFileSync(path.join(folder, 'out.csv'), 'utf8'), 'a,b\n');
    assert.deepEqual(readdirSync(folder), ['out.csv']);
    assert.deepEqual(client.queries[0]?.filter, { status: 'Failed' });
    assert.equal(host.executed[0]?.id, 'vscode.open');
  });

  it('leaves nothing half-written, and an older file as it was, when the download breaks', async () => {
    writeFileSync(path.join(folder, 'out.csv'), 'older');
    const client = new FakeHistoryClient();
    client.downloadFails = new ClickSendError('unreachable');
    const { services } = historyServices(client);
    await assert.rejects(exportHistory(services.session, {}, new Date()), {
      reason: 'unreachable',
    });
    assert.deepEqual(readdirSync(folder), ['out.csv']);
    assert.equal(readFileSync(path.join(folder, 'out.csv'), 'utf8'), 'older');
  });

  it('asks ClickSend for nothing when no place is chosen', async () => {
    pickTarget('');
    const client = new FakeHistoryClient();
    await exportHistory(historyServices(client).services.session, {}, new Date());
    assert.deepEqual(client.queries, []);
  });
});
