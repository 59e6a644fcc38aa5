import * as v from 'valibot';
import { seededRandom, type Random } from './ids';

export const faultKinds = [
  'latency',
  'rateLimit',
  'error',
  'reset',
  'malformedJson',
  'html',
  'slowBody',
  'truncatedBody',
  'hang',
] as const;

/** When the fault strikes: before the request took effect, or when it has. */
const moments = ['before', 'after'] as const;

export const faultDraft = v.strictObject({
  kind: v.picklist(faultKinds),
  method: v.optional(v.string()),
  /** Path with `*` for any run of characters; every API path when absent. */
  path: v.optional(v.string()),
  when: v.optional(v.picklist(moments)),
  /** How many requests it strikes; without end when absent. */
  count: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  /** How many matching requests it lets pass first. */
  skip: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  probability: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  seed: v.optional(v.pipe(v.number(), v.integer())),
  /** How long it waits, or how long a slow body takes. */
  ms: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(600_000))),
  /** HTTP status of `error` and `html`. */
  status: v.optional(v.pipe(v.number(), v.integer(), v.minValue(400), v.maxValue(599))),
  retryAfter: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
});

export type FaultDraft = v.InferOutput<typeof faultDraft>;

export interface Fault extends FaultDraft {
  readonly id: number;
  readonly when: (typeof moments)[number];
}

interface Armed {
  readonly fault: Fault;
  readonly pattern: RegExp;
  readonly random: Random;
  left: number;
  toSkip: number;
  struck: number;
}

/** Kinds that spoil an answer strike when the request has taken effect, unless told otherwise. */
const naturalMoment: Readonly<Record<FaultDraft['kind'], Fault['when']>> = {
  latency: 'before',
  rateLimit: 'before',
  error: 'before',
  reset: 'before',
  html: 'before',
  hang: 'before',
  malformedJson: 'after',
  slowBody: 'after',
  truncatedBody: 'after',
};

function patternOf(path: string | undefined): RegExp {
  const literal = (path ?? '*').replace(/[.+?^${}()|[\]\\]/gu, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${literal}$`, 'u');
}

/** Faults on demand: which requests are to go wrong, and how. */
export class FaultBook {
  private armed: Armed[] = [];
  private count = 0;

  get list(): readonly (Fault & { left: number | null; struck: number })[] {
    return this.armed.map(({ fault, left, struck }) => ({
      ...fault,
      left: Number.isFinite(left) ? left : null,
      struck,
    }));
  }

  add(draft: FaultDraft): Fault {
    const fault = { ...draft, id: ++this.count, when: draft.when ?? naturalMoment[draft.kind] };
    this.armed.push({
      fault,
      pattern: patternOf(draft.path),
      random: seededRandom(draft.seed ?? this.count),
      left: draft.count ?? Infinity,
      toSkip: draft.skip ?? 0,
      struck: 0,
    });
    return fault;
  }

  remove(id: number): boolean {
    const before = this.armed.length;
    this.armed = this.armed.filter(({ fault }) => fault.id !== id);
    return this.armed.length < before;
  }

  clear(): void {
    this.armed = [];
  }

  /** The fault that strikes this request, if any. A spent one stays in the list, with none left. */
  strike(method: string, path: string): Fault | undefined {
    for (const armed of this.armed) {
      const { fault, pattern, random } = armed;
      if (armed.left <= 0 || !pattern.test(path)) {
        continue;
      }
      if (fault.method !== undefined && fault.method.toUpperCase() !== method) {
        continue;
      }
      if (armed.toSkip > 0) {
        armed.toSkip--;
        continue;
      }
      if (fault.probability !== undefined && random() >= fault.probability) {
        continue;
      }
      armed.left--;
      armed.struck++;
      return fault;
    }
    return undefined;
  }
}
