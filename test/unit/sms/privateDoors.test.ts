import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Metadata } from 'libphonenumber-js/max';

const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  dependencies: Readonly<Record<string, string>>;
};

/** The library publishes no types for it; only an exact version makes it safe to lean on. */
describe('what we use of libraries besides what they promise', () => {
  it('pins libphonenumber-js to one version', () => {
    assert.match(dependencies['libphonenumber-js'] ?? '', /^\d+\.\d+\.\d+$/);
  });

  it('finds the numbering plans inside libphonenumber-js', () => {
    const metadata = new Metadata() as unknown as {
      getCountryCodesForCallingCode(code: string): readonly string[];
      selectNumberingPlan(country: string): void;
      numberingPlan: Readonly<
        Record<
          | 'nationalNumberPattern'
          | 'callingCode'
          | 'nationalPrefix'
          | 'nationalPrefixForParsing'
          | 'leadingDigits',
          () => string | undefined
        >
      > & {
        type(name: string): {
          pattern(): string;
          possibleLengths(): readonly number[] | undefined;
        };
      };
    };
    assert.deepEqual(metadata.getCountryCodesForCallingCode('61'), ['AU', 'CC', 'CX']);
    metadata.selectNumberingPlan('AU');
    const plan = metadata.numberingPlan;
    assert.equal(plan.callingCode(), '61');
    assert.equal(plan.nationalPrefix(), '0');
    assert.match('412345678', new RegExp(`^(?:${plan.nationalNumberPattern() ?? 'x'})$`));
    assert.match('412345678', new RegExp(`^(?:${plan.type('MOBILE').pattern()})$`));
    assert.ok(plan.type('MOBILE').possibleLengths()?.includes(9));
    assert.match('0', new RegExp(`^(?:${plan.nationalPrefixForParsing() ?? 'x'})`));
    assert.ok(!plan.leadingDigits());
  });
});
