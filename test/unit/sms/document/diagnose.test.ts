import assert from 'node:assert/strict';
import { diagnose } from '../../../../src/sms/document/diagnose';
import type { DiagnosticContext, Finding } from '../../../../src/sms/document/diagnostic';
import { parseDocument } from '../../../../src/sms/document/syntax';

const sampleContext: DiagnosticContext = {
  now: Date.parse('2026-11-23T00:00:00Z'),
  timeZone: 'Australia/Brisbane',
  defaultCountry: 'AU',
};

interface Found {
  readonly at: string;
  readonly severity: string;
  readonly finding: Finding;
}

const check = (text: string, context: Partial<DiagnosticContext> = {}): Found[] =>
  diagnose(parseDocument(text), { ...sampleContext, ...context }).map(
    ({ start, end, severity, finding }) => ({ at: text.slice(start, end), severity, finding }),
  );
const codes = (text: string, context: Partial<DiagnosticContext> = {}): string[] =>
  check(text, context).map(({ finding }) => finding.code);
const withHeader = (...header: string[]): string => `---\n${header.join('\n')}\n---\nHi`;
const findings = (text: string, code: Finding['code'], context = {}): Found[] =>
  check(text, context).filter(({ finding }) => finding.code === code);

describe('diagnose, header', () => {
  it('finds nothing wrong with a good document', () => {
    const text = [
      '---',
      'to: +61411111111, Ann <0422 222 222>',
      'from: MyBrand',
      'schedule: 2026-12-01 09:00 Australia/Brisbane',
      'custom_string: december-reminder',
      'country: AU',
      'from_email: ann@example.com',
      'shorten_urls: true',
      '---',
      'Hi, see you tomorrow. €5',
    ].join('\n');
    assert.deepEqual(check(text), []);
  });

  it('names each bad number, its place and why', () => {
    assert.deepEqual(check(withHeader('to: 0411111111, +61411, Ann')), [
      {
        at: '+61411',
        severity: 'error',
        finding: { code: 'badNumber', text: '+61411', reason: 'tooShort' },
      },
      {
        at: 'Ann',
        severity: 'error',
        finding: { code: 'badNumber', text: 'Ann', reason: 'notANumber' },
      },
    ]);
  });

  it('finds duplicates and fixed lines', () => {
    assert.deepEqual(codes(withHeader('to: 0411111111, +61 411 111 111, 02 9876 5432')), [
      'duplicateNumber',
      'notMobile',
    ]);
  });

  it("reads national numbers in the document's own country first", () => {
    assert.deepEqual(codes(withHeader('to: 07911 123456', 'country: GB')), []);
    assert.deepEqual(codes(withHeader('to: 07911 123456')), ['badNumber']);
  });

  it('suggests the key that was meant', () => {
    assert.deepEqual(check(withHeader('shedule: tomorrow 9am', 'zzz: 1')), [
      {
        at: 'shedule',
        severity: 'warning',
        finding: { code: 'unknownKey', key: 'shedule', suggestion: 'schedule' },
      },
      {
        at: 'zzz',
        severity: 'warning',
        finding: { code: 'unknownKey', key: 'zzz', suggestion: undefined },
      },
    ]);
  });

  it('finds a key twice, an empty one, a line that is none, and two sources of recipients', () => {
    assert.deepEqual(codes(withHeader('from: Ann', 'FROM: Bob')), ['duplicateKey']);
    assert.deepEqual(codes(withHeader('from:')), ['emptyValue']);
    assert.deepEqual(codes(withHeader('what')), ['badHeaderLine']);
    assert.deepEqual(codes('---\nto: +61411111111\nlist: a\n---\nReply STOP'), [
      'conflictingRecipients',
    ]);
    assert.deepEqual(codes('---\nfrom: Ann\nHi'), ['headerNotClosed']);
  });

  it('holds the sender against the rules and the countries of the recipients', () => {
    assert.deepEqual(
      check(withHeader('to: +14055555555', 'from: My Brand of tea')).map(({ finding }) =>
        finding.code === 'sender' ? finding.problem.code : finding.code,
      ),
      ['alphaTooLong', 'alphaHasSpaces', 'alphaNotForCountry'],
    );
  });

  it('checks time, country, address, switch and custom string', () => {
    assert.deepEqual(check(withHeader('schedule: yesterday 9am'))[0]?.finding, {
      code: 'schedule',
      reason: 'inPast',
    });
    assert.deepEqual(codes(withHeader('country: Australia')), ['unknownCountry']);
    assert.deepEqual(codes(withHeader('from_email: ann')), ['badEmail']);
    assert.deepEqual(codes(withHeader('shorten_urls: maybe')), ['badBoolean']);
    assert.deepEqual(codes(withHeader(`custom_string: ${'x'.repeat(51)}`)), [
      'customStringTooLong',
    ]);
  });
});

describe('diagnose, body', () => {
  it('finds a body with nothing in it', () => {
    assert.deepEqual(codes('---\nfrom: Ann\n---\n\n'), ['emptyBody']);
  });

  it('marks the text behind the last part the account may send', () => {
    const text = 'a'.repeat(306) + 'b'.repeat(10);
    const [found] = findings(text, 'tooManyParts', { maxParts: 2 });
    assert.equal(found?.at, 'b'.repeat(10));
    assert.deepEqual(codes('a'.repeat(306), { maxParts: 2 }), []);
  });

  it('names the one character that doubles the price', () => {
    assert.deepEqual(check(`${'a'.repeat(80)}’`), [
      {
        at: '’',
        severity: 'warning',
        finding: {
          code: 'forcesUcs2',
          character: '’',
          codePoint: 'U+2019',
          replacement: "'",
          level: 'faithful',
          parts: 2,
          partsAfter: 1,
        },
      },
    ]);
  });

  it('only mentions it when it costs nothing, and is silent when replacing would not help', () => {
    assert.equal(check('It’s')[0]?.severity, 'information');
    assert.deepEqual(codes('Привет, “мир” 😀'), []);
  });

  it('offers a lossy replacement where there is no faithful one', () => {
    const [found] = findings('façade', 'forcesUcs2');
    assert.ok(found?.finding.code === 'forcesUcs2');
    assert.deepEqual([found.finding.replacement, found.finding.level], ['c', 'lossy']);
  });

  it('finds placeholders without a column, and suggests the nearest', () => {
    const columns = ['First Name', 'mobile'];
    assert.deepEqual(check('Hi {{first_name}} {{moblie}} {{x y z}}', { columns }), [
      {
        at: '{{moblie}}',
        severity: 'error',
        finding: { code: 'unknownPlaceholder', name: 'moblie', suggestion: 'mobile' },
      },
      {
        at: '{{x y z}}',
        severity: 'error',
        finding: { code: 'unknownPlaceholder', name: 'x y z', suggestion: undefined },
      },
    ]);
    assert.deepEqual(codes('Hi {{anything}}'), []);
    assert.deepEqual(codes('Hi {{}} {{x'), ['brokenPlaceholder', 'brokenPlaceholder']);
  });

  it('finds links', () => {
    assert.deepEqual(
      findings('Go to bit.ly/x now', 'link').map(({ at }) => at),
      ['bit.ly/x'],
    );
  });

  it('misses the way to opt out in a campaign only', () => {
    const campaign = (body: string): string => `---\nrecipients: ./a.csv\n---\n${body}`;
    assert.deepEqual(codes(campaign('Sale today')), ['optOutMissing']);
    assert.deepEqual(codes(campaign('Sale today. Reply STOP to opt out.')), []);
    assert.deepEqual(codes(campaign('Sale today. To opt-out call us')), []);
    assert.deepEqual(codes('Sale today'), []);
  });

  it('finds the right places in a document with CRLF', () => {
    const text = '---\r\nfrom: Ann\r\n---\r\nHi\r\nyou\r\nx.io\r\n';
    assert.deepEqual(
      check(text).map(({ at }) => at),
      ['x.io'],
    );
  });

  it('lists no more than a reader can use', () => {
    assert.equal(findings('’'.repeat(5000), 'forcesUcs2').length, 100);
  });
});
