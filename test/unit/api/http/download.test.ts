import assert from 'node:assert/strict';
import { PassThrough, Writable } from 'node:stream';
import {
  failure,
  scriptedServer,
  type Reply,
  type ScriptedServer,
} from '../../../support/scriptedServer';
import { makeClient } from '../../../../src/api/client';
import { aClient, closeClients, failureOf } from '../clientFixture';

describe('downloading an export', () => {
  const servers: ScriptedServer[] = [];
  afterEach(async () => {
    await closeClients();
    for (const server of servers.splice(0)) {
      await server.close();
    }
  });

  async function storage(...replies: Reply[]): Promise<ScriptedServer> {
    const server = await scriptedServer(...replies);
    servers.push(server);
    return server;
  }

  function textSink(): { sink: Writable; text: () => string } {
    const pieces: Buffer[] = [];
    const sink = new Writable({
      write: (piece: Buffer, _encoding, done) => {
        pieces.push(piece);
        done();
      },
    });
    return { sink, text: () => Buffer.concat(pieces).toString() };
  }

  it('writes the file, tells how far it is, and sends no credentials', async () => {
    const csv = 'to,body\n+61411111111,Hi\n';
    const file = await storage({ body: csv, headers: { 'content-length': String(csv.length) } });
    const { client } = await aClient([]);
    const { sink, text } = textSink();
    const progress: (readonly [number, number | undefined])[] = [];
    const bytes = await client.history.download(
      `${file.url}/x.csv?X-Amz-Expires=1200&a=%2F`,
      sink,
      {
        onProgress: (done, total) => progress.push([done, total]),
      },
    );
    assert.equal(bytes, csv.length);
    assert.equal(text(), csv);
    assert.equal(sink.writableFinished, true);
    assert.deepEqual(progress.at(-1), [csv.length, csv.length]);
    assert.equal(file.requests[0]?.url, '/x.csv?X-Amz-Expires=1200&a=%2F');
    assert.equal(file.requests[0].headers.authorization, undefined);
    assert.equal(file.requests[0].headers.cookie, undefined);
  });

  it('knows no total when the server gives none', async () => {
    const file = await storage((response) => {
      response.write('a');
      response.end('b');
    });
    const { client } = await aClient([]);
    const totals = new Set<number | undefined>();
    await client.history.download(file.url, textSink().sink, {
      onProgress: (_bytes, total) => totals.add(total),
    });
    assert.deepEqual([...totals], [undefined]);
  });

  it('follows a few redirects, still without credentials', async () => {
    const last = await storage({ body: 'end' });
    const first = await storage(
      { status: 302, headers: { location: '/second' } },
      { status: 307, headers: { location: `${last.url}/third` } },
    );
    const { client } = await aClient([]);
    const { sink, text } = textSink();
    await client.history.download(first.url, sink);
    assert.equal(text(), 'end');
    for (const { headers } of [...first.requests, ...last.requests]) {
      assert.equal(headers.authorization, undefined);
    }
  });

  it('does not follow redirects for ever', async () => {
    const file = await storage({ status: 302, headers: { location: '/again' } });
    const { client } = await aClient([]);
    await failureOf(client.history.download(file.url, textSink().sink), 'badResponse');
    assert.equal(file.requests.length, 6);
  });

  for (const location of ['http://example.test/x', 'file:///etc/passwd', 'http://u:p@127.0.0.1/']) {
    it(`goes neither to ${location} nor there by redirect`, async () => {
      const { client } = await aClient([]);
      await failureOf(client.history.download(location, textSink().sink), 'insecureUrl');
      const file = await storage({ status: 302, headers: { location } });
      await failureOf(client.history.download(file.url, textSink().sink), 'insecureUrl');
    });
  }

  it('does not let the real API point it at this machine', async () => {
    const file = await storage({ body: 'private' });
    const client = makeClient({
      baseUrl: 'https://rest.clicksend.com',
      username: 'u',
      apiKey: 'k',
    });
    await failureOf(client.history.download(file.url, textSink().sink), 'insecureUrl');
    assert.equal(file.requests.length, 0);
    client.dispose();
  });

  it('says forbidden for a link that has expired, and reads an envelope if there is one', async () => {
    const file = await storage(
      { status: 403, body: '<Error>' },
      failure(404, 'NOT_FOUND', 'Gone.'),
    );
    const { client } = await aClient([]);
    await failureOf(client.history.download(file.url, textSink().sink), 'forbidden');
    const error = await failureOf(client.history.download(file.url, textSink().sink), 'notFound');
    assert.equal(error.responseMsg, 'Gone.');
  });

  it('fails when the file breaks off', async () => {
    const file = await storage((response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('half');
      setImmediate(() => response.destroy());
    });
    const { client } = await aClient([]);
    await failureOf(client.history.download(file.url, textSink().sink), 'unreachable');
  });

  it('fails when nothing comes any more, however much came before', async () => {
    const file = await storage((response) => response.write('half'));
    const { client } = await aClient([], { timeoutMs: 40 });
    await failureOf(client.history.download(file.url, textSink().sink), 'timeout');
  });

  it('can be cancelled', async () => {
    const file = await storage((response) => response.write('half'));
    const { client } = await aClient([]);
    const controller = new AbortController();
    const { signal } = controller;
    const sink = new PassThrough();
    const downloading = client.history.download(file.url, sink, {
      signal,
      onProgress: () => {
        controller.abort();
      },
    });
    await failureOf(downloading, 'cancelled');
    assert.equal(sink.destroyed, true);
    await failureOf(client.history.download(file.url, textSink().sink, { signal }), 'cancelled');
    assert.equal(file.requests.length, 1);
  });

  it('passes on the error of a sink that cannot be written to', async () => {
    const file = await storage({ body: 'x'.repeat(100_000) });
    const { client } = await aClient([]);
    const full = new Error('disk full');
    const sink = new Writable({
      write: (_piece, _encoding, done) => {
        done(full);
      },
    });
    await assert.rejects(client.history.download(file.url, sink), (error) => error === full);
  });
});
