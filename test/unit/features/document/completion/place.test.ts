import assert from 'node:assert/strict';
import { placeAt } from '../../../../../src/features/document/completion/place';
import { parseDocument } from '../../../../../src/sms/document/syntax';

/** The place at `|`, with the text that a completion would replace. */
function at(marked: string): string {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const place = placeAt(parseDocument(text), offset);
  if (place.kind === 'none') {
    return 'none';
  }
  const replaced = text.slice(place.span.start, place.span.end);
  return `${place.kind === 'value' ? place.key : place.kind}[${replaced}]`;
}

describe('the place that a completion is for', () => {
  const cases: readonly [marked: string, place: string][] = [
    ['---\nfr|\n---\nHi', 'key[fr]'],
    ['---\n|\n---\nHi', 'key[]'],
    ['---\nfr|om: X\n---\nHi', 'key[from]'],
    ['---\nfrom: My|\n---\nHi', 'from[My]'],
    ['---\nfrom:|\n---\nHi', 'from[]'],
    ['---\r\nfrom: |\r\n---\r\nHi', 'from[]'],
    ['---\nto: +61411111111, +6|\n---\nHi', 'to[+6]'],
    ['---\nnonsense: a|\n---\nHi', 'none'],
    ['---\n# fr|\n---\nHi', 'none'],
    ['---|\nto: 1\n---\nHi', 'none'],
    ['---\nto|', 'key[to]'],
    ['---\nto: 1\n---\nHi {{fi|', 'placeholder[fi]'],
    ['---\nto: 1\n---\nHi {{fi|rst}}, you', 'placeholder[first]'],
    ['Hi {{a}} |you', 'body[]'],
    ['|', 'body[]'],
  ];
  for (const [marked, place] of cases) {
    it(`is ${place} in ${JSON.stringify(marked)}`, () => {
      assert.equal(at(marked), place);
    });
  }
});
