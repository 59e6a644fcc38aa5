import type { Clock } from './clock';
import type { Decisions } from './decisions';
import type { FaultBook } from './faults';
import type { Ids, Random } from './ids';
import type { AccountFinder } from './store/accountFinder';
import type { MessageJourneys } from './network/journeys';
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
  readonly accounts: AccountFinder;
  readonly journeys: MessageJourneys;
  readonly inbox: Inbox;
  readonly postman: Postman;
  readonly throttle: Throttle;
  readonly faults: FaultBook;
  readonly links: ExportLinks;
}
