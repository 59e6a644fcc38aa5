import { parseDecisions } from '../decisions';
import { faultDraft } from '../faults';
import type { World } from '../world';
import {
  accountData,
  arrived,
  changeAccount,
  changeClock,
  clockData,
  ControlFailure,
  deliver,
  parse,
  reply,
  resetDraft,
  seed,
} from './controlActions';

export interface ControlCall {
  readonly query: URLSearchParams;
  readonly params: readonly string[];
  readonly body: unknown;
}

/** What a control route needs besides the world. */
export interface Controls {
  readonly world: World;
  readonly health: () => Record<string, unknown>;
  /** Back to the beginning; with other seed data when a name is given. */
  readonly reset: (seed: 'none' | 'demo' | undefined) => void;
  readonly lateDecisionsChanged: () => void;
  /** Ends the process; absent where the sandbox is a guest in somebody else's. */
  readonly stop: (() => void) | undefined;
}

export interface ControlRoute {
  readonly method: string;
  readonly path: string;
  readonly run: (call: ControlCall) => unknown;
  /** What comes once the answer is on its way. */
  readonly afterwards?: () => void;
}

function faultRoutes({ faults }: World): readonly ControlRoute[] {
  return [
    { method: 'GET', path: '/_sandbox/faults', run: () => ({ faults: faults.list }) },
    {
      method: 'POST',
      path: '/_sandbox/faults',
      run: ({ body }) => faults.add(parse(faultDraft, body)),
    },
    {
      method: 'DELETE',
      path: '/_sandbox/faults',
      run: () => {
        faults.clear();
        return { faults: [] };
      },
    },
    {
      method: 'DELETE',
      path: '/_sandbox/faults/{id}',
      run: ({ params: [id = ''] }) => {
        if (!faults.remove(Number(id))) {
          throw new ControlFailure(`No fault has the id ${id}.`, 404);
        }
        return { faults: faults.list };
      },
    },
  ];
}

export function controlRoutes(controls: Controls): readonly ControlRoute[] {
  const { world, stop } = controls;
  return [
    { method: 'GET', path: '/_sandbox/health', run: controls.health },
    {
      method: 'POST',
      path: '/_sandbox/stop',
      run: () => {
        if (!stop) {
          throw new ControlFailure('This sandbox is part of another program: end that one.', 409);
        }
        return { status: 'stopping' };
      },
      ...(stop && { afterwards: stop }),
    },
    {
      method: 'POST',
      path: '/_sandbox/reset',
      run: ({ body }) => {
        controls.reset(parse(resetDraft, body).seed);
        return controls.health();
      },
    },
    { method: 'POST', path: '/_sandbox/seed', run: ({ body }) => seed(world, body) },
    { method: 'GET', path: '/_sandbox/clock', run: () => clockData(world) },
    { method: 'PUT', path: '/_sandbox/clock', run: ({ body }) => changeClock(world, body) },
    { method: 'GET', path: '/_sandbox/decisions', run: () => world.decisions },
    {
      method: 'PUT',
      path: '/_sandbox/decisions',
      run: ({ body }) => {
        const changed = parseDecisions(body ?? {});
        if (typeof changed === 'string') {
          throw new ControlFailure(changed);
        }
        Object.assign(world.decisions, changed);
        controls.lateDecisionsChanged();
        return world.decisions;
      },
    },
    ...faultRoutes(world),
    { method: 'POST', path: '/_sandbox/reply', run: ({ body }) => reply(world, body) },
    { method: 'POST', path: '/_sandbox/deliver', run: ({ body }) => deliver(world, body) },
    {
      method: 'GET',
      path: '/_sandbox/pushes',
      run: ({ query }) => {
        const kind = query.get('kind');
        const pushes = world.postman.log.filter((push) => kind === null || push.kind === kind);
        return { pushes, counts: world.postman.counts };
      },
    },
    { method: 'GET', path: '/_sandbox/arrived', run: ({ query }) => arrived(world, query) },
    {
      method: 'GET',
      path: '/_sandbox/accounts',
      run: () => ({ accounts: world.store.accounts.map(accountData) }),
    },
    { method: 'PUT', path: '/_sandbox/accounts', run: ({ body }) => changeAccount(world, body) },
  ];
}
