import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fixesFor } from '../../../../src/features/document/problems/fixes';
import { diagnose } from '../../../../src/sms/document/diagnose';
import { formatHeader } from '../../../../src/sms/document/format';
import { messageOf } from '../../../../src/sms/document/message';
import { parseDocument } from '../../../../src/sms/document/syntax';
import { isEmailAddress } from '../../../../src/sms/email';
import { findLinks } from '../../../../src/sms/links';
import { parsePastedNumbers } from '../../../../src/sms/numbers/pastedNumbers';
import { parseNumber } from '../../../../src/sms/numbers/phone';
import { measure, nonGsmCharacters, splitParts } from '../../../../src/sms/parts';
import { compileBody, findPlaceholders } from '../../../../src/sms/placeholders';
import { detectDelimiter } from '../../../../src/sms/recipients/delimiter';
import { csvReader, jsonReader } from '../../../../src/sms/recipients/rowReader';
import { replaceWithGsm7 } from '../../../../src/sms/replacements';
import { senderProblems } from '../../../../src/sms/senderId';
import { parseSchedule } from '../../../../src/sms/time/schedule';
import { parsePush } from '../../../../src/sms/webhooks/parsedPush';
import { visibleLine, visibleText } from '../../../../src/sms/visibleText';

const options = { now: Date.UTC(2026, 10, 23), timeZone: 'Australia/Brisbane' };

const headerOf = (line: string) => `---\n${line}\n---\nHi`;

function workOnDocument(text: string): void {
  const document = parseDocument(text);
  const message = messageOf(document);
  const context = { ...options, columns: undefined, defaultCountry: 'AU', maxParts: 8 };
  const problems = diagnose(document, context);
  formatHeader(document);
  const analysis = { version: 1, document, message, problems, table: undefined } as never;
  for (const problem of problems.slice(0, 20)) {
    fixesFor(problem, analysis);
  }
}

const ignoringRefusal = (run: () => unknown) => {
  try {
    run();
  } catch {
    // What is no table is refused; here only how long that takes counts.
  }
};

const parsers: Readonly<Record<string, (text: string) => unknown>> = {
  'a document': workOnDocument,
  'a header line': (text) => {
    workOnDocument(headerOf(text));
  },
  'a header value': (text) => {
    for (const key of ['to', 'from', 'schedule', 'country', 'from_email', 'recipients']) {
      workOnDocument(headerOf(`${key}: x${text}y`));
    }
  },
  'an unclosed header': (text) => {
    workOnDocument(`---\nto: 1\n${text}`);
  },
  'pasted numbers': (text) => parsePastedNumbers(`Ann${text}x`, { defaultCountry: 'AU' }),
  'a number': (text) => parseNumber(`0411${text}`, { defaultCountry: 'AU' }),
  'a moment': (text) => parseSchedule(`tomorrow${text}x`, options),
  'an address': (text) => isEmailAddress(`a@${text}`),
  'a sender': (text) => senderProblems(text, ['US']),
  placeholders: (text) => [findPlaceholders(text), compileBody(text)],
  links: (text) => findLinks(text),
  parts: (text) => [measure(text), splitParts(text), nonGsmCharacters(text)],
  replacements: (text) => replaceWithGsm7(text, { lossy: true }),
  'visible text': (text) => [visibleText(text), visibleLine(text)],
  'a delimiter': (text) => detectDelimiter(text),
  'a CSV row': (text) => {
    ignoringRefusal(() => [csvReader(',').push(`a,b\n${text}`)]);
  },
  'a JSON row': (text) => {
    ignoringRefusal(() => [jsonReader().push(`[{"a":"${text}`)]);
  },
  'a push': (text) =>
    parsePush({ method: 'POST', query: '', contentType: 'text/plain', body: text }),
};

const lines: Readonly<Record<string, string>> = {
  spaces: ' ',
  tabs: '\t',
  'no-break spaces': '\u00a0',
  dots: '.',
  commas: ',',
  'spaced commas': ' , ',
  slashes: '/',
  dashes: '-',
  quotes: '"',
  apostrophes: "'",
  'angle brackets': '<',
  'closing angle brackets': '>',
  braces: '{',
  'closing braces': '}',
  brackets: '(',
  'full-width digits': '０',
  digits: '1',
  'plus signs': '+1',
  letters: 'a',
  words: 'a ',
  'name and colon': 'a: ',
  schemes: 'http://',
  domains: 'a.b-',
  ats: '@',
  hashes: ' #',
  carriage: '\r',
  accents: 'ü',
  'no GSM': '“',
};

const cpuMs = (work: () => unknown): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

/** The least of some runs: a collection of garbage falls into one of them, not into all. */
const leastMs = (work: () => unknown): number => Math.min(cpuMs(work), cpuMs(work), cpuMs(work));

/** Longer than any line that somebody wrote, short enough that a quadratic parser ends. */
const few = 8_000;
const growth = 4;

describe('a long line', function () {
  this.timeout(120_000);

  for (const [what, parse] of Object.entries(parsers)) {
    it(`takes ${what} no more than proportionally longer`, () => {
      parse('warm up');
      for (const [name, piece] of Object.entries(lines)) {
        const textOf = (length: number) => piece.repeat(Math.ceil(length / piece.length));
        const [short, long] = [textOf(few), textOf(few * growth)];
        const [shortMs, longMs] = [leastMs(() => parse(short)), leastMs(() => parse(long))];
        // Linear is 4 times, quadratic 16; what takes a few milliseconds says nothing.
        assert.ok(
          longMs < shortMs * growth * 2 + 10,
          `${what} of ${name}: ${shortMs} ms, and ${longMs} ms for ${growth} times the length`,
        );
      }
    });
  }

  it('is coloured by patterns of which no two quantifiers compete for a character', () => {
    const grammar = readFileSync('language/sms.tmLanguage.json', 'utf8');
    const [pattern] = /\^\[ \\\\t\]\*\(\[\^\\\\s:#-\].*?\(:\)/.exec(grammar) ?? [];
    assert.ok(pattern, 'no pattern for a key in the grammar');
    const key = new RegExp(JSON.parse(`"${pattern}"`) as string);
    const attack = (length: number) => `a${' '.repeat(length)}`;
    const shortMs = leastMs(() => key.test(attack(few)));
    const longMs = leastMs(() => key.test(attack(few * growth)));
    assert.ok(longMs < shortMs * growth * 2 + 10, `${shortMs} ms, ${longMs} ms`);
    assert.equal(key.exec('  custom string  : x')?.[1], 'custom string');
  });
});
