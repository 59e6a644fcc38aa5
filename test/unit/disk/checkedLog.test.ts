import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkedText } from '../../../src/disk/checked';
import { readCheckedLog } from '../../../src/disk/checkedLog';

describe('a checked log', () => {
  let folder: string;
  const lines = ['{"t":"started"}', '{"t":"request","n":1}', '{"t":"answer"}'].map((text, index) =>
    checkedText(index, text),
  );
  const whole = lines.slice(0, 2).map((line) => `${line}\n`);

  const read = async (content: string) => {
    const file = path.join(folder, 'log');
    await writeFile(file, content);
    const texts: string[] = [];
    const log = await readCheckedLog(file, ({ text }) => texts.push(text));
    return { ...log, texts };
  };

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'log-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it('leaves out a line that was cut off while it was written, wherever that was', async () => {
    const torn = lines[2] ?? '';
    for (let length = 1; length < torn.length; length++) {
      const log = await read(whole.join('') + torn.slice(0, length));
      assert.equal(log.texts.length, 2, `${length}`);
      assert.equal(log.damagedAt, undefined);
      assert.equal(log.validLength, whole.join('').length);
    }
  });

  it('keeps the last whole line when its newline is spoilt and the next line was cut off', async () => {
    const torn = lines[2] ?? '';
    for (let length = 0; length < torn.length; length++) {
      const log = await read(`${whole[0] ?? ''}${lines[1] ?? ''} ${torn.slice(0, length)}`);
      assert.deepEqual(log.texts, ['{"t":"started"}', '{"t":"request","n":1}'], `${length}`);
      assert.equal(log.lacksNewline, true);
      assert.equal(log.validLength, whole.join('').length - 1);
    }
  });

  it('keeps it too when its newline is gone', async () => {
    const log = await read(`${whole[0] ?? ''}${lines[1] ?? ''}${(lines[2] ?? '').slice(0, 12)}`);
    assert.equal(log.texts.length, 2);
  });
});
