import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openWorkbench } from '../support/workbench/openWorkbench';
import { currentStage } from '../support/workbench/stage';
import { waitUntil } from '../support/workbench/waiting';
import type { Workbench } from '../support/workbench/workbench';

const marker = `CLICKSEND_START_TEST=${randomUUID()}`;

/** Every process that inherited our environment, however far down, wherever it was adopted. */
function startedProcesses(): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(marker);
    } catch {
      return false;
    }
  });
}

(process.platform === 'linux' ? describe : describe.skip)('npm start', () => {
  const state = mkdtempSync(path.join(currentStage().scratchFolder, 'start-'));
  const userDataFolder = path.join(state, 'server', 'data');
  let start: ChildProcess;
  let output = '';
  let workbench: Workbench;

  before(async () => {
    const settings = { 'clicksend.api.baseUrl': currentStage().sandboxUrl };
    mkdirSync(path.join(userDataFolder, 'Machine'), { recursive: true });
    writeFileSync(path.join(userDataFolder, 'Machine', 'settings.json'), JSON.stringify(settings));
    const [name = '', value = ''] = marker.split('=');
    start = spawn(
      process.execPath,
      ['scripts/start.mjs', '--web', '--no-open', '--no-build', '--state', state],
      { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, [name]: value } },
    );
    start.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    start.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const workbenchUrl = await waitUntil(
      'the address of VS Code',
      () => {
        assert.equal(start.exitCode, null, output);
        return /VS Code\s+(http:\S+)/.exec(output)?.[1];
      },
      60_000,
    );
    workbench = await openWorkbench({ stage: { workbenchUrl, userDataFolder } });
  });

  after(async () => {
    start.kill('SIGKILL');
    await workbench.close().catch(() => undefined);
  });

  it('opens a window in which the sandbox is active', async () => {
    await workbench.statusBarItem('Sandbox').waitFor();
  });

  it('keeps the signed-in account over a reload of the window', async () => {
    await workbench.runCommand('ClickSend: Sign In');
    await workbench.quickInput.input.waitFor();
    await workbench.quickInput.enter('ava@example.com');
    await waitUntil('the masked step', () => workbench.quickInput.isMasked());
    await workbench.quickInput.enter('start-test-key');
    await workbench.statusBarItem('ava@example.com').waitFor();
    await workbench.reload();
    await workbench.statusBarItem('ava@example.com').waitFor();
    await workbench.screenshot('start-signed-in-after-reload');
  });

  it('refuses the key half of secrets to who does not hold the token', async () => {
    const { origin } = new URL(workbench.page.url());
    const answer = await fetch(`${origin}/mint-key`, { method: 'POST' });
    assert.equal(answer.status, 403);
  });

  it('leaves no process behind after Ctrl-C', async () => {
    assert.ok(startedProcesses().length >= 4, 'start, sandbox, server, extension host');
    const ended = once(start, 'exit');
    start.kill('SIGINT');
    const [code] = (await ended) as [number | null];
    assert.equal(code, 130);
    assert.deepEqual(startedProcesses(), []);
  });
});
