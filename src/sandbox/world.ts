import type { Clock } from './clock';
import type { Decisions } from './decisions';
import type { FaultBook } from './faults';
import type { Ids, Random } from './ids';
import type { Directory } from './network/directory';
import type { Carrier } from './network/carrier';
import type { Inbox } from './network/inbox';
import type { Postman } from './pushes/postman';
import type { Throttle } from './network/throttle';
import type { ExportLinks } from './exportLinks';
import type { Store } from './store/store';

/** What the routes work on. */
export interface World {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  /** Changed in place when a decision is switched. */
  readonly decisions: Decisions;
  readonly directory: Directory;
  readonly carrier: Carrier;
  readonly inbox: Inbox;
  readonly postman: Postman;
  readonly throttle: Throttle;
  readonly faults: FaultBook;
  readonly links: ExportLinks;
}
