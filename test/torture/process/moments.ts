import { writeSync } from 'node:fs';
import { realPid } from './machine';
import type { Phase, Strike } from './order';

/** Tells the torture how far it is: one line, written before anything else can happen. */
export const say = (line: string): void => {
  writeSync(1, `${line}\n`);
};

/** Goes round the event loop, where what is under way moves on. */
const turns = async (count: number): Promise<void> => {
  for (let i = 0; i < count; i++) {
    await new Promise((resolve) => setImmediate(resolve));
  }
};

/** Ends this process at once; nothing of it runs after this. */
const die = (): void => {
  process.kill(realPid, 'SIGKILL');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
};

/** The steps of this process that leave a trace outside of it, and what strikes at one of them. */
class Moments {
  phase: Phase = 'plan';
  isDiskFull = false;
  /** Milliseconds by which this process believes it to be later than it is. */
  clockOffset = 0;
  /** Writes down what of the disk is synced. */
  beforePowerCut: () => void = () => undefined;
  private strike: Strike | undefined;
  private passed = 0;

  arm(strike: Strike | undefined): void {
    this.strike = strike;
  }

  /** Takes a step that may be struck. `half` does a part of it, for strikes in its middle. */
  async step<T>(name: string, work: () => Promise<T>, half?: () => Promise<unknown>): Promise<T> {
    const strike = this.next(name);
    if (strike?.side === 'before') {
      this.hit(strike, name);
    }
    if (strike?.side === 'half') {
      if (half) {
        await half();
      } else {
        const started = work();
        started.catch(() => undefined);
        await turns(strike.nth % 7);
        this.hit(strike, name);
        return started;
      }
      this.hit(strike, name);
    }
    const done = await work();
    if (strike?.side === 'after') {
      this.hit(strike, name);
    }
    return done;
  }

  private next(name: string): Strike | undefined {
    const { strike, phase } = this;
    if (!strike || (strike.phase ?? phase) !== phase || !name.includes(strike.on ?? '')) {
      return undefined;
    }
    return ++this.passed === strike.nth ? strike : undefined;
  }

  private hit({ how, side, ms = 0 }: Strike, name: string): void {
    say(`struck ${how} ${side} ${name} in ${this.phase}`);
    switch (how) {
      case 'kill':
        die();
        break;
      case 'powerCut':
        this.beforePowerCut();
        die();
        break;
      case 'stop':
        process.kill(realPid, 'SIGSTOP');
        break;
      case 'fullDisk':
        this.isDiskFull = true;
        break;
      case 'clock':
        this.clockOffset += ms;
        break;
    }
  }
}

export const moments = new Moments();
