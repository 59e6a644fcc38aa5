import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  getCountries,
  getCountryCallingCode,
  getExampleNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { matchE164, nationalCandidate } from '../../../../src/sms/numbers/numberingPlan';
import { maskNumber } from '../../../../src/sms/numbers/maskedNumber';
import { countryOf, formatNumber, parseNumber } from '../../../../src/sms/numbers/phone';

const reasonOf = (text: string, defaultCountry?: string): string => {
  const result = parseNumber(text, { defaultCountry });
  return result.ok ? 'ok' : result.reason;
};
const e164Of = (text: string, defaultCountry?: string): string => {
  const result = parseNumber(text, { defaultCountry });
  return result.ok ? result.number.e164 : result.reason;
};

describe('parseNumber', () => {
  it("takes ClickSend's published test numbers", () => {
    for (const number of [
      '+61411111111',
      '+61422222222',
      '+61433333333',
      '+61444444444',
      '+14055555555',
      '+14055555666',
      '+447777777777',
      '+8615555555555',
    ]) {
      assert.equal(e164Of(number), number);
    }
  });

  it('reads national numbers of the default country, whatever its case', () => {
    assert.equal(e164Of('0411 111 111', 'AU'), '+61411111111');
    assert.equal(e164Of('(0)411-111-111', 'au'), '+61411111111');
    assert.equal(e164Of('61411111111', 'AU'), '+61411111111');
  });

  it('reads the forms people write', () => {
    for (const text of [
      '+61 (0)411 111 111',
      '+61.411.111.111',
      'tel:+61411111111',
      '＋６１４１１１１１１１１',
      '\u202a+61 411 111 111\u202c',
      '+61\u2011411\u2011111\u2011111',
      '0061411111111',
    ]) {
      assert.equal(e164Of(text), '+61411111111', text);
    }
    assert.equal(e164Of('0061411111111', 'AU'), '+61411111111');
  });

  it('says why a text is no number', () => {
    assert.equal(reasonOf('  '), 'empty');
    assert.equal(reasonOf('call Ann'), 'notANumber');
    assert.equal(reasonOf('6.14E+10', 'AU'), 'spreadsheetRounded');
    assert.equal(reasonOf('0411111111'), 'countryNeeded');
    assert.equal(reasonOf('0411111111', 'XX'), 'countryNeeded');
    assert.equal(reasonOf('+999123456789'), 'invalidCountry');
    assert.equal(reasonOf('+61411'), 'tooShort');
    assert.equal(reasonOf('+61411111111222222'), 'tooLong');
    assert.equal(reasonOf('+6141111111111'), 'invalidLength');
    assert.equal(reasonOf('+61411111111 ext 5'), 'hasExtension');
    assert.equal(reasonOf('+61147258369'), 'notValid');
  });

  it('does not fish a number out of other text', () => {
    assert.equal(reasonOf('order 0411111111 shipped', 'AU'), 'notANumber');
  });

  it('tells a fixed line from a mobile', () => {
    const line = (text: string): string | undefined => {
      const result = parseNumber(text);
      return result.ok ? result.number.line : undefined;
    };
    assert.equal(line('+61411111111'), 'mobile');
    assert.equal(line('+61 2 9876 5432'), 'fixed');
    assert.equal(line('+14055555555'), 'fixedOrMobile');
    assert.equal(line('+1 800 555 0199'), 'other');
  });
});

describe('matchE164', () => {
  it('takes the example number of every country for what libphonenumber does', () => {
    let matched = 0;
    for (const country of getCountries()) {
      const example = getExampleNumber(country, examples);
      if (!example) {
        continue;
      }
      const match = matchE164(example.number);
      if (!match) {
        continue;
      }
      matched++;
      assert.equal(match.country, parsePhoneNumberFromString(example.number)?.country, country);
    }
    assert.ok(matched > 200, `${matched} countries have the fast path`);
  });

  it('accepts nothing that libphonenumber rejects, and calls it the same', () => {
    const digits = fc.integer({ min: 0, max: 99_999_999_999 }).map(String);
    const nearNumber = fc
      .tuple(fc.constantFrom(...getCountries()), digits, fc.nat(6))
      .map(([country, tail, kept]) => {
        const head = getExampleNumber(country, examples)?.nationalNumber.slice(0, kept) ?? '';
        return `+${getCountryCallingCode(country)}${head}${tail.padStart(8, '7')}`;
      });
    const anyNumber = fc.bigInt({ min: 1_000_000n, max: 999_999_999_999_999n }).map((n) => `+${n}`);
    const mobile = fc.constantFrom(...getCountries()).chain((country) => {
      const example = getExampleNumber(country, examples)?.number ?? '+61411111111';
      return fc.tuple(fc.nat(4), fc.integer({ min: 0, max: 9999 })).map(([cut, tail]) => {
        const width = Math.min(cut, 4);
        return (
          example.slice(0, example.length - width) + String(tail).padStart(4, '0').slice(0, width)
        );
      });
    });
    let matched = 0;
    fc.assert(
      fc.property(fc.oneof(nearNumber, anyNumber, mobile), (text) => {
        const match = matchE164(text);
        if (!match) {
          return;
        }
        matched++;
        const parsed = parsePhoneNumberFromString(text, { extract: false });
        assert.equal(parsed?.isValid(), true, text);
        assert.equal(parsed.number, text);
        assert.equal(match.country, parsed.country, text);
        const type = parsed.getType();
        const line = {
          MOBILE: 'mobile',
          FIXED_LINE: 'fixed',
          FIXED_LINE_OR_MOBILE: 'fixedOrMobile',
        };
        assert.equal(match.line, (line as Record<string, string>)[type ?? ''] ?? 'other', text);
      }),
      { numRuns: 20_000, seed: 164 },
    );
    assert.ok(matched > 5000, `${matched} matched`);
  });
});

describe('nationalCandidate', () => {
  it('leads to the number that libphonenumber reads, wherever it leads to a valid one', () => {
    const country = fc.constantFrom(...getCountries());
    const digits = fc.integer({ min: 0, max: 99_999_999_999 }).map(String);
    const national = country.chain((code) => {
      const example = getExampleNumber(code, examples);
      const written = example?.formatNational() ?? '0411111111';
      const bare = example?.nationalNumber ?? '411111111';
      const changed = fc
        .tuple(
          fc.constantFrom(written, bare, `0${bare}`, `1${bare}`, `8${bare}`),
          digits,
          fc.nat(5),
        )
        .map(([text, tail, cut]) =>
          cut === 0 ? text : text.slice(0, text.length - cut) + tail.padStart(5, '3').slice(0, cut),
        );
      return fc.tuple(fc.oneof(changed, changed, digits), fc.constant(code));
    });
    let matched = 0;
    fc.assert(
      fc.property(national, ([text, code]) => {
        const candidate = nationalCandidate(text, code);
        const match = candidate === undefined ? undefined : matchE164(candidate);
        if (!match) {
          return;
        }
        matched++;
        const parsed = parsePhoneNumberFromString(text, { defaultCountry: code, extract: false });
        assert.ok(parsed, `${text} ${code}`);
        assert.equal(parsed.number, candidate, `${text} ${code}`);
        assert.equal(parsed.isValid(), true, `${text} ${code}`);
        assert.equal(parsed.country, match.country, `${text} ${code}`);
      }),
      { numRuns: 20_000, seed: 164 },
    );
    assert.ok(matched > 5000, `${matched} matched`);
  });
});

describe('phone number text', () => {
  it('knows the country', () => {
    assert.equal(countryOf('+61411111111'), 'AU');
    assert.equal(countryOf('+16135550123'), 'CA');
    assert.equal(countryOf('MyBrand'), undefined);
  });

  it('masks the middle for logs', () => {
    assert.equal(maskNumber('+61411111111'), '+61*******11');
    assert.equal(maskNumber('+1234567'), '+*****67');
    assert.equal(maskNumber('1234'), '****');
    assert.equal(maskNumber(''), '');
  });

  it('spaces a number for people and leaves other text alone', () => {
    assert.equal(formatNumber('+61411111111'), '+61 411 111 111');
    assert.equal(formatNumber('MyBrand'), 'MyBrand');
  });
});
