import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { PushServer } from '../../../../src/features/webhooks/listener/server';
import { entryText } from '../../../../src/features/webhooks/panel/panel';
import { parsed } from '../../../../src/features/webhooks/pushes/parsed';
import { PushDesk } from '../../../../src/features/webhooks/pushes/pushDesk';
import { pushText } from '../../../../src/features/webhooks/pushes/pushDocuments';
import { PushStore } from '../../../../src/features/webhooks/pushes/pushStore';
import { pushRow, pushTooltip } from '../../../../src/features/webhooks/view/rows';
import { aMemento } from '../../../support/mementos';

const token = 'feedfacefeedfacefeedfacefeedface';
const attacks = 10_000;
const atOnce = 60;

/** mulberry32: the same attacks every time. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const random = randomFrom(20_261_123);
const below = (limit: number) => Math.floor(random() * limit);
const oneOf = <T>(items: readonly T[]): T => items[below(items.length)]!;
const bytes = (most: number) => Buffer.from(Array.from({ length: below(most) }, () => below(256)));

const names = ['message_id', 'status_code', 'body', 'from', 'to', 'timestamp', '__proto__', 'a\nb'];
const forged = '\r\n2026-11-23 09:00:00.000  Caught: forged\u2028\u202e[x](command:evil) $(sync)';
const values = [
  forged,
  '',
  null,
  true,
  1e308,
  -1,
  [],
  {},
  [{}],
  '\u0000',
  '\ud800',
  'x'.repeat(5000),
];

const strangeJson = () =>
  Buffer.from(
    JSON.stringify(
      oneOf([
        Object.fromEntries(names.map((name) => [name, oneOf(values)])),
        [oneOf(values)],
        oneOf(values),
      ]),
    ),
  );
const strangeForm = () =>
  Buffer.from(
    names.map((name) => `${encodeURIComponent(name)}=${encodeURIComponent(forged)}`).join('&') +
      '&%%%=%zz&'.repeat(below(50)),
  );
const deepJson = () => Buffer.from('['.repeat(30_000) + ']'.repeat(30_000));

const head = (line: string, headers: readonly string[]) =>
  Buffer.from([`${line} HTTP/1.1`, 'Host: x', ...headers, '', ''].join('\r\n'));

const post = (path: string, body: Buffer) =>
  Buffer.concat([
    head(`POST ${path}`, [
      `Content-Type: ${oneOf(['application/json', 'application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x', ''])}`,
      `Content-Length: ${body.length}`,
      'Connection: close',
    ]),
    body,
  ]);

/** What one attacker writes; whether the path was right; whether it then waits, saying no more. */
interface Attack {
  readonly text: Buffer;
  readonly holdsToken: boolean;
  readonly stalls?: boolean;
}

const kinds: readonly (() => Attack)[] = [
  () => ({ text: post(`/${token}`, bytes(2000)), holdsToken: true }),
  () => ({ text: post(`/${token}`, strangeJson()), holdsToken: true }),
  () => ({ text: post(`/${token}`, strangeForm()), holdsToken: true }),
  () => ({ text: post(`/${token}`, deepJson()), holdsToken: true }),
  () => ({
    text: head(`GET /${token}?${encodeURI(forged)}=${bytes(300).toString('base64url')}`, [
      'Connection: close',
    ]),
    holdsToken: true,
  }),
  () => ({ text: post(`/${bytes(20).toString('hex')}`, bytes(5000)), holdsToken: false }),
  () => ({
    text: post(`/${token.slice(0, below(32))}${below(10)}`, strangeForm()),
    holdsToken: false,
  }),
  () => ({ text: head(`GET /../${token}`, ['Connection: close']), holdsToken: false }),
  () => ({ text: head(`DELETE /${token}`, ['Connection: close']), holdsToken: false }),
  () => ({ text: Buffer.concat([bytes(300), Buffer.from('\r\n\r\n')]), holdsToken: false }),
  () => ({
    text: head(`POST /${token}`, [`Content-Length: ${100 * 1024 * 1024}`]),
    holdsToken: true,
  }),
];

const rare: readonly (() => Attack)[] = [
  // Says how much is to come, sends a little of it, and waits.
  () => ({
    text: Buffer.concat([head(`POST /${token}`, ['Content-Length: 5000']), Buffer.from('body=')]),
    holdsToken: true,
    stalls: true,
  }),
  () => ({
    text: Buffer.from(`POST /${token} HTTP/1.1\r\nX-Slow: `),
    holdsToken: true,
    stalls: true,
  }),
  // 100 MB in chunks, without saying so first.
  () => ({
    text: Buffer.concat([
      head(`POST /${token}`, ['Transfer-Encoding: chunked']),
      ...Array.from({ length: 20 }, () => Buffer.from(`4000\r\n${'z'.repeat(0x4000)}\r\n`)),
    ]),
    holdsToken: true,
  }),
];

/** The status line of the answer; "" when the connection was cut without one. */
function strike(port: number, text: Buffer): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (chunk) => {
      answer ||= chunk.toString('latin1').split('\r\n', 1)[0] ?? '';
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      resolve(answer);
    });
    socket.on('end', () => socket.end());
  });
}

function heapAfterCollection(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

describe('the webhook listener under attack', () => {
  it('takes a real push though a hundred sockets sit idle, and one more each moment', async () => {
    const pushes: unknown[] = [];
    const server = new PushServer({ token, onPush: (arrival) => pushes.push(arrival) });
    const port = await server.start(0);
    const connected = async () => {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => undefined);
      await once(socket, 'connect');
      return socket;
    };
    const idle = await Promise.all(Array.from({ length: 100 }, connected));
    try {
      for (let round = 1; round <= 3; round++) {
        idle.push(await connected());
        const answer = await fetch(`http://127.0.0.1:${port}/${token}`, {
          method: 'POST',
          body: 'message=hello',
          headers: { connection: 'close' },
          signal: AbortSignal.timeout(2000),
        });
        assert.equal(answer.status, 200);
        assert.equal(pushes.length, round);
      }
    } finally {
      idle.forEach((socket) => socket.destroy());
      await server.stop();
    }
  });

  it('survives 10,000 hostile pushes: no crash, memory flat, no line forged', async () => {
    const store = new PushStore(undefined, { size: 2_000_000 });
    let lines = 0;
    const panel = {
      print: (entry: Parameters<typeof entryText>[0], at = 0) => {
        const [first = '', ...rest] = entryText(entry, at).split(
          /\r\n|[\n\r\v\f\u0085\u2028\u2029]/,
        );
        assert.match(first, /^\d{4}-\d\d-\d\d [\d:.]{12} {2}Caught: /);
        assert.ok(rest.every((line) => line.startsWith('    ')));
        assert.ok(!first.includes('forged'));
        lines += 1;
      },
    };
    const desk = new PushDesk(store, panel, aMemento(), () => false);
    const server = new PushServer({
      token,
      onPush: (arrival) => {
        desk.catch(arrival);
      },
      limits: { requestMs: 400 },
    });
    const port = await server.start(0);
    const heap: number[] = [];
    const caught = new Map<string, number>();
    let next = 0;
    const attacker = async () => {
      for (let n = next++; n < attacks; n = next++) {
        const attack = n % 200 === 199 ? oneOf(rare)() : oneOf(kinds)();
        const status = (await strike(port, attack.text)).split(' ')[1] ?? 'cut';
        const key = `${attack.holdsToken ? 'token' : 'guess'} ${status}`;
        caught.set(key, (caught.get(key) ?? 0) + 1);
        if (n === attacks / 5 || n === attacks - 1) {
          heap.push(heapAfterCollection());
        }
      }
    };
    const started = performance.now();
    await Promise.all(Array.from({ length: atOnce }, attacker));
    const seconds = (performance.now() - started) / 1000;
    await server.stop();
    const totals = Object.fromEntries([...caught].sort());

    assert.equal(
      [...caught.values()].reduce((sum, count) => sum + count),
      attacks,
    );
    assert.deepEqual(
      [...caught.keys()].filter((key) => key.startsWith('guess') && !/ (404|cut)$/.test(key)),
      [],
      'nothing but 404, or a cut connection, without the token',
    );
    assert.equal(lines, caught.get('token 200'), 'each push that was taken is printed once');
    assert.ok(lines > 2000, JSON.stringify(totals));
    assert.ok((caught.get('token 413') ?? 0) > 500, JSON.stringify(totals));
    assert.ok(store.count <= 1000);
    const [early = 0, late = 0] = heap;
    assert.ok(late - early < 12 * 1024 * 1024, `heap grew by ${late - early} bytes`);
    assert.ok(seconds < 60, `${seconds} s`);

    for (const push of store.all()) {
      const row = pushRow(push);
      assert.doesNotMatch(
        `${row.label as string}${row.description as string}`,
        /[\n\r\u2028\u202e]/,
      );
      assert.doesNotMatch(pushTooltip(push).value, /(?<!\\)\[x(?<!\\)\]\(command/);
      JSON.parse(pushText(push));
      parsed(push);
    }
  }).timeout(120_000);
});
