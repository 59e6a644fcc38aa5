import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Clock, type WallClock } from '../../../src/sandbox/clock';
import { parseArguments } from '../../../src/sandbox/commandLine';
import { Ids, seededRandom } from '../../../src/sandbox/ids';
import { Leases } from '../../../src/sandbox/leases';
import { countryOf, toE164 } from '../../../src/sandbox/network/countries';
import { FileJournal } from '../../../src/sandbox/store/journal';
import { replay } from '../../../src/sandbox/store/replay';

/** A wall clock that moves when told to. */
function handClock(): WallClock & { pass(ms: number): void } {
  let now = 1_000_000;
  let timers: { at: number; run: () => void }[] = [];
  return {
    now: () => now,
    after: (ms, run) => {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
    pass: (ms) => {
      now += ms;
      const due = timers.filter(({ at }) => at <= now);
      timers = timers.filter(({ at }) => at > now);
      for (const { run } of due) {
        run();
      }
    },
  };
}

describe('the clock', () => {
  it('runs events in order of time, and those of one moment in order of planning', () => {
    const wall = handClock();
    const clock = new Clock(wall);
    const seen: string[] = [];
    for (const [name, ms] of [
      ['c', 30],
      ['a', 10],
      ['b1', 20],
      ['b2', 20],
    ] as const) {
      clock.at(clock.now() + ms, () => seen.push(name));
    }
    wall.pass(20);
    assert.deepEqual(seen, ['a', 'b1', 'b2']);
    wall.pass(20);
    assert.deepEqual(seen, ['a', 'b1', 'b2', 'c']);
  });

  it('agrees with a sorted list on a thousand random events', () => {
    const random = seededRandom(3);
    const clock = new Clock(handClock());
    const planned = Array.from({ length: 1000 }, () => Math.floor(random() * 500));
    const seen: number[] = [];
    for (const ms of planned) {
      clock.at(1_000_000 + ms, (at) => seen.push(at - 1_000_000));
    }
    clock.advance(500);
    assert.deepEqual(
      seen,
      planned.toSorted((a, b) => a - b),
    );
  });

  it('stands still while frozen, and goes on from there', () => {
    const wall = handClock();
    const clock = new Clock(wall);
    let hasRun = false;
    clock.at(clock.now() + 100, () => (hasRun = true));
    clock.freeze();
    wall.pass(1000);
    assert.equal(hasRun, false);
    clock.resume();
    assert.equal(clock.now(), 1_000_000);
    wall.pass(99);
    assert.equal(hasRun, false);
    wall.pass(10);
    assert.equal(hasRun, true);
  });

  it('tells an event when it was due, and runs what that made due', () => {
    const clock = new Clock(handClock());
    const seen: number[] = [];
    clock.at(1_000_100, (at) => {
      seen.push(at);
      clock.at(at + 50, (next) => seen.push(next));
    });
    clock.advance(10_000);
    assert.deepEqual(seen, [1_000_100, 1_000_150]);
  });
});

describe('leases', () => {
  it('end the process only when nobody came back in time', () => {
    const wall = handClock();
    let isOver = false;
    const leases = new Leases(wall, 100, () => (isOver = true));
    wall.pass(99);
    const back = leases.take();
    wall.pass(1000);
    back();
    back();
    wall.pass(99);
    const again = leases.take();
    wall.pass(1000);
    assert.equal(isOver, false);
    again();
    wall.pass(100);
    assert.equal(isOver, true);
  });
});

describe('ids', () => {
  it('are upper-case UUIDs in order of time, also when it stands still or goes back', () => {
    let now = 1_796_083_200_000;
    const ids = new Ids(seededRandom(1), () => now);
    const made = Array.from({ length: 100 }, (_, i) => {
      now += i % 3 === 0 ? -5 : 1;
      return ids.timeOrdered();
    });
    assert.deepEqual(made, made.toSorted());
    assert.equal(new Set(made).size, 100);
    for (const id of made) {
      assert.match(id, /^1F[0-9A-F]{6}-[0-9A-F]{4}-6[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$/u);
    }
    assert.match(ids.random4(), /^[0-9A-F]{8}-[0-9A-F]{4}-4[0-9A-F]{3}-[89AB][0-9A-F]{3}-/u);
  });
});

describe('the log', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'clicksend-log-'));
    file = path.join(folder, 'log');
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const read = async () => {
    const values: unknown[] = [];
    const { length, damaged } = await replay(file, (value) => values.push(value));
    return { values, length, damaged };
  };

  it('is empty when there is none', async () => {
    assert.deepEqual(await read(), { values: [], length: 0, damaged: 0 });
  });

  it('gives back what was appended, cut off where the last line is torn', async () => {
    const journal = new FileJournal(file, 0);
    const long = 'ü'.repeat(3_000_000);
    for (const value of [1, 'two', long]) {
      journal.append(JSON.stringify(value));
    }
    journal.close();
    const whole = readFileSync(file).length;
    writeFileSync(file, '{"torn', { flag: 'a' });
    const { values, length } = await read();
    assert.deepEqual(values, [1, 'two', long]);
    assert.equal(length, whole);
    const next = new FileJournal(file, length);
    next.append('4');
    next.close();
    assert.deepEqual((await read()).values, [1, 'two', long, 4]);
  });

  it('leaves zeros at the end out, but does not read past damage in the middle', async () => {
    writeFileSync(file, '1\n\0\0\0\n\0');
    assert.deepEqual(await read(), { values: [1], length: 2, damaged: 1 });
    writeFileSync(file, '1\n{"broken\n2\n');
    await assert.rejects(read(), /line 2 is damaged/u);
  });

  it('tells those who wait only when their line is written', () => {
    const journal = new FileJournal(file, 0);
    journal.append('1');
    let contents: string | undefined;
    journal.afterSave(() => (contents = readFileSync(file, 'utf8')));
    assert.equal(contents, undefined);
    journal.flush();
    assert.equal(contents, '1\n');
    journal.close();
  });
});

describe('phone numbers', () => {
  for (const [text, country, expected] of [
    ['+61400000201', 'US', '+61400000201'],
    ['+61 400 000 201', 'US', '+61400000201'],
    ['0400 000 201', 'AU', '+61400000201'],
    ['61400000201', 'AU', '+61400000201'],
    ['0061400000201', 'GB', '+61400000201'],
    ['(202) 555-0201', 'US', '+12025550201'],
    ['12025550201', 'US', '+12025550201'],
    ['hello', 'AU', undefined],
    ['+0', 'AU', undefined],
    ['', 'AU', undefined],
  ] as const) {
    it(`reads "${text}" in ${country} as ${String(expected)}`, () => {
      assert.equal(toE164(text, country), expected);
    });
  }

  it('belong to countries', () => {
    const countries = [
      '+61400000201',
      '+12025550201',
      '+14165550201',
      '+447400000201',
      '+8615555555555',
    ];
    assert.deepEqual(countries.map(countryOf), ['AU', 'US', 'CA', 'GB', 'CN']);
    assert.equal(countryOf('+614'), undefined);
    assert.equal(countryOf('+999123456789'), undefined);
  });
});

describe('the command line', () => {
  it('reads what it knows', () => {
    const parsed = parseArguments([
      ...['--port', '0', '--data', 'here', '--seed', 'none', '--strict', 'me@example.com:a:b'],
      ...['--decide', 'sendDelayMs=0', '--rate-limit', '5', '--lease', '--lease-grace', '2'],
    ]);
    assert.ok(typeof parsed !== 'string');
    assert.deepEqual(parsed.options, {
      ...{ port: 0, seed: 'none', dataFolder: 'here', leaseGraceMs: 2000, allowedHosts: [] },
      decisions: { rateLimit: 5, strictCredentials: true, sendDelayMs: 0 },
      credentials: { 'me@example.com': 'a:b' },
    });
  });

  for (const args of [
    ['--port', 'x'],
    ['--port', '70000'],
    ['--seed', 'odd'],
    ['--decide', 'odd=1'],
    ['--strict', 'nokey'],
    ['--unknown'],
    ['stray'],
  ]) {
    it(`says what is wrong with ${args.join(' ')}`, () => {
      assert.equal(typeof parseArguments(args), 'string');
    });
  }
});
