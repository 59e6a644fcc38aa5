import assert from 'node:assert/strict';
import { withoutIcons, withoutLinks } from '../../../../src/platform/words/outsideText';

describe('outside text', () => {
  it('cannot become a link in a notification', () => {
    const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)\)/i;
    const text = 'Deleted [a](command:x) and [[b](https://c)](file:d).';
    assert.match(text, link);
    assert.doesNotMatch(withoutLinks(text), link);
  });

  it('cannot become an icon in a label, and other dollars stay', () => {
    assert.equal(
      withoutIcons('$(trash) $(sync~spin) $5 $(a b)'),
      '\\$(trash) \\$(sync~spin) $5 $(a b)',
    );
  });
});
