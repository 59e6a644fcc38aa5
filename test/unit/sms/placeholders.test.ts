import assert from 'node:assert/strict';
import {
  compileBody,
  fieldKey,
  fillPlaceholders,
  findBrokenPlaceholders,
  findPlaceholders,
} from '../../../src/sms/placeholders';

const from =
  (values: Record<string, string>) =>
  (field: string): string | undefined =>
    values[field];

describe('findPlaceholders', () => {
  it('finds all three ways of writing them, with offsets', () => {
    const body = 'Hi {{ first_name }}, (Last Name) {CustomString2} (Cust. 4)';
    assert.deepEqual(
      findPlaceholders(body).map(({ start, end, field, style }) => [
        body.slice(start, end),
        field,
        style,
      ]),
      [
        ['{{ first_name }}', 'first_name', 'braces'],
        ['(Last Name)', 'last_name', 'dashboard'],
        ['{CustomString2}', 'custom_2', 'contactField'],
        ['(Cust. 4)', 'custom_4', 'dashboard'],
      ],
    );
  });

  it('leaves other brackets alone', () => {
    assert.deepEqual(findPlaceholders('{x} (see you) {Name} (Cust. 5) {{}} {{a\nb}} {{ - }}'), []);
  });

  it('takes time in proportion to the text, braces or not', () => {
    assert.equal(findPlaceholders('{{'.repeat(200_000)).length, 0);
    assert.equal(findPlaceholders(`{{${'a'.repeat(400_000)}`).length, 0);
  }).timeout(2000);

  it('names the ones that will never be filled', () => {
    const body = '{{name}} {{}} {{na\nme}} {{ ';
    assert.deepEqual(
      findBrokenPlaceholders(body).map(({ start, end, reason }) => [
        body.slice(start, end),
        reason,
      ]),
      [
        ['{{}}', 'emptyName'],
        ['{{', 'notClosed'],
        ['{{', 'notClosed'],
      ],
    );
  });
});

describe('fieldKey', () => {
  it('brings spellings of the same field together', () => {
    for (const name of ['First Name', 'first_name', 'FirstName', ' FIRST-NAME ', '(First name)']) {
      assert.equal(fieldKey(name), 'first_name', name);
    }
    assert.equal(fieldKey('Cust. 1'), 'custom_1');
    assert.equal(fieldKey('Größe'), fieldKey('gro\u0308ße'));
  });
});

describe('fillPlaceholders', () => {
  it('fills each place', () => {
    const { text, missing, empty } = fillPlaceholders(
      '{{name}}, {{ Name }} owes {{amount}}.',
      from({ name: 'Ann', amount: '$5' }),
    );
    assert.equal(text, 'Ann, Ann owes $5.');
    assert.deepEqual([missing, empty], [[], []]);
  });

  it('never expands what a value contains', () => {
    const { text } = fillPlaceholders('{{a}} {{b}}', from({ a: '{{b}}', b: '(First Name) $& $1' }));
    assert.equal(text, '{{b}} (First Name) $& $1');
  });

  it('keeps unknown placeholders as written and names them once', () => {
    assert.deepEqual(fillPlaceholders('{{x}} {{ X }} {{y}}', from({ y: ' ' })), {
      text: '{{x}} {{ X }}  ',
      missing: ['x'],
      empty: ['y'],
    });
  });

  it('gives nothing that every object has', () => {
    const body = compileBody('{{constructor}}');
    assert.deepEqual(body.fields, ['constructor']);
    assert.deepEqual(body.fill(() => undefined).missing, ['constructor']);
  });
});
