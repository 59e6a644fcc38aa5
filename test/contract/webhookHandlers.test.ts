import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { handlerTemplates } from '../../src/features/webhooks/handlers/templates';
import { encodePush } from '../../src/sms/webhooks/encodePush';
import type { PushForm } from '../../src/sms/webhooks/fields';

const secretPath = '/clicksend/0123456789abcdef';
const flaskIsHere = spawnSync('python3', ['-c', 'import flask']).status === 0;

const receipt = Object.entries({ message_id: 'RECEIPT-1', status_code: '201', status_text: 'ok' });
const inbound = Object.entries({ message_id: 'INBOUND-1', from: '+61411111111', body: 'Yes & no' });
const asFields = (pairs: readonly (readonly [string, string])[]) =>
  pairs.map(([name, value]) => ({ name, value }));

/** Runs a generated handler as its own process and feeds it both pushes in the three forms. */
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

  const run = (command: string, args: readonly string[], port: number) => {
    output = '';
    const child = spawn(command, args, {
      cwd: folder,
      env: { ...process.env, PORT: String(port), PYTHONUNBUFFERED: '1' },
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
    }
    app = child;
    return child;
  };

  const handled = () => output.match(/(receipt RECEIPT|inbound INBOUND)-1/g)?.length ?? 0;

  const code = (id: string) => handlerTemplates.find((one) => one.id === id)!.code(secretPath);

  it('Express reads every form', async () => {
    await writeFile(path.join(folder, 'app.mjs'), code('express'));
    await symlink(path.resolve('node_modules'), path.join(folder, 'node_modules'));
    const port = await freePort();
    run(process.execPath, ['app.mjs'], port);
    await pushAll(port);
    await until(() => handled() === 6);
    assert.equal((await fetch(`http://127.0.0.1:${port}/`)).status, 404);
  }).timeout(20_000);

  (flaskIsHere ? it : it.skip)('Flask reads every form', async () => {
    await writeFile(path.join(folder, 'app.py'), code('flask'));
    const port = await freePort();
    run('python3', ['-m', 'flask', '--app', 'app', 'run', '--port', String(port)], port);
    await pushAll(port);
    await until(() => handled() === 6);
  }).timeout(30_000);
});

async function pushAll(port: number): Promise<void> {
  await until(() => answers(port));
  for (const fields of [asFields(receipt), asFields(inbound)]) {
    for (const form of ['form', 'query', 'json'] as const) {
      assert.equal(await push(port, fields, form), 200, form);
    }
  }
}

async function push(port: number, fields: ReturnType<typeof asFields>, form: PushForm) {
  const { method, query, contentType, body } = encodePush(fields, form);
  const url = `http://127.0.0.1:${port}${secretPath}${query && `?${query}`}`;
  const response = await fetch(url, {
    method,
    ...(method === 'POST' && { body, headers: { 'content-type': contentType } }),
  });
  return response.status;
}

const answers = (port: number) =>
  fetch(`http://127.0.0.1:${port}/`).then(
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

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (!(await condition())) {
    assert.ok(Date.now() < deadline, 'waited 15 s');
    await pause(20);
  }
}
