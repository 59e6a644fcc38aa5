import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Journal, readJournal } from '../../../src/campaign/store/journal';
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
    const journal = await Journal.open(file, 0);
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
    assert.deepEqual(JSON.parse(bytes.toString('utf8', offset, offset + length)), record(77));
  });

  it('is empty where there is no file', async () => {
    assert.deepEqual((await read()).placed, []);
  });

  it('takes an unfinished or unreadable last line for never written', async () => {
    const good = `${JSON.stringify(record(1))}\n`;
    for (const tail of ['{"t":"notS', '{"t":"notS\n', '\0\0\0', `${'\0'.repeat(50)}\n`, '[]\n']) {
      await writeFile(file, good + tail);
      const { numbers, validLength, isDamaged } = await read();
      assert.deepEqual([numbers, validLength, isDamaged], [[1], Buffer.byteLength(good), false]);
      const journal = await Journal.open(file, validLength);
      await journal.append(record(2));
      await journal.close();
      assert.deepEqual((await read()).numbers, [1, 2]);
    }
  });

  it('is damaged when a line before the last cannot be read, until it is mended', async () => {
    const lines = [JSON.stringify(record(1)), '?', JSON.stringify(record(2))];
    await writeFile(file, `${lines.join('\n')}\n`);
    const { numbers, isDamaged, validLength } = await read();
    assert.deepEqual([numbers, isDamaged], [[1, 2], true]);
    const journal = await Journal.open(file, validLength);
    await journal.append({ t: 'mended', at: 1, i: [] });
    await journal.close();
    assert.equal((await read()).isDamaged, false);
  });

  it('is damaged by a kind of line that this version does not know', async () => {
    await writeFile(file, `{"t":"surprise","at":1}\n${JSON.stringify(record(1))}\n`);
    assert.equal((await read()).isDamaged, true);
  });

  it('writes nothing more once the disk has failed', async () => {
    const journal = await Journal.open(file, 0);
    await journal.append(record(1));
    await journal.close();
    await assert.rejects(journal.append(record(2)));
    await assert.rejects(journal.append(record(3)));
    assert.deepEqual((await read()).numbers, [1]);
  });
});
