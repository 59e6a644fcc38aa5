import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** How long a process may say nothing before it counts as stuck. Its work takes half a second. */
const patienceMs = 30_000;

/** A process that runs, or will run, the campaign engine. */
export class Engine {
  readonly words: string[] = [];
  private readonly child: ChildProcess;
  private readonly ended: Promise<unknown>;
  private watchdog: NodeJS.Timeout | undefined;
  private onWord: () => void = () => undefined;
  private complaint = '';
  isStuck = false;
  hasEnded = false;

  constructor(program: string, env: Readonly<Record<string, string>> = {}) {
    this.child = spawn(process.execPath, [program], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    const lines = createInterface({ input: this.child.stdout! });
    lines.on('line', (word) => {
      this.words.push(word);
      this.watch();
      this.onWord();
    });
    this.child.stderr!.on('data', (chunk: Buffer) => {
      this.complaint += chunk.toString();
    });
    this.child.stdin!.on('error', () => undefined);
    this.ended = Promise.all([once(this.child, 'exit'), once(lines, 'close')]).then(() => {
      clearTimeout(this.watchdog);
      this.hasEnded = true;
      this.onWord();
    });
  }

  start(order: object): this {
    this.watch();
    this.child.stdin!.end(`${JSON.stringify(order)}\n`);
    return this;
  }

  /** What it said last, once it has ended; or that it was killed, or got stuck. */
  async end(): Promise<string> {
    await this.ended;
    if (this.isStuck) {
      return 'hang: nothing for half a minute';
    }
    const last = this.words.at(-1) ?? '';
    return /^(?:end|failed|locked|hang|struck)/u.test(last)
      ? last
      : `failed ${this.complaint.trim().replaceAll('\n', ' | ')}`;
  }

  /** Resolves when it says something that begins so, or can say nothing any more. */
  hears(beginning: string): Promise<boolean> {
    return new Promise((resolve) => {
      this.onWord = () => {
        const isHeard = this.words.some((word) => word.startsWith(beginning));
        if (isHeard || this.hasEnded) {
          this.onWord = () => undefined;
          resolve(isHeard);
        }
      };
      this.onWord();
    });
  }

  /** A process that was stopped is watched no more until it goes on. */
  stopWatching(): void {
    clearTimeout(this.watchdog);
  }

  goOn(): void {
    this.watch();
    this.child.kill('SIGCONT');
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }

  private watch(): void {
    clearTimeout(this.watchdog);
    this.watchdog = setTimeout(() => {
      this.isStuck = true;
      this.kill();
    }, patienceMs);
  }
}

/** Gives out processes that are up already: to start one can take longer than what it then does. */
export class Engines {
  private readonly spares: Engine[] = [];
  private readonly given = new Set<Engine>();
  private isOver = false;

  constructor(
    private readonly program: string,
    private readonly spareCount: number,
  ) {}

  take(): Engine {
    this.refuseWhenOver();
    const engine = this.spares.shift() ?? new Engine(this.program);
    while (this.spares.length < this.spareCount) {
      this.spares.push(new Engine(this.program));
    }
    this.given.add(engine);
    return engine;
  }

  /** One that takes itself to be somewhere else. */
  takeElsewhere(env: Readonly<Record<string, string>>): Engine {
    this.refuseWhenOver();
    const engine = new Engine(this.program, env);
    this.given.add(engine);
    return engine;
  }

  /** Nothing that a trial started outlives it. */
  async clear(): Promise<void> {
    for (const engine of this.given) {
      if (!engine.hasEnded) {
        engine.kill();
        await engine.end();
      }
    }
    this.given.clear();
  }

  async dispose(): Promise<void> {
    this.isOver = true;
    for (const spare of this.spares.splice(0)) {
      this.given.add(spare);
    }
    await this.clear();
  }

  private refuseWhenOver(): void {
    if (this.isOver) {
      throw new Error('The time is up');
    }
  }
}
