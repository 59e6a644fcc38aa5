import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type * as vscode from 'vscode';
import { writePrivateFile } from '../../../../src/platform/files/privateFile';
import { Uri } from '../../../support/vscode';

describe('a private file', () => {
  it('and its folder are for nobody else to read', async function () {
    if (process.platform === 'win32') {
      this.skip();
    }
    const root = await mkdtemp(path.join(tmpdir(), 'private-'));
    try {
      const file = path.join(root, 'results', 'a.json');
      const uri: unknown = Uri.file(file);
      await writePrivateFile(uri as vscode.Uri, 'secret');
      assert.equal(await readFile(file, 'utf8'), 'secret');
      assert.equal((await stat(file)).mode & 0o777, 0o600);
      assert.equal((await stat(path.dirname(file))).mode & 0o777, 0o700);
    } finally {
      await rm(root, { recursive: true, force: true });
    }
  });
});
