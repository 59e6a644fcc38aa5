import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { exchange, Lease, NoAnswer } from '../../../../src/features/sandbox/control';
import { lookAt } from '../../../../src/features/sandbox/launch';
import type { SandboxOff } from '../../../../src/features/sandbox/off';
import { SandboxProcess } from '../../../../src/features/sandbox/process';
import { SandboxSwitch } from '../../../../src/features/sandbox/switch';
import { SharedFiles } from '../../../../src/platform/sharedFiles';
import { startSandbox, type Sandbox } from '../../../../src/sandbox/server';
import { scriptedServer, type ScriptedServer } from '../../../support/scriptedServer';
import { host } from '../../../support/vscode';
import { waitUntil } from '../../../support/workbench/waiting';
import { unusedPort, writeStandIn } from './standIn';

const never = () => Promise.reject(new Error('nobody was to be asked'));

describe('the sandbox of a window', () => {
  let folder: string;
  let port: number;
  const windows: { readonly sandbox: SandboxProcess; readonly files: SharedFiles }[] = [];
  const servers: (ScriptedServer | Sandbox)[] = [];
  let silent: Server | undefined;

  /** As in another window: the same storage and settings, everything else its own. */
  const open = (): SandboxProcess => {
    const files = new SharedFiles(path.join(folder, 'shared'));
    const sandbox = new SandboxProcess({
      extensionUri: vscode.Uri.file(folder),
      storage: vscode.Uri.file(folder),
      log: vscode.window.createOutputChannel('x', { log: true }),
      files,
    });
    windows.push({ sandbox, files });
    return sandbox;
  };

  /** Process ids of every run so far. */
  const runs = (): readonly number[] => {
    const file = path.join(folder, 'sandbox', 'runs');
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').map(Number) : [];
  };

  const whatIsThere = async () => (await lookAt(`http://127.0.0.1:${port}`)).kind;

  beforeEach(async () => {
    host.reset();
    folder = mkdtempSync(path.join(os.tmpdir(), 'clicksend-window-'));
    writeStandIn(folder);
    port = await unusedPort();
    host.settings.set('clicksend.sandbox.port', port);
  });

  afterEach(async () => {
    for (const pid of runs()) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It has ended.
      }
    }
    for (const { sandbox, files } of windows.splice(0)) {
      sandbox.dispose();
      files.dispose();
    }
    await Promise.all(servers.splice(0).map((server) => server.close()));
    silent?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('starts when it is needed, once for everyone who asks, with its data to itself', async () => {
    const sandbox = open();
    assert.equal(sandbox.state, 'unknown');
    const [one, other] = await Promise.all([sandbox.ensureRunning(), sandbox.ensureRunning()]);
    assert.deepEqual([one, other], [`http://127.0.0.1:${port}`, one]);
    assert.equal(sandbox.state, 'running');
    assert.equal(runs().length, 1);
    if (process.platform !== 'win32') {
      assert.equal(statSync(path.join(folder, 'sandbox')).mode & 0o777, 0o700);
    }
  });

  it('only looks when it is to look: finds one that runs, and starts none', async () => {
    const looker = open();
    await looker.look();
    assert.deepEqual([looker.state, runs().length], ['idle', 0]);
    await open().start();
    await looker.look();
    assert.deepEqual([looker.state, runs().length], ['running', 1]);
  });

  it('stays stopped in every window, and in the next one, until somebody starts it', async () => {
    const [one, other] = [open(), open()];
    await one.ensureRunning();
    await other.ensureRunning();
    await one.stop(never);
    assert.equal(await whatIsThere(), 'nobody');
    await waitUntil('the other window to notice', () => other.state === 'stopped');
    for (const window of [one, other, open()]) {
      await assert.rejects(window.ensureRunning(), { message: 'The sandbox is stopped.' });
      assert.equal(window.state, 'stopped');
    }
    assert.equal(runs().length, 1);
    await other.start();
    await waitUntil('the first window to be back', () => one.state === 'running');
    assert.equal(runs().length, 2);
    await open().ensureRunning();
    assert.equal(runs().length, 2);
  });

  it('is stopped though it was just starting, here or in another window', async () => {
    const one = open();
    const starting = one.ensureRunning();
    await one.stop(never);
    await starting.catch(() => undefined);
    assert.deepEqual([one.state, await whatIsThere()], ['stopped', 'nobody']);
    new SandboxSwitch(windows[0]!.files).turnOn(undefined);
    const other = open();
    const startingThere = other.ensureRunning();
    new SandboxSwitch(windows[0]!.files).turnOff();
    await assert.rejects(startingThere, /is stopped/);
    assert.deepEqual([other.state, await whatIsThere()], ['stopped', 'nobody']);
  });

  (process.platform === 'win32' ? it.skip : it)(
    'does not call stopped what hangs, and says so',
    async () => {
      const sandbox = open();
      await sandbox.ensureRunning();
      const [pid = 0] = runs();
      process.kill(pid, 'SIGSTOP');
      await assert.rejects(sandbox.stop(never), /does not answer, so it could not be stopped/);
      process.kill(pid, 'SIGCONT');
      assert.equal(sandbox.state, 'running');
      await sandbox.stop(never);
      assert.equal(sandbox.state, 'stopped');
    },
  );

  it('says that it is gone when it was killed from outside, and starts none by itself', async () => {
    const sandbox = open();
    await sandbox.ensureRunning();
    process.kill(runs()[0] ?? 0, 'SIGKILL');
    await waitUntil('the end', () => sandbox.state === 'gone');
    await assert.rejects(sandbox.ensureRunning(), /gone/);
    assert.equal(runs().length, 1);
    await sandbox.start();
    assert.deepEqual([sandbox.state, runs().length], ['running', 2]);
  });

  it('asks before it stops one that no window started, and leaves it when the answer is no', async () => {
    let isEnded = false;
    const foreign = await startSandbox({
      port,
      seed: 'none',
      onStop: () => {
        isEnded = true;
        void foreign.close();
      },
    });
    const sandbox = open();
    await sandbox.ensureRunning();
    await sandbox.stop(() => Promise.resolve(false));
    assert.deepEqual([sandbox.state, isEnded], ['running', false]);
    await sandbox.stop(() => Promise.resolve(true));
    assert.deepEqual([sandbox.state, isEnded, await whatIsThere()], ['stopped', true, 'nobody']);
  });

  it('kills no process that a server names', async () => {
    const server = await scriptedServer((response, { url }) => {
      if (url === '/_sandbox/attach') {
        response.write('attached');
      } else {
        response.writeHead(url === '/_sandbox/health' ? 200 : 404);
        response.end(JSON.stringify({ status: 'ready', instance: 'x', pid: -1 }));
      }
    });
    servers.push(server);
    host.settings.set('clicksend.sandbox.port', server.port);
    const kill = process.kill.bind(process);
    const killed: unknown[] = [];
    process.kill = (pid) => {
      killed.push(pid);
      return true;
    };
    try {
      const sandbox = open();
      await sandbox.ensureRunning();
      await assert.rejects(sandbox.stop(() => Promise.resolve(true)));
      assert.equal(sandbox.state, 'running', 'what did not stop is not called stopped');
    } finally {
      process.kill = kill;
    }
    assert.deepEqual(killed, []);
  });

  it('says what has the port, offers another and a retry, and takes the port once it is free', async () => {
    const server = await scriptedServer({ body: '<html>hello' });
    servers.push(server);
    host.settings.set('clicksend.sandbox.port', server.port);
    const sandbox = open();
    await assert.rejects(sandbox.ensureRunning(), (error: SandboxOff) => {
      assert.equal(
        error.message,
        `Port ${server.port} is taken by something that is not the sandbox.`,
      );
      assert.equal(error.remedy?.title, 'Use Another Port');
      assert.equal(error.shape.alternative?.title, 'Retry');
      return true;
    });
    assert.equal(sandbox.state, 'portTaken');
    await sandbox.stop(never);
    assert.equal(sandbox.state, 'stopped');
    await assert.rejects(sandbox.start(), /not the sandbox/);
    await server.close();
    await sandbox.start();
    assert.equal(sandbox.state, 'running');
  });

  it('says that something silent has the port, and does not wait for it', async () => {
    silent = createServer(() => undefined).listen(port, '127.0.0.1');
    const sandbox = open();
    await assert.rejects(sandbox.ensureRunning(), {
      message: `Port ${port} is taken by something that does not answer.`,
    });
    assert.equal(sandbox.state, 'portTaken');
  });

  it('says why it cannot start', async () => {
    rmSync(path.join(folder, 'dist'), { recursive: true });
    await assert.rejects(open().start(), /^SandboxOff: failed: The sandbox cannot start on port/);
  });

  it('moves to another port, and leaves none of ours behind on the old one', async () => {
    const sandbox = open();
    await sandbox.ensureRunning();
    const next = await unusedPort();
    host.setSetting('clicksend.sandbox.port', next);
    assert.equal(await sandbox.start(), `http://127.0.0.1:${next}`);
    assert.equal(await whatIsThere(), 'nobody');
    assert.equal(runs().length, 2);
  });
});

describe('calls to the control plane', () => {
  let server: ScriptedServer;

  afterEach(() => server.close());

  it('end though the answer never does', async () => {
    server = await scriptedServer((response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write(' '), 10);
      response.once('close', () => {
        clearInterval(drip);
      });
    });
    await assert.rejects(exchange(server.url, 'health', { timeoutMs: 200 }), NoAnswer);
  });

  it('end though nothing comes, and take no lease where none is given', async () => {
    server = await scriptedServer(
      () => undefined,
      () => undefined,
      { status: 404 },
    );
    await assert.rejects(exchange(server.url, 'health', { timeoutMs: 100 }), NoAnswer);
    await assert.rejects(Lease.take(server.url, 100), NoAnswer);
    await assert.rejects(Lease.take(server.url, 1000), /answered 404/);
  });
});
