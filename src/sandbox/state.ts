import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Clock, systemClock } from './clock';
import { seedDemo } from './control/seed';
import { defaultDecisions, type Decisions } from './decisions';
import { ExportLinks } from './exportLinks';
import { FaultBook } from './faults';
import { Ids, systemRandom } from './ids';
import { MessageJourneys } from './network/journeys';
import { deliverOverHttp } from './pushes/delivery';
import { AccountFinder } from './store/accountFinder';
import { Inbox } from './network/inbox';
import { reactions } from './network/reactions';
import { Postman } from './pushes/postman';
import { Throttle } from './network/throttle';
import { sendFromHere } from './routes/send';
import type { SandboxOptions } from './options';
import type { Change } from './store/change';
import { lockFolder } from './store/folderLock';
import { FileJournal, memoryJournal } from './store/journal';
import { replay } from './store/replay';
import { Store } from './store/store';
import type { World } from './world';

export interface OpenedState {
  readonly world: World;
  readonly reset: (seed: 'none' | 'demo' | undefined) => void;
  readonly close: () => void;
}

/** Reads the log of a data folder into a store and goes on writing there. */
async function openStore(dataFolder: string | undefined): Promise<Store> {
  if (dataFolder === undefined) {
    return new Store(memoryJournal);
  }
  const file = path.join(dataFolder, 'sandbox.ndjson');
  const changes = new Store(memoryJournal);
  const { length } = await replay(file, (value) => {
    changes.apply(value as Change);
  });
  changes.writeTo(new FileJournal(file, length));
  return changes;
}

function makeWorld(store: Store, options: SandboxOptions, seedOf: () => string): World {
  const decisions: Decisions = { ...defaultDecisions, ...options.decisions };
  const random = options.random ?? systemRandom;
  const clock = new Clock(options.wall ?? systemClock, () => {
    journeys.flush();
  });
  const ids = new Ids(random, () => clock.now());
  const postman = new Postman(store, clock, decisions, options.deliver ?? deliverOverHttp);
  const journeys = new MessageJourneys(
    store,
    clock,
    decisions,
    reactions(() => world),
  );
  const strict = new Map(Object.entries(options.credentials ?? {}));
  const world: World = {
    ...{ store, clock, ids, random, decisions, postman, journeys },
    accounts: new AccountFinder(store, clock, decisions, strict, (account) => {
      if (seedOf() === 'demo') {
        seedDemo(world, account);
      }
    }),
    inbox: new Inbox(store, clock, ids, postman, (account, to, from, body) => {
      sendFromHere(world, account, { to, from, body });
    }),
    throttle: new Throttle(),
    faults: new FaultBook(),
    links: new ExportLinks(),
  };
  return world;
}

/** Opens the data, takes up what was on its way, and makes everything the server works with. */
export async function openState(
  options: SandboxOptions,
  { port, instance }: { readonly port: number; readonly instance: string },
): Promise<OpenedState> {
  const { dataFolder } = options;
  if (dataFolder !== undefined) {
    // Numbers and texts of people: for this user only, like the files in it.
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  }
  const unlock =
    dataFolder === undefined ? undefined : await lockFolder(dataFolder, port, instance);
  let seed = options.seed ?? 'demo';
  let store: Store;
  try {
    store = await openStore(dataFolder);
  } catch (error) {
    unlock?.();
    throw error;
  }
  const world = makeWorld(store, options, () => seed);
  const { clock, journeys, postman, throttle, faults, links, accounts, decisions } = world;
  postman.ownPort = port;
  if (store.clock) {
    clock.restore(store.clock);
  }
  journeys.followAll();
  postman.resume();
  return {
    world,
    reset: (wanted) => {
      seed = wanted ?? seed;
      store.reset();
      clock.restart();
      for (const part of [postman, throttle, faults, links]) {
        part.clear();
      }
      accounts.forget();
      Object.assign(decisions, defaultDecisions, options.decisions);
    },
    close: () => {
      clock.clear();
      // Closing the connections would look like a refusal to what is under way.
      postman.clear();
      store.close();
      unlock?.();
    },
  };
}
