import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import express from 'express';
import * as vscode from 'vscode';
import { control } from '../support/sandboxControl';
import { waitUntil } from '../support/workbench/waiting';

interface Seen {
  readonly method: string;
  readonly kind: string;
  readonly fields: Readonly<Record<string, string>>;
}

const forms = ['post', 'get', 'json'] as const;
const methodOf = { post: 'POST', get: 'GET', json: 'POST' } as const;

/** What the "ClickSend Webhooks" panel holds. */
function panelText(): string {
  const panel = vscode.workspace.textDocuments.find(
    ({ languageId }) => languageId === 'clicksend-webhooks',
  );
  return panel?.getText() ?? '';
}

async function run(command: string, ...args: readonly unknown[]): Promise<unknown> {
  return vscode.commands.executeCommand(command, ...args);
}

/** Sets decisions of the sandbox that all integration tests share. */
async function decide(body: unknown): Promise<unknown> {
  return control(process.env['CLICKSEND_SANDBOX_URL'] ?? '', 'decisions', { method: 'PUT', body });
}

/** An Express app with its ordinary body parsers, as its documentation shows it. */
function expressApp(seen: Seen[]): Server {
  const app = express();
  app.use(express.urlencoded({ extended: false }), express.json());
  app.all('/clicksend', (request, response) => {
    const fields = { ...request.query, ...(request.body as object | undefined) } as Seen['fields'];
    const kind = 'status_code' in fields ? 'receipt' : 'inbound';
    seen.push({ method: request.method, kind, fields });
    response.status(kind === 'receipt' ? 202 : 418).send(`took ${kind}`);
  });
  return app.listen(0, '127.0.0.1');
}

describe('webhooks with an app of the user', () => {
  let seen: Seen[];
  let server: Server;
  let appUrl: string;

  before(async () => {
    await vscode.extensions.getExtension('clicksend-sms.clicksend-sms')?.activate();
    await run('clicksend.sandbox.use');
    // What the app answers with 418 would come again in the midst of the next test.
    await decide({ pushRetrySeconds: [] });
    seen = [];
    server = expressApp(seen);
    await once(server, 'listening');
    appUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/clicksend`;
  });

  after(async () => {
    await decide({ pushRetrySeconds: [1, 5, 30] });
    await run('clicksend.listener.stopForward');
    await run('clicksend.listener.stop');
    server.closeAllConnections();
    server.close();
  });

  it('gets a test receipt and inbound messages in three forms straight from the sandbox', async () => {
    await run('_clicksend.webhook.sendTest', 'receipt', appUrl);
    for (const form of forms) {
      await run('_clicksend.webhook.sendTest', 'inbound', appUrl, form);
    }
    await waitUntil('the pushes to arrive', () => seen.length === 4);
    const [receipt, ...inbound] = seen.splice(0);
    assert.equal(receipt?.method, 'POST');
    assert.equal(receipt.fields['status_code'], '201');
    assert.match(receipt.fields['message_id'] ?? '', /^[0-9A-F-]{36}$/);
    for (const [index, form] of forms.entries()) {
      assert.equal(inbound[index]?.method, methodOf[form]);
      assert.equal(inbound[index].kind, 'inbound');
      assert.ok(inbound[index].fields['body']);
      assert.match(inbound[index].fields['from'] ?? '', /^\+\d+$/);
    }
  });

  it("gets the same through the listener, and the panel shows the app's answers", async () => {
    const listener = (await run('clicksend.listener.start')) as string;
    assert.match(listener, /^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}$/);
    await run('clicksend.listener.forward', appUrl);
    await run('_clicksend.webhook.sendTest', 'receipt', listener);
    for (const form of forms) {
      await run('_clicksend.webhook.sendTest', 'inbound', listener, form);
    }
    await waitUntil('the pushes to arrive', () => seen.length === 4);
    const got = seen.map(({ kind, method }) => `${method} ${kind}`).sort();
    assert.deepEqual(got, ['GET inbound', 'POST inbound', 'POST inbound', 'POST receipt']);
    await waitUntil(
      'the panel to show all answers',
      () =>
        /Forwarded \(Delivery receipt\) to \S+: 202 in /.test(panelText()) &&
        panelText().match(/Forwarded \(Inbound SMS\) to \S+: 418 in /g)?.length === 3,
    );
    for (const form of ['form', 'query', 'JSON']) {
      assert.match(panelText(), new RegExp(`Caught: Inbound SMS as ${form}`));
    }
    assert.doesNotMatch(panelText(), /^ {4}! /m, 'the sandbox pushes what ClickSend documents');
    assert.doesNotMatch(panelText(), /[0-9a-f]{32}/, 'the secret path is not in the panel');
    seen.length = 0;
  });

  it('refuses to forward to itself', async () => {
    const listener = (await run('clicksend.listener.start')) as string;
    await run('clicksend.listener.forward', listener);
    await run('_clicksend.webhook.sendTest', 'receipt', listener);
    await waitUntil('the push to arrive at the app', () => seen.length > 0);
    assert.deepEqual(
      seen.splice(0).map(({ kind }) => kind),
      ['receipt'],
    );
  });

  it('makes the message ids of the panel links to their messages', async () => {
    const panel = await waitUntil('the panel', () =>
      vscode.workspace.textDocuments.find(({ languageId }) => languageId === 'clicksend-webhooks'),
    );
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      panel.uri,
    );
    const messages = links.filter(({ target }) => target?.authority === 'message');
    assert.ok(messages.length >= 4);
    for (const { range, target } of messages) {
      assert.ok(target?.path.includes(panel.getText(range)));
    }
  });
});

const hasFlask = spawnSync('python3', ['-c', 'import flask']).status === 0;

const flaskApp = `
from flask import Flask, request

app = Flask(__name__)


@app.route("/clicksend", methods=["GET", "POST"])
def clicksend():
    push = request.get_json(silent=True) or request.values
    print("GOT", request.method, push["message_id"], push.get("body", "-"), flush=True)
    return "ok", 201
`;

(hasFlask ? describe : describe.skip)('webhooks with an app in Flask', () => {
  let folder: string;
  let child: ChildProcess;
  let output = '';

  after(async () => {
    child.kill();
    await once(child, 'exit');
    rmSync(folder, { recursive: true, force: true });
  });

  it('gets receipts and inbound messages in three forms', async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'clicksend-flask-'));
    writeFileSync(path.join(folder, 'app.py'), flaskApp);
    const port = await freePort();
    child = spawn('python3', ['-m', 'flask', '--app', 'app', 'run', '--port', String(port)], {
      cwd: folder,
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
    }
    await waitUntil('Flask to start', () => output.includes('Running on'));
    const address = `http://127.0.0.1:${port}/clicksend`;
    await run('_clicksend.webhook.sendTest', 'receipt', address);
    for (const form of forms) {
      await run('_clicksend.webhook.sendTest', 'inbound', address, form);
    }
    const got = await waitUntil('the pushes to arrive', () => {
      const lines = output.match(/^GOT .*$/gm) ?? [];
      return lines.length === 4 && lines;
    });
    assert.deepEqual(
      got.map((line) => line.split(' ')[1]),
      ['POST', 'POST', 'GET', 'POST'],
    );
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
