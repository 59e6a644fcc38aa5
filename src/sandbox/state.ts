import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Clock, systemClock } from './clock';
import { seedDemo } from './control/seed';
import { defaultDecisions, type Decisions } from './decisions';
import { ExportLinks } from './exportLinks';
import { FaultBook } from './faults';
import { Ids, systemRandom } from './ids';
import { Carrier } from './network/carrier';
import { deliverOverHttp } from './pushes/delivery';
import { Directory } from './network/directory';
import { Inbox } from './network/inbox';
import { magicOf } from './network/magic';
import { Postman } from './pushes/postman';
import { Throttle } from './network/throttle';
import { sendFromHere } from './routes/send';
import type { SandboxOptions } from './server';
import type { Change } from './store/change';
import { lockFolder } from './store/folderLock';
import { FileJournal, memoryJournal } from './store/journal';
import type { Message } from './store/message';
import { replay } from './store/replay';
import { matchingReceiptRules } from './store/rules';
import { Store } from './store/store';
import type { World } from './world';

const replyDelayMs = 1500;

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

/** What happens on the network besides the messages' own steps: pushes, and answers. */
function networkEvents(world: () => World) {
  return {
    onReceipt: (message: Message, step: Message['step'], at: number): void => {
      const { account } = message;
      const receipt = { message, messageId: message.id, step, at };
      for (const rule of matchingReceiptRules(account, step)) {
        if (rule.action !== 'URL') {
          continue;
        }
        const { action_address, receipt_rule_id } = rule;
        world().postman.pushReceipt(account, receipt, action_address, receipt_rule_id);
      }
    },
    onArrival: (message: Message, atMs: number): void => {
      const { decisions, clock, inbox, store } = world();
      const replies = decisions.magicNumbers ? (magicOf(message.to).replies ?? []) : [];
      for (const [index, body] of replies.entries()) {
        clock.at(atMs + replyDelayMs * (index + 1), (dueMs) => {
          if (store.messageAt(message.seq) !== message) {
            return;
          }
          const at = Math.floor(dueMs / 1000);
          inbox.receive(message.account, { from: message.to, body, original: message, at });
        });
      }
    },
  };
}

function makeWorld(store: Store, options: SandboxOptions, seedOf: () => string): World {
  const decisions: Decisions = { ...defaultDecisions, ...options.decisions };
  const random = options.random ?? systemRandom;
  const clock = new Clock(options.wall ?? systemClock, () => {
    carrier.flush();
  });
  const ids = new Ids(random, () => clock.now());
  const postman = new Postman(clock, decisions, options.deliver ?? deliverOverHttp);
  const carrier = new Carrier(
    store,
    clock,
    decisions,
    networkEvents(() => world),
  );
  const strict = new Map(Object.entries(options.credentials ?? {}));
  const world: World = {
    ...{ store, clock, ids, random, decisions, postman, carrier },
    directory: new Directory(store, clock, decisions, strict, (account) => {
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
    // Its messages may be copies of real ones.
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
  const { clock, carrier, postman, throttle, faults, links, directory, decisions } = world;
  postman.ownPort = port;
  if (store.clock) {
    clock.restore(store.clock);
  }
  carrier.followAll();
  return {
    world,
    reset: (wanted) => {
      seed = wanted ?? seed;
      store.reset();
      clock.restart();
      for (const part of [postman, throttle, faults, links]) {
        part.clear();
      }
      directory.forget();
      Object.assign(decisions, defaultDecisions, options.decisions);
    },
    close: () => {
      clock.clear();
      store.close();
      unlock?.();
    },
  };
}
