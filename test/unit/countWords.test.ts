import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const plural =
  /\{\d\} (?:\w+ )?(campaign|character|contact|message|number|part|push|recipient|row|send)e?s\b/;

/** Texts that are never said of one, and why. */
const neverOne: Readonly<Record<string, string>> = {
  '{0} messages, one for each selection': 'offered for several selections only',
  '{0} messages, {1}, {2}': 'one message has no count in the status bar',
  '{0} messages are too many: ClickSend takes {1} at once.': 'more than 1000',
  '{0}… [{1} more characters] …{2}': 'hundreds',
  '✂ Not sent, {0} characters:': 'a part at least',
  'The account has {0} contact lists "{1}". Name the one you mean by its number: {2}.':
    'said when a name is of several',
  '{0} campaigns were interrupted.': 'one is named',
  'The first {0} recipients can be stepped through.': 'thousands',
  'Cut after {0} characters': 'the limits of ClickSend are above one',
  '{0} characters; ClickSend keeps {1}.': 'longer than the limit',
  '{0} is not in GSM-7, so a part holds 70 characters and not 160.': 'the count is another',
  '{0} makes this {1} parts; without it {2} would do.': 'more than without',
  '{0} makes this {1} parts; with {2} instead, {3} would do.': 'more than with it',
  'The message has {0} parts, and the account sends {1}: what goes beyond is cut off.':
    'more than the account sends, which is one at least',
  '{0} to {1} parts': 'a range',
};

/** Every text given to l10n.t below src, with its file. */
function texts(): readonly { readonly file: string; readonly text: string }[] {
  return readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => {
      const source = readFileSync(path.join('src', name), 'utf8');
      return [...source.matchAll(/l10n\.t\(\s*(['"])(.*?)(?<!\\)\1/g)].map(([, , text]) => ({
        file: name,
        text: text ?? '',
      }));
    });
}

describe('texts with a count', () => {
  it('have a sentence of their own for one', () => {
    const all = texts();
    assert.ok(all.length > 500);
    const alone = all.filter(({ file, text }) => {
      const noun = plural.exec(text)?.[1];
      const one = new RegExp(`\\b(?:1|one|The|the remaining) (?:\\w+ )*${noun ?? ''}\\b`);
      return (
        noun !== undefined &&
        !Object.hasOwn(neverOne, text) &&
        !all.some((other) => other.file === file && one.test(other.text))
      );
    });
    assert.deepEqual(alone, []);
  });

  it('are listed as never of one only while they exist', () => {
    const known = new Set(texts().map(({ text }) => text));
    assert.deepEqual(
      Object.keys(neverOne).filter((text) => !known.has(text)),
      [],
    );
  });
});
