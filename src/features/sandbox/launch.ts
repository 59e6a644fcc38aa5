import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { fileMode, folderMode } from '../../platform/files/privateFile';
import { UserFacingError } from '../../platform/errors';
import { Lease, requestControl, type Health } from './control';

const startTimeoutMs = 15_000;
const pollMs = 60;

interface Surroundings {
  readonly extensionUri: vscode.Uri;
  readonly storage: vscode.Uri;
}

/**
 * A lease on the sandbox of a port, started when none answers there.
 *
 * @throws UserFacingError when it cannot start
 */
export async function leaseSandbox(port: number, surroundings: Surroundings): Promise<Lease> {
  const url = addressOf(port);
  if (!(await readHealth(url))) {
    await start(port, url, surroundings);
  }
  return Lease.take(url);
}

/** The process of the sandbox that answers there; undefined when none does. */
export async function sandboxAt(url: string): Promise<number | undefined> {
  return (await readHealth(url))?.pid;
}

/** Detached, with its output in a file: it must not end or block when this window does. */
async function start(
  port: number,
  url: string,
  { extensionUri, storage }: Surroundings,
): Promise<void> {
  mkdirSync(storage.fsPath, { recursive: true, mode: folderMode });
  const logFile = vscode.Uri.joinPath(storage, 'sandbox.log').fsPath;
  const output = openSync(logFile, 'w', fileMode);
  const child = spawn(
    process.execPath,
    [
      vscode.Uri.joinPath(extensionUri, 'dist', 'sandbox.js').fsPath,
      ...['--port', String(port), '--lease'],
      ...['--data', vscode.Uri.joinPath(storage, 'sandbox').fsPath],
    ],
    {
      detached: true,
      stdio: ['ignore', output, output],
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      windowsHide: true,
    },
  );
  closeSync(output);
  child.unref();
  const ended = new Promise<'ended'>((resolve) => {
    child.once('exit', () => {
      resolve('ended');
    });
    child.once('error', () => {
      resolve('ended');
    });
  });
  await waitUntilReady(url, port, ended, logFile);
}

async function waitUntilReady(
  url: string,
  port: number,
  ended: Promise<'ended'>,
  logFile: string,
): Promise<void> {
  const deadline = Date.now() + startTimeoutMs;
  while (Date.now() < deadline) {
    if (await readHealth(url)) {
      return;
    }
    const pause = new Promise<'pause'>((resolve) => setTimeout(resolve, pollMs, 'pause'));
    if ((await Promise.race([ended, pause])) === 'ended') {
      // Another window may have been quicker to take the port.
      if (await readHealth(url)) {
        return;
      }
      throw cannotStart(port, lastLine(logFile));
    }
  }
  throw cannotStart(port, vscode.l10n.t('it did not answer in time'));
}

function cannotStart(port: number, why: string): UserFacingError {
  return new UserFacingError(
    vscode.l10n.t('The sandbox cannot start on port {0}: {1}', port, why),
    {
      title: vscode.l10n.t('Change Port'),
      run: () =>
        vscode.commands.executeCommand('workbench.action.openSettings', 'clicksend.sandbox.port'),
    },
  );
}

export function addressOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}

/** Undefined when nothing answers there, or something that is not a sandbox. */
async function readHealth(url: string): Promise<Health | undefined> {
  try {
    const answer = (await requestControl(url, 'health')) as Partial<Health> | undefined;
    return typeof answer?.pid === 'number' ? { pid: answer.pid } : undefined;
  } catch {
    return undefined;
  }
}

function lastLine(file: string): string {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.at(-1) ?? '';
}
