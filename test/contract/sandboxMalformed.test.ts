import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { seededRandom } from '../../src/sandbox/ids';
import { basic, openSandbox, type Caller } from '../unit/sandbox/caller';

const documented = new Set([400, 401, 403, 404, 405, 429]);

const bodyLimit = 64 << 10;

/** Everything a socket gives back until the other side hangs up. */
function exchange(port: number, bytes: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect({ port, host: '127.0.0.1' });
    socket.setTimeout(5000, () => {
      socket.destroy();
      reject(new Error(`no end within five seconds of ${bytes.toString('latin1', 0, 200)}`));
    });
    socket.on('data', (chunk) => (text += chunk.toString('latin1')));
    socket.on('close', () => {
      resolve(text);
    });
    // A refusal may come while the rest of a huge body is still being written.
    socket.on('error', () => undefined);
    socket.end(bytes);
  });
}

type Make = (random: () => number) => Buffer;

const pick = <Item>(random: () => number, items: readonly Item[]): Item =>
  items[Math.floor(random() * items.length)]!;

const noise = (random: () => number, length: number): Buffer =>
  Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));

const bodied = [
  'POST /v3/sms/send',
  'POST /v3/sms/price',
  'POST /v3/sms/receipts',
  'PUT /v3/sms/receipts-read',
  'POST /v3/sms/inbound',
  'PUT /v3/sms/inbound-read',
  'PUT /v3/sms/cancel-all',
  'POST /v3/lists',
  'POST /v3/automations/sms/inbound',
  'POST /v3/automations/sms/receipts',
] as const;

const request = (line: string, body: Buffer | string, headers = ''): Buffer => {
  const bytes = Buffer.from(body);
  const head =
    `${line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n` +
    `Authorization: ${basic('fuzz')}\r\nContent-Type: application/json\r\n${headers}` +
    `Content-Length: ${bytes.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), bytes]);
};

const wrong = (random: () => number): unknown =>
  pick<unknown>(random, [[], {}, [[]], { a: 1 }, true, false, [1], ['x'], { toString: 1 }]);

/** Each makes a request that cannot be meant; all of them have to be refused. */
const kinds: Readonly<Record<string, Make>> = {
  'random bytes': (random) => noise(random, 1 + Math.floor(random() * 200)),
  'random bytes as JSON': (random) =>
    request(pick(random, bodied), Buffer.concat([Buffer.from([0xff]), noise(random, 60)])),
  'JSON cut off': (random) => {
    const whole = '{"messages":[{"body":"Hello","to":"+61400000201"}],"url":"poll"}';
    return request(
      pick(random, bodied),
      whole.slice(0, 1 + Math.floor(random() * (whole.length - 2))),
    );
  },
  'not an object': (random) =>
    request(pick(random, bodied), pick(random, ['[]', '1', '"x"', 'true', '[{}]', '-0.5e3'])),
  'messages of a wrong type': (random) => {
    const messages = pick(random, [wrong(random), 'x', 5, null, [], {}, [5], ['x'], [null], [[]]]);
    const line = pick(random, bodied.slice(0, 2));
    return request(line, JSON.stringify({ messages: messages === true ? 1 : messages }));
  },
  'fields of a wrong type': (random) => {
    const field = pick(random, ['body', 'to', 'from', 'schedule', 'list_id', 'custom_string']);
    const message = { body: 'x', to: '+61400000201', [field]: wrong(random) };
    return request(pick(random, bodied.slice(0, 2)), JSON.stringify({ messages: [message] }));
  },
  'other bodies of wrong types': (random) => {
    const [line, field] = pick(random, [
      ['POST /v3/sms/receipts', 'url'],
      ['POST /v3/sms/inbound', 'url'],
      ['PUT /v3/sms/receipts-read', 'date_before'],
      ['PUT /v3/sms/inbound-read', 'date_before'],
      ['PUT /v3/sms/cancel-all', 'custom_string'],
      ['POST /v3/sms/templates', 'body'],
      ['POST /v3/lists', 'list_name'],
      ['POST /v3/automations/sms/receipts', 'action'],
    ] as const);
    return request(line, JSON.stringify({ [field]: wrong(random) }));
  },
  'too many messages': (random) =>
    request(
      pick(random, bodied.slice(0, 2)),
      JSON.stringify({ messages: Array.from({ length: 1001 }, () => ({ body: 'x', to: '1' })) }),
    ),
  'a huge body': (random) => request(pick(random, bodied), Buffer.alloc(2 * bodyLimit, 0x20)),
  'deep nesting': (random) => request(pick(random, bodied), '['.repeat(30_000)),
  'paths that are nowhere': (random) => {
    const path = pick(random, ['/', '/v3', '/v3/%ff', '/v3/sms/..%2f', '//', '/v3/sms/x/y/z', '*']);
    return request(`${pick(random, ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'])} ${path}`, '');
  },
  'identifiers that are none': (random) => {
    const id = encodeURIComponent(
      pick(random, ['0', '-1', '__proto__', 'constructor', 'ü', "'--"]),
    );
    const [method, before, after = ''] = pick(random, [
      ['GET', '/v3/sms/receipts/'],
      ['GET', '/v3/sms/inbound/'],
      ['PUT', '/v3/sms/inbound-read/'],
      ['PUT', '/v3/sms/', '/cancel'],
      ['GET', '/v3/sms/templates/'],
      ['DELETE', '/v3/sms/templates/'],
      ['GET', '/v3/lists/', '/contacts'],
      ['GET', '/v3/account/usage/', '/13/subaccount'],
    ] as const);
    return request(`${method} ${before}${id}${after}`, '');
  },
  'bad credentials': (random) => {
    const header = pick(random, ['', 'Basic', 'Basic %%%', 'Basic Og==', 'Digest x', 'Basic w7w=']);
    return Buffer.from(
      'GET /v3/account HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n' +
        `Authorization: ${header}\r\n\r\n`,
    );
  },
  'broken heads': (random) =>
    Buffer.from(
      pick(random, [
        'GET /v3/account HTTP/9.9\r\n\r\n',
        'GET /v3/account\r\n\r\n',
        'GET  HTTP/1.1\r\nHost: localhost\r\n\r\n',
        `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
        'POST /v3/sms/send HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n',
        'POST /v3/sms/send HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
        'GET /v3/account HTTP/1.1\r\nConnection: close\r\n\r\n',
        'GET /v3/account HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n',
        'GET /v3/account HTTP/1.1\r\nHost: localhost\r\nbad header\r\n\r\n',
      ]),
    ),
};

const total = 10_000;

describe('malformed requests', () => {
  let caller: Caller;

  before(async () => {
    caller = await openSandbox({ bodyLimit });
  });

  after(async () => {
    await caller.sandbox.close();
  });

  it(`are each refused with a documented 4xx in the frame: ${total} of them`, async () => {
    const random = seededRandom(2026);
    const { port } = caller.sandbox;
    const makers = Object.entries(kinds);
    let left = total;
    let memoryEarly = 0;
    const worker = async (): Promise<void> => {
      while (left > 0) {
        const turn = left--;
        if (turn === total - 2000) {
          memoryEarly = process.memoryUsage().rss;
        }
        const [name, make] = makers[turn % makers.length]!;
        const bytes = make(random);
        const answer = await exchange(port, bytes);
        const shown = `${name}: ${bytes.toString('latin1', 0, 300)} => ${answer.slice(0, 300)}`;
        const status = Number(/^HTTP\/1\.1 (\d{3})/u.exec(answer)?.[1]);
        assert.ok(documented.has(status), shown);
        const body = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4)) as object;
        assert.deepEqual(
          Object.keys(body),
          ['http_code', 'response_code', 'response_msg', 'data'],
          shown,
        );
      }
    };
    await Promise.all(Array.from({ length: 24 }, worker));
    const grownMb = (process.memoryUsage().rss - memoryEarly) / 2 ** 20;
    assert.ok(grownMb < 100, `memory grew by ${Math.round(grownMb)} MB`);
    const health = await caller.control('GET', 'health');
    assert.deepEqual([health['status'], health['messages']], ['ready', 0]);
  }).timeout(60_000);

  it('end a request that comes drop by drop', async () => {
    const slow = await openSandbox({ headersTimeoutMs: 200 });
    try {
      const started = performance.now();
      const answer = await new Promise<string>((resolve) => {
        let text = '';
        const socket = connect({ port: slow.sandbox.port, host: '127.0.0.1' });
        socket.on('data', (chunk) => (text += chunk.toString('latin1')));
        socket.on('close', () => {
          resolve(text);
        });
        socket.on('error', () => undefined);
        socket.write('GET /v3/account HTTP/1.1\r\nHost: local');
      });
      assert.match(answer, /^HTTP\/1\.1 400 /u);
      assert.ok(performance.now() - started < 5000);
    } finally {
      await slow.sandbox.close();
    }
  });
});
