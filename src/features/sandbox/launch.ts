import { spawn } from 'node:child_process';
import { chmodSync, closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import * as vscode from 'vscode';
import { fileMode, folderMode } from '../../platform/files/privateFile';
import { UserFacingError } from '../../platform/errors';
import { exchange, Lease, NoAnswer, requestControl } from './control';
import { failed, portTaken } from './off';

const startTimeoutMs = 15_000;
const stopTimeoutMs = 10_000;
const lookTimeoutMs = 2000;
const pollMs = 60;

interface Surroundings {
  readonly extensionUri: vscode.Uri;
  readonly storage: vscode.Uri;
}

/** What is on a port. */
export type Sight =
  | { readonly kind: 'sandbox'; readonly instance: string }
  /** A sandbox that still reads its data. */
  | { readonly kind: 'starting' }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'stranger'; readonly isSilent: boolean };

export interface Leased {
  readonly lease: Lease;
  /** Names the run of the sandbox. */
  readonly instance: string;
  /** It was started for this lease. */
  readonly isNew: boolean;
}

/**
 * A lease on the sandbox of a port. Where nobody listens one is started if that may be, else the
 * answer is undefined.
 *
 * @throws SandboxOff when something else has the port, or it cannot start
 */
export async function leaseSandbox(
  port: number,
  mayStart: boolean,
  surroundings: Surroundings,
): Promise<Leased | undefined> {
  const url = addressOf(port);
  let sight = await lookPatiently(url);
  const isNew = sight.kind === 'nobody' && mayStart;
  if (isNew) {
    sight = await start(port, url, surroundings);
  }
  switch (sight.kind) {
    case 'sandbox':
      return { lease: await Lease.take(url), instance: sight.instance, isNew };
    case 'nobody':
      return undefined;
    case 'starting':
      throw failed(port, vscode.l10n.t('it did not answer in time'));
    case 'stranger':
      throw portTaken(port, sight.isSilent);
  }
}

/** Who is on the port at this moment. Always ends. */
export async function lookAt(url: string, timeoutMs = lookTimeoutMs): Promise<Sight> {
  try {
    const { status, text } = await exchange(url, 'health', { timeoutMs });
    const health: unknown = JSON.parse(text);
    if (typeof health === 'object' && health !== null && 'instance' in health) {
      const { instance } = health;
      if (typeof instance === 'string') {
        return status === 200 ? { kind: 'sandbox', instance } : { kind: 'starting' };
      }
    }
    return { kind: 'stranger', isSilent: false };
  } catch (error) {
    const isRefused = error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED';
    return isRefused
      ? { kind: 'nobody' }
      : { kind: 'stranger', isSilent: error instanceof NoAnswer };
  }
}

/** Waits for a sandbox that is starting, and looks twice at what may be one that is just ending. */
async function lookPatiently(url: string): Promise<Sight> {
  const deadline = Date.now() + startTimeoutMs;
  let sight = await lookAt(url);
  if (sight.kind === 'stranger' && !sight.isSilent) {
    await pause(5 * pollMs);
    sight = await lookAt(url);
  }
  while (sight.kind === 'starting' && Date.now() < deadline) {
    await pause(pollMs);
    sight = await lookAt(url);
  }
  return sight;
}

/** Ends the sandbox there and waits until its port is free. Any process of any number is left alone. */
export async function stopSandbox(url: string): Promise<void> {
  const deadline = Date.now() + stopTimeoutMs;
  await requestControl(url, 'stop', {});
  while ((await lookAt(url)).kind !== 'nobody') {
    if (Date.now() > deadline) {
      throw new UserFacingError(vscode.l10n.t('The sandbox was asked to stop and still runs.'));
    }
    await pause(pollMs);
  }
}

/** The next port that nobody listens on, but for one that is meant for somebody; a suggestion. */
export async function freePort(after: number, except: number): Promise<number> {
  for (let port = after + 1; port < Math.min(after + 50, 65_536); port += 1) {
    if (port !== except && (await isFree(port))) {
      return port;
    }
  }
  return after;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}

/** Detached, with its output in a file: it must not end or block when this window does. */
async function start(
  port: number,
  url: string,
  { extensionUri, storage }: Surroundings,
): Promise<Sight> {
  const data = vscode.Uri.joinPath(storage, 'sandbox').fsPath;
  mkdirSync(data, { recursive: true, mode: folderMode });
  chmodSync(data, folderMode);
  const logFile = vscode.Uri.joinPath(storage, 'sandbox.log').fsPath;
  const output = openSync(logFile, 'w', fileMode);
  const child = spawn(
    process.execPath,
    [
      vscode.Uri.joinPath(extensionUri, 'dist', 'sandbox.js').fsPath,
      ...['--port', String(port), '--lease', '--data', data],
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
  const deadline = Date.now() + startTimeoutMs;
  let sight: Sight = { kind: 'nobody' };
  let isOver = false;
  while (sight.kind !== 'sandbox' && !isOver && Date.now() < deadline) {
    isOver = (await Promise.race([ended, pause(pollMs)])) === 'ended';
    // Another window may have been quicker to take the port.
    sight = isOver ? await lookPatiently(url) : await lookAt(url);
  }
  if (sight.kind === 'nobody') {
    throw failed(port, lastLine(logFile) || vscode.l10n.t('it did not answer in time'));
  }
  return sight;
}

export function addressOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}

function lastLine(file: string): string {
  return readFileSync(file, 'utf8').trim().split('\n').at(-1) ?? '';
}
