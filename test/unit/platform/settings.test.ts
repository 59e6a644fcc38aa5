import assert from 'node:assert/strict';
import { setting, settingOfEach, warnOfBadSettings } from '../../../src/platform/settings';
import { host } from '../../support/vscode';

const concurrency = 'clicksend.campaign.concurrency';

describe('settings', () => {
  let warnings: string[];
  const log = { warn: (text: string) => void warnings.push(text) };

  beforeEach(() => {
    host.reset();
    warnings = [];
  });

  it('have the default of the manifest', () => {
    assert.equal(setting(concurrency), 4);
    assert.equal(setting('clicksend.api.baseUrl'), 'https://rest.clicksend.com');
  });

  for (const bad of ['x', '4', {}, [], 1e9, 0, -1, 1.5, NaN, null, true]) {
    it(`are never ${JSON.stringify(bad)} where a number from 1 to 10 is declared`, () => {
      host.workspaceSettings.set(concurrency, bad);
      assert.equal(setting(concurrency), 4);
      host.settings.set(concurrency, 7);
      assert.equal(setting(concurrency), 7, "the person's own counts when the workspace's is none");
      host.settings.set(concurrency, bad);
      assert.equal(setting(concurrency), 4);
    });
  }

  it('are never another type or another form', () => {
    host.settings.set('clicksend.parts.enabled', 'false');
    host.settings.set('clicksend.campaign.optedOutFile', 5);
    host.settings.set('clicksend.compose.defaultCountry', 'Australia');
    assert.equal(setting('clicksend.parts.enabled'), true);
    assert.equal(setting('clicksend.campaign.optedOutFile'), '');
    assert.equal(setting('clicksend.compose.defaultCountry'), '');
  });

  it('of machine and application are no business of a workspace', () => {
    host.workspaceSettings.set('clicksend.api.baseUrl', 'https://evil.example');
    host.workspaceSettings.set('clicksend.campaign.confirmAbove', 1e6);
    assert.equal(setting('clicksend.api.baseUrl'), 'https://rest.clicksend.com');
    assert.equal(setting('clicksend.campaign.confirmAbove'), 100);
  });

  it('that add up are given one by one', () => {
    const id = 'clicksend.campaign.optedOutFile';
    assert.deepEqual(settingOfEach(id), []);
    host.settings.set(id, '/home/me/stop.csv');
    host.workspaceSettings.set(id, '');
    assert.deepEqual(settingOfEach(id), ['', '/home/me/stop.csv']);
  });

  it('are warned of once when they are none', () => {
    host.workspaceSettings.set(concurrency, { 'x\nClickSend: all is well': 1 });
    const warning = warnOfBadSettings(log);
    host.setSetting('clicksend.parts.enabled', false);
    assert.equal(warnings.length, 1);
    assert.match(warnings[0] ?? '', /clicksend\.campaign\.concurrency.*at least 1, at most 10$/);
    assert.doesNotMatch(warnings[0] ?? '', /\n/);
    host.setSetting(concurrency, 'y');
    assert.equal(warnings.length, 2);
    warning.dispose();
  });
});
