import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Journal, readJournal } from '../../../src/campaign/store/journal';
import { checkedText } from '../../../src/disk/checked';
import type { Placed } from '../../../src/campaign/store/journal';
import type { JournalRecord } from '../../../src/campaign/store/record';

describe('Journal', () => {
  let directory: string;
  let file: string;

  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'journal-'));
    file = path.join(directory, 'journal.jsonl');
  });

  afterEach(() => rm(directory, { recursive: true }));

  const record = (n: number): JournalRecord => ({ t: 'notSent', at: 1, n, why: 'ü' });
  const read = async () => {
    const placed: Placed[] = [];
    const result = await readJournal(file, (each) => placed.push(each));
    return { ...result, placed, numbers: placed.map(({ record: each }) => 'n' in each && each.n) };
  };

  it('keeps what was appended at once in the order of the calls, and knows where', async () => {
    const journal = await Journal.open(file, await read());
    const places = await Promise.all(
      Array.from({ length: 50 }, (_, n) => journal.append(record(2 * n), record(2 * n + 1))),
    );
    await journal.close();
    const { placed, numbers, validLength } = await read();
    assert.deepEqual(
      numbers,
      Array.from({ length: 100 }, (_, n) => n),
    );
    assert.deepEqual(places.flat(), placed);
    const bytes = await readFile(file);
    assert.equal(validLength, bytes.length);
    const { offset, length } = placed[77]!;
    assert.equal(
      bytes.toString('utf8', offset, offset + length),
      checkedText(77, JSON.stringify(record(77))),
    );
  });

  it('is empty where there is no file', async () => {
    assert.deepEqual((await read()).placed, []);
  });

  const line = (number: number, text: string) => `${checkedText(number, text)}\n`;
  const lineOf = (n: number) => line(n, JSON.stringify(record(n)));

  it('takes an unfinished last line for never written', async () => {
    for (const tail of [lineOf(1).slice(0, -9), '{"t":"notS', '\0\0\0', '\0'.repeat(5000)]) {
      await writeFile(file, lineOf(0) + tail);
      const { numbers, isDamaged } = await read();
      assert.deepEqual([numbers, isDamaged], [[0], false]);
      const journal = await Journal.open(file, await read());
      await journal.append(record(2));
      await journal.close();
      assert.deepEqual([(await read()).numbers, (await read()).isDamaged], [[0, 2], false]);
    }
  });

  it('keeps a last line that lacks nothing but its newline', async () => {
    for (const tail of ['', '\0', '\v']) {
      await writeFile(file, lineOf(0) + lineOf(1).slice(0, -1) + tail);
      const journal = await Journal.open(file, await read());
      await journal.append(record(2));
      await journal.close();
      assert.deepEqual([(await read()).numbers, (await read()).isDamaged], [[0, 1, 2], false]);
    }
  });

  for (const [what, text] of [
    ['a bad last line that has its newline', `${lineOf(0)}${'\0'.repeat(50)}\n`],
    ['a changed digit', lineOf(0) + lineOf(1).replace('"n":1', '"n":7') + lineOf(2)],
    ['a kind of line that this version does not know', line(0, '{"t":"surprise","at":1}')],
    ['a lost line', lineOf(0) + lineOf(2)],
    ['a line that stands there twice', lineOf(0) + lineOf(1) + lineOf(1)],
    ['lines in another order', lineOf(1) + lineOf(0)],
  ] as const) {
    it(`is damaged by ${what}, until it is mended`, async () => {
      await writeFile(file, text);
      const found = await read();
      assert.equal(found.isDamaged, true);
      // Killed in between, as often as may be.
      await (await Journal.open(file, found)).close();
      assert.equal((await read()).isDamaged, true);
      const journal = await Journal.open(file, await read());
      await journal.append({ t: 'mended', at: 1, i: [] });
      await journal.close();
      assert.equal((await read()).isDamaged, false);
    });
  }

  it('is damaged when it is shorter than it was', async () => {
    await writeFile(file, lineOf(0));
    const { validLength } = await read();
    const readAgain = async (known: number) => readJournal(file, () => undefined, known);
    assert.equal((await readAgain(validLength)).isDamaged, false);
    assert.equal((await readAgain(validLength + 1)).isDamaged, true);
    await rm(file);
    assert.equal((await readAgain(validLength)).isDamaged, true);
  });

  it('writes nothing more once the disk has failed', async () => {
    const journal = await Journal.open(file, await read());
    await journal.append(record(1));
    await journal.close();
    await assert.rejects(journal.append(record(2)));
    await assert.rejects(journal.append(record(3)));
    assert.deepEqual((await read()).numbers, [1]);
  });
});
