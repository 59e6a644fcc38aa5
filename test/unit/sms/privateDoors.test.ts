import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Parser } from 'csv-parse';
import { Metadata } from 'libphonenumber-js/max';

const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  dependencies: Readonly<Record<string, string>>;
};

/** Both libraries publish no types for these; only an exact version makes them safe to lean on. */
describe('what we use of libraries besides what they promise', () => {
  for (const name of ['csv-parse', 'libphonenumber-js']) {
    it(`pins ${name} to one version`, () => {
      assert.match(dependencies[name] ?? '', /^\d+\.\d+\.\d+$/);
    });
  }

  it('finds the parser without a stream inside csv-parse', () => {
    const { api } = new Parser({ delimiter: ';', relax_column_count: true }) as unknown as {
      api: {
        parse(
          chunk: Uint8Array | undefined,
          isEnd: boolean,
          push: (row: string[]) => void,
          close: () => void,
        ): Error | undefined;
      };
    };
    const rows: string[][] = [];
    const push = (row: string[]) => rows.push(row);
    assert.equal(
      api.parse(Buffer.from('a;"b;c"\nd'), false, push, () => undefined),
      undefined,
    );
    assert.equal(
      api.parse(undefined, true, push, () => undefined),
      undefined,
    );
    assert.deepEqual(rows, [['a', 'b;c'], ['d']]);
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
