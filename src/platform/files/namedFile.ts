import { constants } from 'node:fs';
import { open, realpath, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';

/** Why a file that a document, a setting or a person names is not read. */
export type FileProblem =
  | 'missing'
  | 'noAccess'
  /** A directory, a device, a pipe, a socket. */
  | 'notRegular'
  | 'tooLarge'
  /** The workspace is not trusted, and the file is not in it. */
  | 'untrusted'
  /** On another machine: `//host/share`. Looking would sign in there. */
  | 'network'
  | 'noAnswer';

export class FileRefused extends Error {
  override readonly name = 'FileRefused';

  constructor(
    readonly problem: FileProblem,
    cause?: unknown,
  ) {
    super(problem, { cause });
  }
}

/** What is read without a question, in bytes: opening a document reads the table that it names. */
export const lookingLimit = 64 * 1024 * 1024;

export interface FileLimits {
  readonly bytes?: number;
  /** How long a disk may take for one answer, in milliseconds. */
  readonly patienceMs?: number;
  /** False for what only the person can have named: it may lie anywhere. */
  readonly onlyTrusted?: boolean;
}

const defaults = { bytes: lookingLimit, patienceMs: 10_000, onlyTrusted: true };
const chunkBytes = 32 * 1024;

/** A network disk may never answer, and what waits for it would wait for ever. */
async function inTime<T>(work: Promise<T>, ms: number, late?: (result: T) => void): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      work.then(late).catch(() => undefined);
      reject(new FileRefused('noAnswer'));
    }, ms);
  });
  try {
    return await Promise.race([work, timeout]);
  } catch (error) {
    throw refusal(error);
  } finally {
    clearTimeout(timer);
  }
}

function refusal(error: unknown): FileRefused {
  if (error instanceof FileRefused) {
    return error;
  }
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return new FileRefused(
    code === 'EACCES' || code === 'EPERM' || code === 'NoPermissions' ? 'noAccess' : 'missing',
    error,
  );
}

function contains(folder: string, file: string, paths: path.PlatformPath): boolean {
  const way = paths.relative(folder, file);
  return way !== '..' && !way.startsWith(`..${paths.sep}`) && !paths.isAbsolute(way);
}

/** Whether an untrusted workspace has the file, as far as its address says. */
function isInWorkspace(uri: vscode.Uri): boolean {
  return (vscode.workspace.workspaceFolders ?? []).some(
    ({ uri: folder }) =>
      folder.scheme === uri.scheme &&
      folder.authority === uri.authority &&
      contains(folder.path, uri.path, path.posix),
  );
}

/** Neither does a link lead out of it. */
async function isReallyInWorkspace(file: string): Promise<boolean> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(
    ({ uri }) => uri.scheme === 'file',
  );
  const real = await Promise.all(folders.map(({ uri }) => realpath(uri.fsPath)));
  return real.some((folder) => contains(folder, file, path));
}

function checkKind(isFile: boolean, size: number, bytes: number): void {
  if (!isFile) {
    throw new FileRefused('notRegular');
  }
  if (size > bytes) {
    throw new FileRefused('tooLarge');
  }
}

/** The path to read, once it is known that reading it harms nobody. */
async function localPath(
  { fsPath }: vscode.Uri,
  limits: Required<FileLimits>,
): Promise<{ readonly file: string; readonly stamp: string }> {
  const file = await realpath(fsPath);
  if (limits.onlyTrusted && !vscode.workspace.isTrusted && !(await isReallyInWorkspace(file))) {
    throw new FileRefused('untrusted');
  }
  const found = await stat(file);
  checkKind(found.isFile(), found.size, limits.bytes);
  return { file, stamp: `${found.mtimeMs}:${found.size}` };
}

async function virtualStamp(uri: vscode.Uri, { bytes }: Required<FileLimits>): Promise<string> {
  const { type, size, mtime } = await vscode.workspace.fs.stat(uri);
  checkKind((type & vscode.FileType.File) !== 0, size, bytes);
  return `${mtime}:${size}`;
}

function checkAddress(uri: vscode.Uri, { onlyTrusted }: Required<FileLimits>): void {
  if (onlyTrusted && !vscode.workspace.isTrusted && !isInWorkspace(uri)) {
    throw new FileRefused('untrusted');
  }
}

/**
 * Another one when the file has changed.
 *
 * @throws FileRefused
 */
export async function fileStamp(uri: vscode.Uri, given: FileLimits = {}): Promise<string> {
  const limits = { ...defaults, ...given };
  checkAddress(uri, limits);
  const stamp =
    uri.scheme === 'file'
      ? localPath(uri, limits).then((found) => found.stamp)
      : virtualStamp(uri, limits);
  return inTime(stamp, limits.patienceMs);
}

/**
 * The bytes of a regular file: one of this machine is streamed, one of a virtual workspace comes as
 * a whole. A pipe is never opened: it would block all that the extension host does with files.
 *
 * @throws FileRefused, also while it is read
 */
export async function fileChunks(
  uri: vscode.Uri,
  given: FileLimits = {},
): Promise<AsyncGenerator<Uint8Array>> {
  const limits = { ...defaults, ...given };
  checkAddress(uri, limits);
  if (uri.scheme !== 'file') {
    await inTime(virtualStamp(uri, limits), limits.patienceMs);
    return sliced(await inTime(readWhole(uri), limits.patienceMs));
  }
  const { file } = await inTime(localPath(uri, limits), limits.patienceMs);
  // It may have been replaced since; opened so, even a pipe gives the handle at once. Windows, which
  // has no such pipes, has no such flag: as undefined it adds nothing.
  const opening = open(file, constants.O_RDONLY | constants.O_NONBLOCK);
  const handle = await inTime(opening, limits.patienceMs, close);
  return read(handle, limits);
}

const readWhole = async (uri: vscode.Uri) => vscode.workspace.fs.readFile(uri);

async function* read(
  handle: FileHandle,
  { bytes, patienceMs }: Required<FileLimits>,
): AsyncGenerator<Uint8Array> {
  try {
    const found = await inTime(handle.stat(), patienceMs);
    checkKind(found.isFile(), found.size, bytes);
    for (let total = 0; ;) {
      const buffer = Buffer.allocUnsafe(chunkBytes);
      const { bytesRead } = await inTime(handle.read(buffer, 0, chunkBytes), patienceMs);
      if (bytesRead === 0) {
        return;
      }
      total += bytesRead;
      checkKind(true, total, bytes);
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    close(handle);
  }
}

/** Not waited for: the disk may not answer. */
function close(handle: FileHandle): void {
  handle.close().catch(() => undefined);
}

/** Small pieces with a turn of the event loop between them, so that no keystroke waits for a table. */
async function* sliced(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
    yield bytes.subarray(at, at + chunkBytes);
  }
}
