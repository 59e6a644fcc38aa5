import * as vscode from 'vscode';
import type { CaughtPush, Delivery } from './caughtPush';
import type { PushFile } from './pushFile';

export interface StoreLimits {
  readonly pushes: number;
  /** Of all pushes together, in UTF-16 units of their stored form, or nearly so. */
  readonly size: number;
  readonly deliveriesEach: number;
}

const defaultLimits: StoreLimits = { pushes: 1000, size: 8_000_000, deliveriesEach: 20 };

/** About what a push without a body takes. */
const baseSize = 400;

const sizeOf = ({ raw, bodyBase64 }: CaughtPush) =>
  baseSize + raw.body.length + raw.query.length + (bodyBase64?.length ?? 0);

/** The last pushes caught, newest last, in memory and on disk. */
export class PushStore implements vscode.Disposable {
  private readonly pushes = new Map<string, CaughtPush>();
  private size = 0;
  private loading: Promise<void> | undefined;
  private readonly changes = new vscode.EventEmitter<void>();
  private readonly limits: StoreLimits;
  readonly onDidChange = this.changes.event;

  constructor(
    /** Absent where there is no place to keep files. */
    private readonly file: PushFile | undefined,
    limits: Partial<StoreLimits> = {},
  ) {
    this.limits = { ...defaultLimits, ...limits };
  }

  /** Reads what earlier sessions kept; pushes caught meanwhile stay, after those. */
  load(): Promise<void> {
    this.loading ??= this.read();
    return this.loading;
  }

  all(): readonly CaughtPush[] {
    return [...this.pushes.values()];
  }

  get count(): number {
    return this.pushes.size;
  }

  find(id: string): CaughtPush | undefined {
    return this.pushes.get(id);
  }

  add(push: CaughtPush): void {
    this.keep(push);
    this.file?.append({ push });
    this.trim();
    this.changes.fire();
  }

  addDelivery(id: string, delivery: Delivery): void {
    if (this.join(id, delivery)) {
      this.file?.append({ id, delivery });
      this.changes.fire();
    }
  }

  async clear(): Promise<void> {
    this.pushes.clear();
    this.size = 0;
    this.changes.fire();
    await this.file?.rewrite(() => this.all());
  }

  dispose(): void {
    this.file?.flushNow();
    this.changes.dispose();
  }

  private async read(): Promise<void> {
    const records = (await this.file?.load()) ?? [];
    const caughtMeanwhile = this.all();
    this.pushes.clear();
    this.size = 0;
    for (const record of records) {
      if ('push' in record) {
        this.keep(record.push);
      } else {
        this.join(record.id, record.delivery);
      }
    }
    for (const push of caughtMeanwhile) {
      this.keep(push);
    }
    this.trim();
    this.changes.fire();
  }

  private keep(push: CaughtPush): void {
    const before = this.pushes.get(push.id);
    this.size += sizeOf(push) - (before ? sizeOf(before) : 0);
    this.pushes.set(push.id, push);
  }

  private join(id: string, delivery: Delivery): boolean {
    const push = this.pushes.get(id);
    if (push) {
      const deliveries = [...push.deliveries, delivery].slice(-this.limits.deliveriesEach);
      this.pushes.set(id, { ...push, deliveries });
    }
    return push !== undefined;
  }

  private trim(): void {
    for (const [id, push] of this.pushes) {
      if (this.pushes.size <= this.limits.pushes && this.size <= this.limits.size) {
        break;
      }
      this.pushes.delete(id);
      this.size -= sizeOf(push);
    }
    if (this.file && this.file.size > this.limits.size * 2) {
      void this.file.rewrite(() => this.all());
    }
  }
}
