import assert from 'node:assert/strict';
import { makeClient } from '../../../../src/api/client';
import { ClickSendError } from '../../../../src/api/errors';
import { envelope } from '../../../support/scriptedServer';
import { aClient, closeClients, failureOf } from '../clientFixture';

const list = () => aClient([envelope([])]);

describe('a request', () => {
  afterEach(closeClients);

  it('asks for nothing that was not asked for', async () => {
    const { client, server } = await list();
    await client.history.list();
    await client.templates.list();
    assert.deepEqual(
      server.requests.map(({ url }) => url),
      ['/v3/sms/history', '/v3/sms/templates'],
    );
  });

  it('encodes one filter as the reference prints it', async () => {
    const { client, server } = await list();
    await client.history.list({ filter: { from: '+61437085284' } });
    assert.equal(server.requests[0]?.url, '/v3/sms/history?q=from:%2B61437085284');
  });

  it('joins several filters with commas and AND', async () => {
    const { client, server } = await list();
    await client.history.list({
      page: 2,
      pageSize: 100,
      orderBy: 'date:desc',
      filter: { status: 'Sent', to: '+614', subaccountId: 7, dateFrom: 1, dateTo: 2 },
    });
    assert.equal(
      server.requests[0]?.url,
      '/v3/sms/history?page=2&limit=100&q=status:Sent,to:%2B614,subaccount_id:7&operator=AND' +
        '&order_by=date:desc&date_from=1&date_to=2',
    );
  });

  it('encodes what a person searches for, commas and lone surrogates included', async () => {
    const { client, server } = await list();
    await client.templates.list({
      where: { field: 'body', value: 'a,b &é:\ud800' },
      orderBy: 'template_name:asc',
    });
    assert.equal(
      server.requests[0]?.url,
      '/v3/sms/templates?q=body:a%2Cb%20%26%C3%A9%3A%EF%BF%BD&order_by=template_name:asc',
    );
  });

  it('asks for an export by file name and the same filters', async () => {
    const { client, server } = await aClient([envelope({ url: 'https://a.example/' })]);
    await client.history.export('my export.csv', { filter: { status: 'Failed' } });
    assert.equal(
      server.requests[0]?.url,
      '/v3/sms/history/export?filename=my%20export.csv&q=status:Failed',
    );
  });

  it('encodes ids and refuses what is none', async () => {
    const { client, server } = await aClient([envelope({})]);
    await client.receipts.get('a/b?c#d%');
    assert.equal(server.requests[0]?.url, '/v3/sms/receipts/a%2Fb%3Fc%23d%25');
    for (const id of ['', '  ', '.', '..']) {
      await failureOf(client.receipts.get(id), 'badRequest');
      await failureOf(client.inbound.markMessageRead(id), 'badRequest');
      await failureOf(client.messages.cancel(id), 'badRequest');
    }
    for (const id of [-1, 1.5, Number.NaN]) {
      await failureOf(client.templates.delete(id), 'badRequest');
    }
    assert.equal(server.requests.length, 1);
  });

  it('goes below the path of the base URL', async () => {
    const { server } = await list();
    for (const slash of ['', '/', '//']) {
      const client = makeClient({
        baseUrl: `${server.url}/proxy/clicksend${slash}`,
        username: 'u',
        apiKey: 'k',
      });
      await client.history.list();
      client.dispose();
    }
    assert.deepEqual(
      server.requests.map(({ url }) => url),
      Array<string>(3).fill('/proxy/clicksend/v3/sms/history'),
    );
  });

  it('pays no attention to proxy variables of the environment', async () => {
    const before = process.env['http_proxy'];
    process.env['http_proxy'] = 'http://127.0.0.1:9';
    try {
      const { client, server } = await list();
      await client.history.list();
      assert.equal(server.requests.length, 1);
    } finally {
      if (before === undefined) {
        delete process.env['http_proxy'];
      } else {
        process.env['http_proxy'] = before;
      }
    }
  });
});

describe('the base URL', () => {
  const make = (baseUrl: string) => () => {
    makeClient({ baseUrl, username: 'u', apiKey: 'k' }).dispose();
  };

  for (const url of [
    'https://rest.clicksend.com',
    'https://gateway.example:8443/clicksend/',
    'http://127.0.0.1:4280',
    'http://127.8.9.10',
    'http://localhost:4280',
    'http://[::1]:4280',
  ]) {
    it(`may be ${url}`, make(url));
  }

  for (const url of [
    'http://rest.clicksend.com',
    'http://127.0.0.1.evil.example',
    'http://127.evil.example',
    'http://localhost.evil.example',
    'http://128.0.0.1',
    'http://[::2]',
    'http://0.0.0.0',
    'https://user:pass@rest.clicksend.com',
    'https://rest.clicksend.com?x=1',
    'https://rest.clicksend.com/?',
    'https://rest.clicksend.com/#x',
    'ftp://127.0.0.1',
    'file:///etc/passwd',
    'rest.clicksend.com',
    '',
  ]) {
    it(`must not be ${url || 'empty'}`, () => {
      assert.throws(make(url), (error) => {
        assert(error instanceof ClickSendError);
        return error.reason === 'insecureUrl';
      });
    });
  }
});
