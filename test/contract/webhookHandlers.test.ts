import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { handlerTemplates } from '../../src/features/webhooks/handlers/templates';
import { encodePush } from '../../src/sms/webhooks/encodePush';
import type { PushForm } from '../../src/sms/webhooks/fields';
import { runtimes } from './handlerRuntimes';

const secretPath = '/clicksend/0123456789abcdef';
const forms = ['form', 'query', 'json'] as const;

type Fields = Readonly<Record<string, string>>;

const receipt = (id: string): Fields => ({
  message_id: id,
  status_code: '201',
  status_text: 'ok',
});
const inbound = (id: string): Fields => ({
  message_id: id,
  from: '+61411111111',
  body: 'Yes & no',
});

/** Runs each generated handler as its own process and pushes to it as ClickSend and others would. */
describe('webhook handlers, run', () => {
  let folder: string;
  let app: ChildProcess | undefined;
  let output: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'clicksend-handler-'));
  });

  afterEach(async () => {
    if (app?.exitCode === null) {
      app.kill('SIGKILL');
      await once(app, 'exit');
    }
    app = undefined;
    await rm(folder, { recursive: true, force: true });
  });

  const start = (command: string, args: readonly string[], port: number) => {
    output = '';
    app = spawn(command, args, {
      cwd: folder,
      env: { ...process.env, PORT: String(port), PYTHONUNBUFFERED: '1', TMPDIR: folder },
    });
    for (const stream of [app.stdout, app.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
    }
  };

  /** How often the handler did its work for a message: its log says so, in words of its own. */
  const handled = (kind: 'receipt' | 'inbound', id: string) =>
    output.split('\n').filter((line) => line.includes(id) && new RegExp(`\\b${kind}\\b`).test(line))
      .length;

  for (const runtime of runtimes) {
    const template = handlerTemplates.find(({ id }) => id === runtime.id);
    it(`${template?.name ?? runtime.id} takes each push once, in every form, and nothing else`, async function () {
      const missing = runtime.lacks();
      if (missing !== undefined) {
        this.test!.title += ` (not run: this machine has no ${missing})`;
        this.skip();
      }
      const port = await freePort();
      const code = template!.code(secretPath);
      const [command, ...args] = await runtime.prepare({ folder, code, port });
      start(command, args, port);
      const url = `http://127.0.0.1:${port}${runtime.prefix ?? ''}${secretPath}`;
      await until(
        'it answers',
        () => app?.exitCode !== null || answers(url),
        () => output,
      );

      for (const form of forms) {
        for (const fields of [receipt(`RECEIPT-${form}`), inbound(`INBOUND-${form}`)]) {
          assert.equal(await push(url, fields, form), 200, `${form}\n${output}`);
          assert.equal(await push(url, fields, form), 200, 'the same once more');
        }
      }
      const changed = { ...receipt('RECEIPT-form'), status_code: '301' };
      assert.equal(await push(url, changed, 'form'), 200);

      for (const form of ['form', 'json'] as const) {
        const big = { ...inbound(`BIG-${form}`), body: 'x'.repeat(200_000) };
        assert.ok((await push(url, big, form)) >= 400, `${form} of 200 kB\n${output}`);
      }
      assert.ok((await status(url, { method: 'DELETE' })) >= 400);
      assert.equal(await status(url.replace(secretPath, '/clicksend/other')), 404);
      const forged = 'BAD-1\nFORGED receipt line';
      assert.equal(await push(url, inbound(forged), 'json'), 200);

      await push(url, inbound('LAST'), 'query');
      await until(
        'all of it was handled',
        () => handled('inbound', 'LAST') === 1,
        () => output,
      );
      const expected = { 'RECEIPT-form': 2, 'RECEIPT-query': 1, 'RECEIPT-json': 1 };
      for (const [id, times] of Object.entries(expected)) {
        assert.equal(handled('receipt', id), times, `${id}\n${output}`);
      }
      for (const form of forms) {
        assert.equal(handled('inbound', `INBOUND-${form}`), 1, `INBOUND-${form}\n${output}`);
      }
      assert.equal(handled('inbound', 'BIG'), 0);
      assert.doesNotMatch(output, /^FORGED/m);
    }).timeout(120_000);
  }

  it('leaves only ASP.NET Core to be read', () => {
    const run = runtimes.map(({ id }) => id);
    const unread = handlerTemplates.filter(({ id }) => !run.includes(id));
    assert.deepEqual(
      unread.map(({ id }) => id),
      ['aspnet'],
    );
  });
});

async function push(url: string, fields: Fields, form: PushForm): Promise<number> {
  const pairs = Object.entries(fields).map(([name, value]) => ({ name, value }));
  const { method, query, contentType, body } = encodePush(pairs, form);
  return status(`${url}${query && `?${query}`}`, {
    method,
    ...(method === 'POST' && { body, headers: { 'content-type': contentType } }),
  });
}

/** A connection closed while the body is still on its way is a refusal too. */
async function status(url: string, init: RequestInit = {}): Promise<number> {
  try {
    const response = await fetch(url, init);
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 499;
  }
}

const answers = (url: string) =>
  fetch(new URL('/', url)).then(
    () => true,
    () => false,
  );

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  output: () => string,
): Promise<void> {
  const deadline = Date.now() + 40_000;
  while (!(await condition())) {
    assert.ok(Date.now() < deadline, `waited 40 s until ${what}\n${output()}`);
    await pause(20);
  }
}
