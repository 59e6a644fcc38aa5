import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type * as vscode from 'vscode';
import {
  fileChunks,
  fileStamp,
  lookingLimit,
  type FileLimits,
} from '../../../../src/platform/files/namedFile';
import { FileSystemError, FileType, host, Uri, workspace } from '../../../support/vscode';

const fileUri = (file: string) => Uri.file(file) as unknown as vscode.Uri;

async function contentOf(uri: vscode.Uri, limits?: FileLimits): Promise<string> {
  let text = '';
  for await (const chunk of await fileChunks(uri, limits)) {
    text += new TextDecoder().decode(chunk);
  }
  return text;
}

describe('a file that somebody names', () => {
  let folder: string;
  const at = (...names: string[]) => path.join(folder, ...names);

  const refused = async (problem: string, uri: vscode.Uri, limits?: FileLimits) => {
    await assert.rejects(contentOf(uri, limits), { name: 'FileRefused', problem });
    await assert.rejects(fileStamp(uri, limits), { name: 'FileRefused', problem });
  };

  beforeEach(async () => {
    host.reset();
    folder = await mkdtemp(path.join(tmpdir(), 'named-file-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('is read whole, whatever its length', async () => {
    const text = 'mobile\n'.repeat(50_000);
    await writeFile(at('a.csv'), text);
    assert.equal(await contentOf(fileUri(at('a.csv'))), text);
    assert.match(await fileStamp(fileUri(at('a.csv'))), /^[\d.]+:350000$/);
  });

  it('is refused when it is not there, or a folder', async () => {
    await refused('missing', fileUri(at('none.csv')));
    await refused('missing', fileUri(at('none', 'none.csv')));
    await refused('notRegular', fileUri(folder));
  });

  it('is refused when it is larger than what may be looked at, until somebody says so', async () => {
    await writeFile(at('sparse.csv'), 'mobile');
    await truncate(at('sparse.csv'), lookingLimit + 1);
    await refused('tooLarge', fileUri(at('sparse.csv')));
    const chunks = await fileChunks(fileUri(at('sparse.csv')), { bytes: Infinity });
    assert.equal((await chunks.next()).done, false);
    await chunks.return(undefined);
  });

  it('is refused when it is no regular file: a pipe is not opened, a device not read', async function () {
    if (process.platform === 'win32') {
      this.skip();
    }
    execFileSync('mkfifo', [at('pipe.csv')]);
    await refused('notRegular', fileUri(at('pipe.csv')));
    await symlink(at('pipe.csv'), at('link.csv'));
    await refused('notRegular', fileUri(at('link.csv')));
    await refused('notRegular', fileUri('/dev/zero'));
    const server = createServer().listen(at('socket.csv'));
    await new Promise((resolve) => server.once('listening', resolve));
    await refused('notRegular', fileUri(at('socket.csv')));
    server.close();
  });

  describe('in a workspace that is not trusted', () => {
    beforeEach(async () => {
      workspace.isTrusted = false;
      await mkdir(at('inside'));
      await mkdir(at('inside-too'));
      workspace.workspaceFolders = [{ uri: Uri.file(at('inside')) }];
      await writeFile(at('inside', 'a.csv'), 'mobile');
      await writeFile(at('inside-too', 'b.csv'), 'secret');
    });

    it('is read inside the folder', async () => {
      assert.equal(await contentOf(fileUri(at('inside', 'a.csv'))), 'mobile');
    });

    it('is refused outside of it, a link included', async () => {
      await refused('untrusted', fileUri(at('inside-too', 'b.csv')));
      await refused('untrusted', fileUri('/etc/passwd'));
      await symlink(at('inside-too', 'b.csv'), at('inside', 'link.csv'));
      await refused('untrusted', fileUri(at('inside', 'link.csv')));
    });

    it('is refused by every address when no folder is open', async () => {
      workspace.workspaceFolders = undefined;
      await refused('untrusted', fileUri(at('inside', 'a.csv')));
    });

    it('is read anywhere when only the person can have named it', async () => {
      const limits = { onlyTrusted: false };
      assert.equal(await contentOf(fileUri(at('inside-too', 'b.csv')), limits), 'secret');
    });
  });

  describe('of a virtual workspace', () => {
    const uri = Uri.parse('memfs:/table.csv') as unknown as vscode.Uri;
    const bytes = new TextEncoder().encode('mobile');

    it('is read through its file system', async () => {
      workspace.fs = {
        stat: () => Promise.resolve({ type: FileType.File, size: 6, mtime: 1 }),
        readFile: () => Promise.resolve(bytes),
      };
      assert.equal(await contentOf(uri), 'mobile');
      assert.equal(await fileStamp(uri), '1:6');
    });

    it('is refused when it is too large, missing or never answered for', async () => {
      const reads: string[] = [];
      const readFile = (asked: Uri) => {
        reads.push(asked.path);
        return Promise.resolve(bytes);
      };
      const stat = (size: number) => Promise.resolve({ type: FileType.File, size, mtime: 1 });
      workspace.fs = { stat: () => stat(lookingLimit + 1), readFile };
      await refused('tooLarge', uri);
      workspace.fs = { stat: () => Promise.reject(FileSystemError.FileNotFound()), readFile };
      await refused('missing', uri);
      workspace.fs = { stat: () => new Promise(() => undefined), readFile };
      await refused('noAnswer', uri, { patienceMs: 1 });
      assert.deepEqual(reads, []);
    });
  });
});
