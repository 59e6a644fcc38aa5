import assert from 'node:assert/strict';
import {
  isLoopback,
  isOutOfReach,
  readAddress,
  showAddress,
} from '../../../../../src/features/webhooks/pushes/appAddress';

describe('readAddress', () => {
  for (const [text, problem] of [
    ['', 'notAUrl'],
    ['localhost:3000', 'notHttp'],
    ['/hook', 'notAUrl'],
    ['ftp://example.com', 'notHttp'],
    ['javascript:alert(1)', 'notHttp'],
    ['file:///etc/passwd', 'notHttp'],
    ['http://me:secret@example.com/', 'credentials'],
    ['http://me@example.com/', 'credentials'],
    [`http://example.com/${'x'.repeat(2000)}`, 'tooLong'],
  ] as const) {
    it(`refuses ${text.slice(0, 40)}: ${problem}`, () => {
      assert.equal(readAddress(text), problem);
    });
  }

  it('takes http and https', () => {
    assert.ok(readAddress(' http://localhost:3000/hook?a=1 ') instanceof URL);
    assert.ok(readAddress('https://example.com') instanceof URL);
  });
});

describe('isOutOfReach', () => {
  const host = (url: string) => new URL(url).hostname;

  for (const url of [
    'http://localhost/',
    'http://LOCALHOST./',
    'http://app.localhost/',
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://0.0.0.0/',
  ]) {
    it(`knows ${url} for this machine`, () => {
      assert.ok(isLoopback(host(url)));
      assert.ok(isOutOfReach(host(url)));
    });
  }

  for (const url of [
    'http://10.1.2.3/',
    'http://192.168.0.10/',
    'http://172.16.0.1/',
    'http://172.31.255.1/',
    'http://169.254.1.1/',
    'http://[fd00::1]/',
    'http://[fe80::1]/',
    'http://mymac.local/',
    'http://web/',
  ]) {
    it(`knows that the internet cannot reach ${url}`, () => {
      assert.ok(isOutOfReach(host(url)));
      assert.ok(!isLoopback(host(url)));
    });
  }

  for (const url of [
    'https://example.com/',
    'http://8.8.8.8/',
    'http://172.32.0.1/',
    'https://abc-4281.app.github.dev/',
    'http://[2606:4700::1111]/',
    'http://localhost.example.com/',
    'http://127.0.0.1.nip.io/',
  ]) {
    it(`takes ${url} for reachable`, () => {
      assert.ok(!isOutOfReach(host(url)));
    });
  }
});

describe('showAddress', () => {
  it('hides queries and path parts that look like secrets', () => {
    assert.equal(
      showAddress('https://example.com/hook/3f9a0c1d2e4b5a69/in?token=s3cret'),
      'https://example.com/hook/…/in?…',
    );
  });

  it('shows the rest', () => {
    assert.equal(
      showAddress('http://localhost:3000/api/clicksend'),
      'http://localhost:3000/api/clicksend',
    );
    assert.equal(showAddress('poll'), 'poll');
    assert.equal(showAddress('not an address'), '?');
  });
});
