import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compileBody } from '../../../../src/sms/placeholders';
import { findNumberColumn } from '../../../../src/sms/recipients/numberColumn';
import type { NumberColumn } from '../../../../src/sms/recipients/numberColumn';
import { NumberIndex } from '../../../../src/sms/recipients/numberIndex';
import { readRecipients } from '../../../../src/sms/recipients/recipients';
import type {
  Recipient,
  RecipientOptions,
  RejectedRow,
} from '../../../../src/sms/recipients/recipients';
import { openTable } from '../../../../src/sms/recipients/recipientTable';

const au = { defaultCountry: 'AU' };

async function run(
  csv: string,
  options: Partial<RecipientOptions> = {},
): Promise<{ recipients: Recipient[]; rejected: RejectedRow[] }> {
  const recipients: Recipient[] = [];
  const rejected: RejectedRow[] = [];
  const message = compileBody('Hi {{name}}');
  const table = await openTable([csv], au);
  for await (const batch of readRecipients(table, {
    ...au,
    numberColumn: 1,
    message,
    ...options,
  })) {
    recipients.push(...batch.recipients);
    rejected.push(...batch.rejected);
  }
  return { recipients, rejected };
}

describe('readRecipients', () => {
  it('fills the message for each good row', async () => {
    const { recipients, rejected } = await run('name,mobile\nAnn,0411 111 111\nBob,+14055555555\n');
    assert.deepEqual(rejected, []);
    assert.deepEqual(recipients, [
      { row: 2, e164: '+61411111111', country: 'AU', text: 'Hi Ann' },
      { row: 3, e164: '+14055555555', country: 'US', text: 'Hi Bob' },
    ]);
  });

  it('calls a row a duplicate before it looks for blanks, but never of a row that is not sent', async () => {
    const { recipients, rejected } = await run(
      'name,mobile\n ,0411111111\nAnn,0411111111\n ,0411111111\n',
    );
    assert.deepEqual(
      recipients.map(({ row }) => row),
      [3],
    );
    assert.deepEqual(
      rejected.map(({ row, problem }) => [row, problem]),
      [
        [2, { code: 'emptyValue', fields: ['name'] }],
        [4, { code: 'duplicate', firstRow: 3 }],
      ],
    );
  });

  it('says of every other row why nothing goes there', async () => {
    const optedOut = new NumberIndex();
    optedOut.add('+61433333333');
    const { recipients, rejected } = await run(
      'name,mobile\nAnn,0411111111\nBob,12\nAnn again,+61 411 111 111\nCy,0433333333\n ,0422222222\n',
      { optedOut },
    );
    assert.equal(recipients.length, 1);
    assert.deepEqual(rejected, [
      { row: 3, number: '12', problem: { code: 'badNumber', reason: 'tooShort' } },
      { row: 4, number: '+61 411 111 111', problem: { code: 'duplicate', firstRow: 2 } },
      { row: 5, number: '0433333333', problem: { code: 'optedOut' } },
      { row: 6, number: '0422222222', problem: { code: 'emptyValue', fields: ['name'] } },
    ]);
  });

  it('does not let a row that is not sent hide a later one that is', async () => {
    const { recipients } = await run('name,mobile\n,0411111111\nAnn,0411111111\n');
    assert.deepEqual(
      recipients.map(({ row }) => row),
      [3],
    );
  });

  it('sends blank values when told to, but never a blank message', async () => {
    const options = { allowsEmptyValues: true };
    assert.equal((await run('name,mobile\n,0411111111\n', options)).recipients[0]?.text, 'Hi ');
    const blank = { ...options, message: compileBody('{{name}}') };
    const { rejected } = await run('name,mobile\n,0411111111\n', blank);
    assert.deepEqual(rejected[0]?.problem, { code: 'emptyMessage' });
  });

  it('sends nothing with a placeholder that no column fills', async () => {
    const { rejected } = await run('name,mobile\nAnn,0411111111\n', {
      message: compileBody('{{nmae}}'),
    });
    assert.deepEqual(rejected[0]?.problem, { code: 'unknownField', fields: ['nmae'] });
  });
});

describe('findNumberColumn', () => {
  const find = async (csv: string): Promise<NumberColumn> =>
    findNumberColumn(await openTable([csv], au), au);

  it('goes by the name, the mobile before the phone', async () => {
    assert.deepEqual(await find('Phone,Mobile Number,id\n02 9876 5432,0411111111,1\n'), {
      found: true,
      index: 1,
      by: 'name',
    });
    assert.deepEqual(await find('Téléphone,nom\n0411111111,Ann\n'), {
      found: true,
      index: 0,
      by: 'name',
    });
  });

  it('does not believe a name that the values contradict', async () => {
    assert.deepEqual(await find('mobile,contact\nyes,0411111111\nno,0422222222\n'), {
      found: true,
      index: 1,
      by: 'values',
    });
  });

  it('asks when two columns could be meant, or none', async () => {
    assert.deepEqual(await find('a,b\n0411111111,0422222222\n'), {
      found: false,
      candidates: [0, 1],
    });
    assert.deepEqual(await find('mobile,Mobile\n0411111111,0422222222\n'), {
      found: false,
      candidates: [0, 1],
    });
    assert.deepEqual(await find('a,b\nx,y\n'), { found: false, candidates: [] });
  });
});

describe('NumberIndex', () => {
  it('remembers the first row of each number, as a Map would, however many', () => {
    const number = fc.bigInt({ min: 1_000_000n, max: 1_000_400n }).map((n) => `+${n}`);
    fc.assert(
      fc.property(fc.array(number, { maxLength: 500 }), (numbers) => {
        const index = new NumberIndex();
        const map = new Map<string, number>();
        for (const [row, one] of numbers.entries()) {
          assert.equal(index.add(one, row), map.get(one));
          if (!map.has(one)) {
            map.set(one, row);
          }
        }
        assert.equal(index.size, map.size);
        for (const [one, row] of map) {
          assert.equal(index.rowOf(one), row);
        }
        assert.equal(index.has('+61411111111'), false);
      }),
    );
  });

  it('keeps a hundred thousand numbers of fifteen digits apart', () => {
    const index = new NumberIndex();
    for (let i = 0; i < 100_000; i++) {
      index.add(`+9999999${String(i).padStart(8, '0')}`, i);
    }
    assert.equal(index.size, 100_000);
    assert.equal(index.rowOf('+999999900054321'), 54_321);
    for (const row of [3, 20_000, 99_999]) {
      assert.equal(index.add(`+9999999${String(row).padStart(8, '0')}`, 7), row);
    }
    assert.equal(index.size, 100_000);
  });

  it('refuses what is no number', () => {
    assert.throws(() => {
      new NumberIndex().add('+61x');
    }, RangeError);
  });
});
