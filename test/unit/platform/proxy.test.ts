import assert from 'node:assert/strict';
import { proxyFor } from '../../../src/platform/proxy';
import { host } from '../../support/vscode';

const target = 'https://rest.clicksend.com';

describe('proxyFor', () => {
  beforeEach(() => {
    host.reset();
  });

  it("takes the proxy of VS Code's settings", () => {
    host.settings.set('http.proxy', 'http://proxy.example:8080');
    assert.equal(proxyFor(target, {}), 'http://proxy.example:8080');
  });

  it('takes that of the environment where the settings name none', () => {
    assert.equal(
      proxyFor(target, { HTTPS_PROXY: 'http://env.example:3128' }),
      'http://env.example:3128',
    );
    host.settings.set('http.proxy', 'http://proxy.example:8080');
    assert.equal(
      proxyFor(target, { https_proxy: 'http://env.example' }),
      'http://proxy.example:8080',
    );
  });

  it('leaves an address that is none to whoever uses it', () => {
    host.settings.set('http.proxy', 'http://proxy.example:8080');
    assert.equal(proxyFor('rest.clicksend.com', {}), undefined);
    assert.equal(proxyFor('', {}), undefined);
  });

  it('takes none where there is none, or support is off', () => {
    assert.equal(proxyFor(target, {}), undefined);
    host.settings.set('http.proxy', '');
    assert.equal(proxyFor(target, {}), undefined);
    host.settings.set('http.proxy', 'http://proxy.example:8080');
    host.settings.set('http.proxySupport', 'off');
    assert.equal(proxyFor(target, {}), undefined);
  });

  const exceptions: readonly (readonly [string, boolean])[] = [
    ['*', true],
    ['clicksend.com', true],
    ['.clicksend.com', true],
    ['*.clicksend.com', true],
    ['REST.clicksend.com:443', true],
    ['send.com', false],
    ['example.com', false],
  ];
  for (const [pattern, isExcepted] of exceptions) {
    it(`${isExcepted ? 'goes around it' : 'keeps it'} for the exception ${pattern}`, () => {
      host.settings.set('http.proxy', 'http://proxy.example:8080');
      host.settings.set('http.noProxy', [pattern]);
      assert.equal(proxyFor(target, {}) === undefined, isExcepted);
      host.settings.set('http.noProxy', []);
      assert.equal(proxyFor(target, { NO_PROXY: `x.test, ${pattern}` }) === undefined, isExcepted);
    });
  }
});
