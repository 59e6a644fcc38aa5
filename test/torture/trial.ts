import { existsSync, mkdtempSync, readdirSync, utimesSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { seededRandom } from '../../src/sandbox/ids';
import type { Engine, Engines } from './engine';
import type { Order, Strike } from './process/order';
import type { Arrived, Sandbox } from './sandbox';
import type { Attacked, Found } from './tally';

/** What all trials share. */
export interface Stage {
  readonly sandbox: Sandbox;
  readonly engines: Engines;
  /** Windows with the whole extension. */
  readonly windows: Engines;
  readonly folder: string;
  /** Whether the time is up. */
  readonly isOver: () => boolean;
}

export interface Person {
  readonly to: string;
  readonly name: string;
  /** ClickSend will not send to this number. */
  readonly isRefused: boolean;
}

export const body = 'Hi {{first_name}}, see you on {{date}}.';
export const bodyFor = ({ name }: Person): string => `Hi ${name}, see you on Mon, 3rd.`;

/** Enough for everybody, in the currency's unit. */
export const plenty = 1000;
const priceOfOne = 0.0792;

/** One campaign, or several, that are attacked, brought to their end and judged. */
export class Trial {
  readonly random: () => number;
  /** What was done, for whoever has to understand a failure. */
  readonly trace: string[] = [];
  readonly done = new Map<Attacked, number>();
  readonly findings: { readonly found: Found; readonly what: string }[] = [];
  readonly folder: string;
  username: string;
  readonly campaignId: string;
  /** The campaign's folder. */
  directory: string;
  /** What arrived before the trial is not its doing. */
  private after = -1;
  readonly people: readonly Person[];
  readonly rejectedRows = 2;
  private orders = 0;

  constructor(
    readonly stage: Stage,
    readonly name: string,
    readonly seed: number,
  ) {
    this.random = seededRandom(seed);
    this.folder = mkdtempSync(path.join(stage.folder, `${name}-`));
    this.username = `${path.basename(this.folder)}@example.com`.toLowerCase();
    this.campaignId = Array.from({ length: 8 }, () => this.between(0, 35).toString(36)).join('');
    this.directory = path.join(this.folder, this.campaignId);
    // Windows share an account, so no two trials may share a number. No ending of these is magic.
    const base = `+6143${String(this.between(0, 999)).padStart(3, '0')}`;
    const first = this.between(5000, 9900);
    this.people = [
      ...Array.from({ length: this.between(12, 30) }, (_, n) => ({
        to: `${base}${first + n}`,
        name: `Ann ${n}`,
        isRefused: false,
      })),
      { to: `${base}0404`, name: 'Nobody', isRefused: true },
    ];
  }

  /** An integer from `least` to `most`. */
  between(least: number, most: number): number {
    return least + Math.floor(this.random() * (most - least + 1));
  }

  chance(share: number): boolean {
    return this.random() < share;
  }

  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.random() * items.length)]!;
  }

  did(attack: Attacked, times = 1): void {
    this.done.set(attack, (this.done.get(attack) ?? 0) + times);
  }

  tell(line: string): void {
    this.trace.push(line);
  }

  found(found: Found, what: string): void {
    this.findings.push({ found, what });
  }

  /** An account with money for everybody, or for some, and a table with two rows that get nothing. */
  async prepare({ isShort = false } = {}): Promise<void> {
    const rows = this.people.map(({ to, name }) => `${name},${to},"Mon, 3rd"`);
    const [twin] = this.people;
    const csv = ['first_name,mobile,date', ...rows, 'Bad,+6141,Tue', `Twin,${twin?.to ?? ''},Wed`];
    await writeFile(this.csv, csv.join('\r\n'));
    const funds = isShort ? priceOfOne * this.between(1, this.people.length - 2) : plenty;
    await this.stage.sandbox.balance(this.username, funds);
    this.funds = funds;
    this.after = await this.stage.sandbox.last();
  }

  funds = plenty;

  async topUp(): Promise<void> {
    const left = await this.stage.sandbox.balance(this.username);
    await this.stage.sandbox.balance(this.username, left + plenty);
    this.funds += plenty;
  }

  arrived(): Promise<readonly Arrived[]> {
    return this.stage.sandbox.arrived(this.username, this.after);
  }

  get csv(): string {
    return path.join(this.folder, 'customers.csv');
  }

  order(changes: Partial<Order> = {}): Order {
    return {
      directory: this.directory,
      csv: this.csv,
      body,
      baseUrl: this.stage.sandbox.url,
      username: this.username,
      concurrency: this.between(1, 3),
      requestSize: this.between(2, 6),
      until: 'run',
      ...changes,
    };
  }

  /** Runs an engine process to its end, or to its death; says how it ended. */
  async engine(changes: Partial<Order> = {}, engine = this.stage.engines.take()): Promise<string> {
    return this.follow(engine.start(this.order(changes)), changes.strike);
  }

  async follow(engine: Engine, strike?: Strike): Promise<string> {
    const label = `engine ${++this.orders}`;
    const end = await engine.end();
    for (const word of engine.words) {
      this.tell(`${label}: ${word}`);
    }
    if (end.startsWith('hang')) {
      this.found('hangs', `${label} ${end}${strike ? `, after ${JSON.stringify(strike)}` : ''}`);
    } else if (end !== engine.words.at(-1)) {
      this.tell(`${label}: ${end}`);
    }
    return end;
  }

  /** Undisturbed, and with money, to the end. */
  async finish(): Promise<void> {
    await this.topUp();
    const end = await this.engine({ until: 'end' });
    if (end !== 'end finished' && !end.startsWith('hang')) {
      this.found('lost', `it cannot be brought to its end: ${end}`);
    }
  }

  /** Files look a minute older: a lock that nobody could write whole is free after a while. */
  aMinuteLater(): void {
    const then = Date.now() / 1000 - 60;
    for (const name of existsSync(this.directory) ? readdirSync(this.directory) : []) {
      utimesSync(path.join(this.directory, name), then, then);
    }
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** One way to torture; what it leaves behind is finished and judged unless it does that itself. */
export interface Attack {
  readonly name: string;
  /** What it mostly adds to. */
  readonly adds: Attacked;
  readonly run: (trial: Trial) => Promise<void>;
  readonly judgesItself?: boolean;
}
