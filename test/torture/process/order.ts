/** What an engine process is at, as far as an attack can choose it. */
export type Phase = 'plan' | 'open' | 'settle' | 'send' | 'recall' | 'close';

/** What happens to an engine process at one of its own steps: a disk call, a request, a wait. */
export interface Strike {
  readonly how: 'kill' | 'stop' | 'powerCut' | 'fullDisk' | 'clock';
  /** Any phase unless given. */
  readonly phase?: Phase | undefined;
  /** Only steps whose name holds this count. */
  readonly on?: string | undefined;
  /** The n-th of those steps, from 1. */
  readonly nth: number;
  /** `half`: of a write the first half, of a request so much that it is on its way. */
  readonly side: 'before' | 'half' | 'after';
  /** How far `clock` jumps, in milliseconds. */
  readonly ms?: number | undefined;
}

/** What the torture asks of an engine process, as a line of JSON. */
export interface Order {
  readonly directory: string;
  readonly csv: string;
  readonly body: string;
  readonly baseUrl: string;
  readonly username: string;
  readonly concurrency: number;
  readonly requestSize: number;
  /**
   * Whether it plans, makes one run as a window does, goes on until nothing more can be done, or
   * takes back what is scheduled.
   */
  readonly until: 'planned' | 'run' | 'end' | 'recalled';
  /** Unix seconds; at once unless given. */
  readonly schedule?: number | undefined;
  readonly takesOver?: boolean | undefined;
  readonly strike?: Strike | undefined;
  /** Keeps count of what is synced, for a power cut; the account of it goes into this file. */
  readonly powerFile?: string | undefined;
}
