import assert from 'node:assert/strict';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync, chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { seededRandom } from '../../src/sandbox/ids';
import { basic, type Json } from '../unit/sandbox/caller';

const program = path.resolve('dist/sandbox.js');
const rounds = 50;

interface Running {
  readonly child: ChildProcess;
  readonly port: number;
}

describe('the sandbox as a process', () => {
  let folder: string;
  const children: ChildProcess[] = [];

  before(() => {
    const build = "import('./scripts/sandbox.mjs').then((sandbox) => sandbox.ensureSandbox())";
    execFileSync(process.execPath, ['-e', build], { stdio: 'inherit' });
  });

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'clicksend-crash-'));
  });

  afterEach(async () => {
    await Promise.all(children.splice(0).map((child) => end(child)));
    rmSync(folder, { recursive: true, force: true });
  });

  const exited = (child: ChildProcess): Promise<number | null> =>
    new Promise((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) {
        resolve(child.exitCode);
      } else {
        child.once('exit', (code) => {
          resolve(code);
        });
      }
    });

  const end = (child: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): Promise<number | null> => {
    child.kill(signal);
    return exited(child);
  };

  const run = (...args: string[]): ChildProcess => {
    const child = spawn(process.execPath, [program, '--json', '--seed', 'none', ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(child);
    return child;
  };

  const start = async (...args: string[]): Promise<Running> => {
    const child = run('--port', '0', '--data', folder, ...args);
    for await (const line of createInterface({ input: child.stdout! })) {
      return { child, port: (JSON.parse(line) as { port: number }).port };
    }
    throw new Error('the sandbox did not start');
  };

  const complaintOf = async (child: ChildProcess): Promise<string> => {
    let text = '';
    for await (const chunk of child.stderr!) {
      text += String(chunk);
    }
    return text;
  };

  const get = async ({ port }: Running, target: string): Promise<Json> =>
    (await (await fetch(`http://127.0.0.1:${port}/_sandbox/${target}`)).json()) as Json;

  /** Sends until the process dies; tells of each message that was acknowledged. */
  const storm = async (port: number, prefix: string, onAck: (name: string) => void) => {
    const agent = new Agent({ keepAlive: true });
    let isDown = false;
    const send = (names: readonly string[]): Promise<void> =>
      new Promise((resolve) => {
        const messages = names.map((custom_string) => ({
          ...{ body: 'Storm', to: '+61400000201', custom_string },
        }));
        const call = request({
          port,
          host: '127.0.0.1',
          path: '/v3/sms/send',
          method: 'POST',
          agent,
        });
        call.setHeader('authorization', basic('storm'));
        const fail = (): void => {
          isDown = true;
          resolve();
        };
        call.on('error', fail);
        call.on('response', (response) => {
          let text = '';
          response.on('data', (chunk: Buffer) => (text += chunk.toString()));
          response.on('error', fail);
          response.on('end', () => {
            if (!response.complete) {
              return;
            }
            assert.equal(response.statusCode, 200, text);
            for (const name of names) {
              onAck(name);
            }
            resolve();
          });
          response.on('close', resolve);
        });
        call.end(JSON.stringify({ messages }));
      });
    const worker = async (_: unknown, index: number): Promise<void> => {
      for (let turn = 0; !isDown; turn++) {
        await send(
          [1, 2, 3].slice(0, 1 + (turn % 3)).map((n) => `${prefix}-${index}-${turn}-${n}`),
        );
      }
    };
    await Promise.all(Array.from({ length: 8 }, worker));
    agent.destroy();
  };

  it(`loses nothing acknowledged and doubles nothing in ${rounds} kills during storms`, async () => {
    const random = seededRandom(50);
    const acknowledged = new Set<string>();
    for (let round = 0; round < rounds; round++) {
      const { child, port } = await start();
      let left = 1 + Math.floor(random() * 40);
      // Dies some messages into the storm, and up to two milliseconds later still.
      const delay = random() * 2;
      await storm(port, String(round), (name) => {
        acknowledged.add(name);
        if (--left === 0) {
          setTimeout(() => child.kill('SIGKILL'), delay);
        }
      });
      await exited(child);
    }
    const { messages, total } = await get(await start(), 'arrived?limit=1000000');
    assert.ok(acknowledged.size >= rounds, `${acknowledged.size} were acknowledged`);
    const rows = messages as Json[];
    const names = rows.map((row) => String(row['custom_string']));
    assert.equal(total, rows.length);
    assert.equal(new Set(names).size, names.length, 'none twice');
    assert.equal(new Set(rows.map((row) => row['message_id'])).size, rows.length);
    const there = new Set(names);
    assert.deepEqual(
      [...acknowledged].filter((name) => !there.has(name)),
      [],
    );
  }).timeout(120_000);

  it('goes on after a torn last line, and with what was on its way', async () => {
    const first = await start();
    await fetch(`http://127.0.0.1:${first.port}/v3/sms/send`, {
      method: 'POST',
      headers: { authorization: basic('storm') },
      body: JSON.stringify({ messages: [{ body: 'Whole', to: '+61400000201' }] }),
    });
    await end(first.child);
    appendFileSync(
      path.join(folder, 'sandbox.ndjson'),
      '{"t":"sent","a":0,"d":17957,"m":[{"i":"1F',
    );
    const second = await start('--decide', 'sendDelayMs=0', '--decide', 'deliveryDelayMs=0');
    const { messages } = await get(second, 'arrived');
    assert.deepEqual(
      (messages as Json[]).map(({ body }) => body),
      ['Whole'],
    );
    const isDelivered = async (): Promise<boolean> =>
      ((await get(second, 'arrived'))['messages'] as Json[])[0]!['status_code'] === '201';
    while (!(await isDelivered())) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await end(second.child);
    const third = await start();
    assert.equal((await get(third, 'arrived'))['total'], 1);
  });

  it('lets only one process have a data folder, and takes over from a dead one', async () => {
    const first = await start();
    const second = run('--port', '0', '--data', folder);
    assert.match(await complaintOf(second), /is in use by the sandbox with process id/u);
    assert.equal(await exited(second), 3);
    await end(first.child);
    await start();
  });

  it('says in one line that its port is taken', async () => {
    const { port } = await start();
    const child = run('--port', String(port));
    assert.equal(
      await complaintOf(child),
      `Port ${port} is taken: end what listens there, or choose another with --port.\n`,
    );
    assert.equal(await exited(child), 2);
  });

  it('ends cleanly when told to', async () => {
    const { child } = await start();
    assert.equal(await end(child, 'SIGTERM'), 0);
  });

  it('ends when its control plane is told so, answers that first, and keeps its data', async () => {
    const first = await start();
    const url = `http://127.0.0.1:${first.port}`;
    await fetch(`${url}/v3/sms/send`, {
      method: 'POST',
      headers: { authorization: basic('storm') },
      body: JSON.stringify({ messages: [{ body: 'Kept', to: '+61400000201' }] }),
    });
    const answer = await fetch(`${url}/_sandbox/stop`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    });
    assert.deepEqual([answer.status, await answer.json()], [200, { status: 'stopping' }]);
    assert.equal(await exited(first.child), 0);
    assert.equal((await get(await start(), 'arrived'))['total'], 1);
  });

  (process.platform === 'win32' ? it.skip : it)('keeps its data from other users', async () => {
    const data = path.join(folder, 'data');
    const { child, port } = await start('--data', data);
    const modes = (...names: string[]) =>
      names.map((name) => (statSync(path.join(data, name)).mode & 0o777).toString(8));
    assert.deepEqual(modes('.', 'lock', 'sandbox.ndjson'), ['700', '600', '600']);
    await end(child, 'SIGTERM');
    chmodSync(path.join(data, 'sandbox.ndjson'), 0o644);
    await start('--data', data, '--port', String(port));
    assert.deepEqual(modes('sandbox.ndjson'), ['600']);
  });

  it('ends by itself once its last lease has been gone for the grace period', async () => {
    const { child, port } = await start('--lease', '--lease-grace', '0.3');
    const attach = async (): Promise<AbortController> => {
      const control = new AbortController();
      await fetch(`http://127.0.0.1:${port}/_sandbox/attach`, { signal: control.signal });
      return control;
    };
    const [one, two] = [await attach(), await attach()];
    one.abort();
    two.abort();
    const back = await attach();
    await new Promise((resolve) => setTimeout(resolve, 600));
    assert.equal(child.exitCode, null);
    back.abort();
    assert.equal(await exited(child), 0);
  });

  it('refuses arguments it does not know', async () => {
    const child = run('--prot', '1');
    assert.match(await complaintOf(child), /--prot/u);
    assert.equal(await exited(child), 64);
  });
});
