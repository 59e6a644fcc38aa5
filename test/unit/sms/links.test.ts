import assert from 'node:assert/strict';
import { findLinks } from '../../../src/sms/links';

const links = (body: string): string[] => findLinks(body).map(({ text }) => text);

describe('findLinks', () => {
  it('finds links with a scheme, with www, and bare', () => {
    assert.deepEqual(
      links('See https://a.example/x?y=1#z, www.shop.test or bit.ly/2AbC and my-shop.com.au.'),
      ['https://a.example/x?y=1#z', 'www.shop.test', 'bit.ly/2AbC', 'my-shop.com.au'],
    );
  });

  it('leaves the punctuation of the sentence, keeps brackets that belong', () => {
    assert.deepEqual(links('(https://a.example/b) "http://c.example/d(e)"!'), [
      'https://a.example/b',
      'http://c.example/d(e)',
    ]);
  });

  it('takes no mail address, amount, time, file or missing space for a link', () => {
    assert.deepEqual(links('me@site.com $5.50 at 9.30 see a.txt done.It was. e.g. v1.2.3'), []);
  });

  it('gives offsets', () => {
    const body = '😀 go to x.io now';
    assert.deepEqual(
      findLinks(body).map(({ start, end }) => body.slice(start, end)),
      ['x.io'],
    );
  });

  it('takes time in proportion to hostile text', () => {
    for (const piece of ['a.', 'a-', 'www.', 'http://', ')', 'a.com/)']) {
      findLinks(piece.repeat(50_000));
    }
  }).timeout(2000);
});
