import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { seededRandom } from '../../src/sandbox/ids';
import { clocks } from './attacks/clocks';
import { doubleClicks } from './attacks/doubleClicks';
import { faults } from './attacks/faults';
import { flips } from './attacks/flips';
import { fullDisk } from './attacks/fullDisk';
import { kills } from './attacks/kills';
import { powerCuts } from './attacks/powerCuts';
import { recalls } from './attacks/recalls';
import { takeovers } from './attacks/takeovers';
import { twoEngines } from './attacks/twoEngines';
import { Engines } from './engine';
import { judge } from './judge';
import { Sandbox } from './sandbox';
import { attacked, found, goals, noCounts } from './tally';
import type { Counts } from './tally';
import { Trial } from './trial';
import type { Attack, Stage } from './trial';

const attacks: readonly Attack[] = [
  kills,
  recalls,
  powerCuts,
  faults,
  fullDisk,
  clocks,
  flips,
  takeovers,
  twoEngines,
  doubleClicks,
];

export interface TortureOptions {
  readonly minutes: number;
  readonly seed: number;
  /** Only this trial, as `attack:seed`. */
  readonly only?: string | undefined;
  readonly json?: string | undefined;
  readonly sandboxUrl: string;
  readonly engineProgram: string;
  readonly clickProgram: string;
}

/** What a trial still needs once it is under way, at most. */
const lastStartMs = 10_000;
/** What it takes to say how it went. */
const lastWordMs = 2000;
const progressEveryMs = 2000;

const print = (text: string): void => {
  process.stdout.write(text);
};

class Torture {
  private readonly counts: Counts = noCounts();
  private readonly trials = new Map<string, number>();
  private readonly stage: Stage;
  private shownAt = 0;
  private isOver = false;

  constructor(
    private readonly options: TortureOptions,
    stage: Omit<Stage, 'isOver'>,
  ) {
    this.stage = { ...stage, isOver: () => this.isOver };
  }

  async run(): Promise<Counts> {
    const { only, minutes } = this.options;
    if (only !== undefined) {
      const [name, seed] = only.split(':');
      const attack = attacks.find((each) => each.name === name);
      if (!attack || !seed) {
        throw new Error(`No such trial: ${only}`);
      }
      await this.try(attack, Number(seed));
      return this.counts;
    }
    const random = seededRandom(this.options.seed);
    const endsAt = minutes * 60_000;
    const deadline = setTimeout(
      () => {
        this.isOver = true;
        void this.stage.engines.dispose();
        void this.stage.windows.dispose();
      },
      endsAt - lastWordMs - this.elapsed,
    );
    while (!this.isOver && this.elapsed < endsAt - Math.min(lastStartMs, endsAt / 10)) {
      await this.try(this.next(), Math.floor(random() * 2 ** 31));
    }
    clearTimeout(deadline);
    return this.counts;
  }

  /** Since the script was started: to build takes its time too. */
  private get elapsed(): number {
    return performance.now();
  }

  /** The attack whose sum is furthest behind; of two that add to the same, the one tried less. */
  private next(): Attack {
    const behind = Math.min(...attacks.map(({ adds }) => this.counts[adds] / goals[adds]));
    const [next] = attacks
      .filter(({ adds }) => this.counts[adds] / goals[adds] <= behind)
      .sort((a, b) => this.tried(a) - this.tried(b));
    return next ?? kills;
  }

  private tried({ name }: Attack): number {
    return this.trials.get(name) ?? 0;
  }

  private async try(attack: Attack, seed: number): Promise<void> {
    this.trials.set(attack.name, this.tried(attack) + 1);
    const trial = new Trial(this.stage, attack.name, seed);
    try {
      await attack.run(trial);
      if (!attack.judgesItself) {
        await trial.finish();
        await judge(trial);
      }
    } catch (error) {
      trial.found(
        'lost',
        `the trial broke: ${error instanceof Error ? error.stack : String(error)}`,
      );
    }
    await this.stage.sandbox.disarm().catch(() => 0);
    await this.stage.engines.clear();
    await this.stage.windows.clear();
    // What the end of the time cut off proves nothing.
    if (this.isOver) {
      return;
    }
    this.add(trial);
    if (trial.findings.length > 0) {
      this.report(trial);
    }
    if (this.options.only === undefined) {
      await trial.remove();
    } else {
      print(`${trial.trace.join('\n')}\nits files: ${trial.folder}\n`);
    }
    this.showProgress();
  }

  private add(trial: Trial): void {
    for (const [name, times] of trial.done) {
      this.counts[name] += times;
    }
    for (const { found: name } of trial.findings) {
      this.counts[name]++;
    }
  }

  private report({ name, seed, findings }: Trial): void {
    const shown = findings.slice(0, 8).map((each) => `  ${each.found}: ${each.what}\n`);
    const more = findings.length - shown.length;
    print(`\n${name} found ${findings.length}:\n${shown.join('')}`);
    print(more > 0 ? `  and ${more} more\n` : '');
    print(`  repeat it: npm run torture -- --only ${name}:${seed}\n`);
  }

  private showProgress(): void {
    if (this.elapsed - this.shownAt < progressEveryMs) {
      return;
    }
    this.shownAt = this.elapsed;
    const done = attacked.map((name) => `${name} ${this.counts[name]}`).join(', ');
    const bad = found.reduce((sum, name) => sum + this.counts[name], 0);
    const line = `${Math.round(this.elapsed / 1000)} s: ${done}; found ${bad}`;
    print(process.stdout.isTTY ? `\r${line}   ` : `${line}\n`);
  }
}

function printTable(counts: Counts, seed: number): void {
  print(`\nTorture with seed ${seed}\n`);
  for (const name of [...attacked, ...found]) {
    print(`  ${name.padEnd(14)}${String(counts[name]).padStart(8)}\n`);
  }
}

/** Tortures the campaign engine until the time is up; resolves to whether nothing was found. */
export async function torture(options: TortureOptions): Promise<boolean> {
  const folder = mkdtempSync(path.join(tmpdir(), 'torture-'));
  const engines = new Engines(options.engineProgram, 2);
  const windows = new Engines(options.clickProgram, 1);
  const sandbox = new Sandbox(options.sandboxUrl);
  let counts: Counts;
  try {
    counts = await new Torture(options, { sandbox, engines, windows, folder }).run();
  } finally {
    await engines.dispose();
    await windows.dispose();
    if (options.only === undefined) {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  printTable(counts, options.seed);
  if (options.json !== undefined) {
    const figures = Object.entries(counts).map(([name, n]) => [`torture.${name}`, n] as const);
    writeFileSync(options.json, `${JSON.stringify(Object.fromEntries(figures), undefined, 2)}\n`);
  }
  return found.every((name) => counts[name] === 0);
}
