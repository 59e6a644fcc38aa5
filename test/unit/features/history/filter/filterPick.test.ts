import assert from 'node:assert/strict';
import { askFilter } from '../../../../../src/features/history/filter/filterPick';
import { host } from '../../../../support/vscode';
import { FakeHistoryClient, historyServices } from '../fakeHistory';

const ask = (field: 'Recipient' | 'Sender', typed: string, client = new FakeHistoryClient()) => {
  host.onPick = (rows) => rows.find(({ label }) => label.includes(field))?.label;
  host.onInput = () => typed;
  return askFilter({}, historyServices(client).services.session);
};

describe('asking for the filter of history', () => {
  beforeEach(() => {
    host.reset();
    host.settings.set('clicksend.compose.defaultCountry', '');
  });

  it('reads a number as people write it, in the country of the account or of the settings', async () => {
    for (const typed of ['0411 000 201', '+61 411 000 201', '0061 (411) 000-201', '0411.000.201']) {
      assert.deepEqual(await ask('Recipient', typed), { to: '+61411000201' }, typed);
    }
    assert.deepEqual(await ask('Sender', '0411 000 201'), { from: '+61411000201' });
    host.settings.set('clicksend.compose.defaultCountry', 'DE');
    assert.deepEqual(await ask('Recipient', '0151 23456789'), { to: '+4915123456789' });
  });

  it('takes what is no number as it was typed, and nothing as any', async () => {
    assert.deepEqual(await ask('Sender', ' My Shop '), { from: 'My Shop' });
    assert.deepEqual(await ask('Sender', '19 22'), { from: '1922' });
    assert.deepEqual(await ask('Recipient', '  '), {});
  });

  it('still filters when the account cannot be asked for its country', async () => {
    const client = new FakeHistoryClient();
    client.account.get = () => Promise.reject(new Error('down'));
    assert.deepEqual(await ask('Recipient', '0411 000 201', client), { to: '0411000201' });
  });
});
