import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Documents, documentUri } from '../../../src/platform/documents';
import { host } from '../../support/vscode';

describe('Documents', () => {
  beforeEach(() => {
    host.reset();
  });

  it('routes reading, writing and changes to the source of the authority', async () => {
    const documents = new Documents();
    const changed = new vscode.EventEmitter<vscode.Uri>();
    const written: string[] = [];
    documents.register('price', {
      modifiedAt: () => 7,
      read: () => Promise.resolve('héllo'),
      write: (_uri, text) => Promise.resolve(void written.push(text)),
      onDidChange: changed.event,
    });
    const fired: string[] = [];
    documents.onDidChangeFile(([change]) => fired.push(change!.uri.toString()));
    const uri = documentUri('price', '1', 'A b.sms');
    assert.equal(new TextDecoder().decode(await documents.readFile(uri)), 'héllo');
    await documents.writeFile(uri, new TextEncoder().encode('new'));
    changed.fire(uri);
    assert.equal((await documents.stat(uri)).mtime, 7);
    assert.deepEqual(written, ['new']);
    assert.deepEqual(fired, ['clicksend://price/1/A%20b.sms']);
  });

  it('refuses to write where the source cannot', async () => {
    const documents = new Documents();
    documents.register('price', { modifiedAt: () => 0, read: () => Promise.resolve('') });
    await assert.rejects(documents.writeFile(documentUri('price', '1'), new Uint8Array()), {
      code: 'NoPermissions',
    });
  });

  it('keeps slashes and control characters of a name out of the path', () => {
    assert.equal(documentUri('price', 'a/b\\c\u0000d').path, '/a b c d');
    assert.equal(documentUri('price', '1', '///').path, '/1/_');
  });
});

describe('Documents whose source is loaded later', () => {
  beforeEach(() => {
    host.reset();
  });

  it('loads the source when one of its documents is first asked for', async () => {
    const documents = new Documents();
    let loads = 0;
    documents.defer('price', () => {
      loads += 1;
      documents.register('price', { modifiedAt: () => 3, read: () => Promise.resolve('text') });
      return Promise.resolve();
    });
    assert.equal(loads, 0);
    const uri = documentUri('price', '1');
    assert.equal((await documents.stat(uri)).mtime, 3);
    assert.equal(new TextDecoder().decode(await documents.readFile(uri)), 'text');
    assert.equal(loads, 1);
  });

  it('knows no document of an authority that nobody has', async () => {
    await assert.rejects(async () => new Documents().stat(documentUri('result', '1')), {
      code: 'FileNotFound',
    });
  });
});
