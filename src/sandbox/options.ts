import type { WallClock } from './clock';
import type { Decisions } from './decisions';
import type { Random } from './ids';
import type { Deliver } from './pushes/delivery';

export interface SandboxOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Folder to keep the data in; in memory when absent. */
  readonly dataFolder?: string;
  /** What a new account finds. `demo` unless told otherwise. */
  readonly seed?: 'none' | 'demo';
  readonly decisions?: Partial<Decisions>;
  /** Username to key, for `strictCredentials`. */
  readonly credentials?: Readonly<Record<string, string>>;
  /** Host names to answer to besides loopback ones. */
  readonly allowedHosts?: readonly string[];
  /** Largest request body in bytes; 8 MiB unless told otherwise. */
  readonly bodyLimit?: number;
  /** How long a request's head may take; 10 s unless told otherwise. Its body may take six times that. */
  readonly headersTimeoutMs?: number;
  /** End when no lease has been held for so long: see `onAbandoned`. */
  readonly leaseGraceMs?: number;
  readonly onAbandoned?: () => void;
  /** How `POST /_sandbox/stop` ends the process; without it, it is refused. */
  readonly onStop?: () => void;
  readonly version?: string;
  readonly wall?: WallClock;
  readonly random?: Random;
  readonly deliver?: Deliver;
}
