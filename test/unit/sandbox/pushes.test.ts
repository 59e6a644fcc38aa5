import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Clock } from '../../../src/sandbox/clock';
import { defaultDecisions } from '../../../src/sandbox/decisions';
import type { Delivered } from '../../../src/sandbox/pushes/delivery';
import { Postman } from '../../../src/sandbox/pushes/postman';
import type { PushRequest } from '../../../src/sandbox/pushes/pushForms';
import type { SandboxOptions } from '../../../src/sandbox/options';
import { memoryJournal } from '../../../src/sandbox/store/journal';
import { Store } from '../../../src/sandbox/store/store';
import { waitUntil } from '../../support/workbench/waiting';
import { openSandbox, type Caller, type Json } from './caller';

const hook = 'http://127.0.0.1:3000/hook';
const said = (status: number): Delivered => ({ status, error: undefined, answer: '' });
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A receiver that answers when it is let, and refuses what it sees for the first time. */
class Receiver {
  readonly taken: string[] = [];
  mostAtOnce = 0;
  private readonly seen = new Set<string>();
  private open: (() => void)[] = [];

  readonly deliver = ({ body }: PushRequest): Promise<Delivered> =>
    new Promise((resolve) => {
      const fields = new URLSearchParams(body);
      const name = `${fields.get('message_id') ?? ''} ${fields.get('status_code') ?? ''}`;
      this.open.push(() => {
        const isNew = !this.seen.has(name);
        this.seen.add(name);
        if (!isNew) {
          this.taken.push(name);
        }
        resolve(said(isNew ? 503 : 200));
      });
      this.mostAtOnce = Math.max(this.mostAtOnce, this.open.length);
    });

  isBusy(): boolean {
    return this.open.length > 0;
  }

  answerAll(): void {
    const { open } = this;
    this.open = [];
    open.forEach((answer) => {
      answer();
    });
  }
}

describe('pushes to a webhook', () => {
  let caller: Caller;
  let folder: string;

  const open = async (options: SandboxOptions, url = hook) => {
    caller = await openSandbox(options);
    await caller.api('POST', '/v3/automations/sms/receipts', {
      ...{ rule_name: 'r', match_type: 0, action: 'URL', enabled: 1, action_address: url },
    });
  };

  const send = async (count: number): Promise<void> => {
    for (let sent = 0; sent < count; sent += 1000) {
      const messages = Array.from({ length: Math.min(1000, count - sent) }, (_, index) => ({
        body: 'x',
        to: `+614${String(index).padStart(4, '0')}0201`,
      }));
      await caller.api('POST', '/v3/sms/send', { messages });
    }
  };

  const counts = async (): Promise<Json> =>
    (await caller.control('GET', 'pushes'))['counts'] as Json;

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'clicksend-pushes-'));
  });

  afterEach(async () => {
    await caller.sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('all arrive, in order for each message, 64 at once at most, when each is refused first', async () => {
    const receiver = new Receiver();
    await open({ deliver: receiver.deliver });
    await send(10_000);
    caller.sandbox.clock.advance(60_000);
    assert.deepEqual(await counts(), {
      ...{ pending: 20_000, delivered: 0, failed: 0, refused: 0, dropped: 0 },
    });
    while (receiver.taken.length < 20_000) {
      assert.ok(receiver.isBusy(), `stuck after ${receiver.taken.length}`);
      receiver.answerAll();
      await turn();
      if (!receiver.isBusy()) {
        caller.sandbox.clock.advance(1000);
        await turn();
      }
    }
    assert.equal(receiver.mostAtOnce, 64);
    assert.equal(new Set(receiver.taken).size, 20_000, 'none twice');
    const last = new Map<string, string>();
    for (const [message = '', code = ''] of receiver.taken.map((name) => name.split(' '))) {
      assert.ok(code > (last.get(message) ?? ''), `${message}: ${code} came late`);
      last.set(message, code);
    }
    await turn();
    assert.deepEqual(await counts(), {
      ...{ pending: 0, delivered: 20_000, failed: 0, refused: 0, dropped: 0 },
    });
  }).timeout(60_000);

  it('go on after a restart, with the tries they have left', async () => {
    let answer = 503;
    const got: PushRequest[] = [];
    const options: SandboxOptions = {
      dataFolder: folder,
      deliver: (push) => {
        got.push(push);
        return Promise.resolve(said(answer));
      },
    };
    await open(options);
    await send(1);
    caller.sandbox.clock.advance(60_000);
    await turn();
    assert.deepEqual([got.length, (await counts())['pending']], [1, 2]);
    await caller.sandbox.close();
    answer = 200;
    caller = await openSandbox(options);
    await turn();
    assert.deepEqual(
      got.map(({ body }) => new URLSearchParams(body).get('status_code')),
      ['200', '200', '201'],
    );
    assert.equal((await counts())['pending'], 0);
    await caller.sandbox.close();
    caller = await openSandbox(options);
    await turn();
    assert.equal(got.length, 3, 'what was delivered is not pushed again');
  });

  it('are given up after the last try, and counted as that', async () => {
    await open({ deliver: () => Promise.resolve(said(500)) });
    await send(1);
    for (let tries = 0; tries < 10; tries += 1) {
      caller.sandbox.clock.advance(60_000);
      await turn();
    }
    assert.deepEqual(await counts(), {
      ...{ pending: 0, delivered: 0, failed: 2, refused: 0, dropped: 0 },
    });
  });

  it('are forgotten by a reset, those under way too', async () => {
    const receiver = new Receiver();
    await open({ deliver: receiver.deliver });
    await send(100);
    caller.sandbox.clock.advance(60_000);
    await caller.control('POST', 'reset', {});
    receiver.answerAll();
    await turn();
    assert.equal(receiver.isBusy(), false);
    assert.deepEqual(await counts(), {
      ...{ pending: 0, delivered: 0, failed: 0, refused: 0, dropped: 0 },
    });
  });

  it('are dropped, and said to be, where too many wait', async () => {
    await open({});
    const store = new Store(memoryJournal);
    const deliver = () => new Promise<Delivered>(() => undefined);
    const postman = new Postman(store, new Clock(), defaultDecisions, deliver, 2);
    const [account] = caller.sandbox.store.accounts;
    assert.ok(account);
    for (const id of ['1', '2', '3']) {
      postman.pushReceipt(account, postman.testReceipt(id, 0), hook, undefined);
    }
    assert.deepEqual([postman.counts.pending, postman.counts.dropped], [2, 1]);
    const { state, reason } = postman.log.at(-1)!;
    assert.deepEqual([state, reason], ['dropped', '2 pushes wait already']);
  });

  it('open 64 connections at most, over a real socket', async () => {
    let busy = 0;
    let most = 0;
    let taken = 0;
    const seen = new Set<string>();
    const server = createServer((request, response) => {
      busy += 1;
      most = Math.max(most, busy);
      let body = '';
      request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      request.on('end', () => {
        setTimeout(() => {
          busy -= 1;
          taken += seen.has(body) ? 1 : 0;
          response.writeHead(seen.has(body) ? 200 : 503).end();
          seen.add(body);
        }, 50);
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await open({ decisions: { pushRetrySeconds: [0.05, 1] } }, `http://127.0.0.1:${port}/hook`);
    await send(300);
    caller.sandbox.clock.advance(60_000);
    await waitUntil('all to arrive', () => {
      caller.sandbox.clock.advance(50);
      return taken === 600;
    });
    assert.equal(most, 64);
    await waitUntil('the counts', async () => (await counts())['delivered'] === 600);
    server.close();
  }).timeout(30_000);
});
