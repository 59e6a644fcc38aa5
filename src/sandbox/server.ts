import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { systemClock, type Clock } from './clock';
import { ControlPlane } from './control/controlPlane';
import { controlRoutes } from './control/controlRoutes';
import type { Decisions } from './decisions';
import { download } from './http/download';
import { envelope } from './http/envelope';
import { Gateway, readTarget } from './http/gateway';
import { Guard } from './http/guard';
import { RateLimit } from './http/rateLimit';
import { write } from './http/write';
import { Leases } from './leases';
import { answerBrokenRequest, listenOnLoopback } from './listen';
import type { SandboxOptions } from './options';
import { apiRoutes } from './routes/apiRoutes';
import { openState, type OpenedState } from './state';
import type { Store } from './store/store';

export interface Sandbox {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly port: number;
  readonly clock: Clock;
  readonly store: Store;
  /** The ones in force; change them through here or the control plane. */
  readonly decisions: Decisions;
  close(): Promise<void>;
}

const notReady = envelope(503, 'SERVICE_UNAVAILABLE', 'The sandbox is reading its data.', null);

/** Hands each request to the part that answers it. */
function connect(
  servers: readonly Server[],
  guard: Guard,
  parts: { gateway: Gateway; control: ControlPlane; state: OpenedState },
): void {
  const { gateway, control, state } = parts;
  for (const server of servers) {
    server.removeAllListeners('request');
    server.on('request', (request, response) => {
      const refusal = guard.refuse(request);
      const url = request.url ?? '/';
      if (refusal) {
        write(response, { ...refusal, headers: { Connection: 'close' } });
      } else if (url.startsWith('/_sandbox/')) {
        control.handle(request, response);
      } else if (url.startsWith('/_files/')) {
        download(state.world, readTarget(url), response);
      } else {
        gateway.handle(request, response);
      }
    });
  }
}

async function closeAll(servers: readonly Server[]): Promise<void> {
  await Promise.all(
    servers.map(
      (server) =>
        new Promise<void>((resolve) => {
          server.close(() => {
            resolve();
          });
          server.closeAllConnections();
        }),
    ),
  );
}

/**
 * Starts a sandbox on loopback. Rejects with the system's error when the port is taken, and with
 * `DataLocked` when another process has the data folder.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const instance = randomUUID();
  const guard = new Guard(options.allowedHosts ?? []);
  // Listening comes first, so that a taken port is told before a long log is read.
  const prepare = (server: Server): void => {
    server.on('clientError', answerBrokenRequest);
    server.on('request', (request, response) => {
      const isHealth = request.url === '/_sandbox/health';
      write(response, isHealth ? { status: 503, body: JSON.stringify({ instance }) } : notReady);
    });
  };
  const { port: wanted = 0, headersTimeoutMs } = options;
  const { servers, port } = await listenOnLoopback(wanted, prepare, headersTimeoutMs);
  const started = Date.now();
  let state: OpenedState;
  try {
    state = await openState(options, { port, instance });
  } catch (error) {
    await closeAll(servers);
    throw error;
  }
  const { world, reset } = state;
  const { leaseGraceMs, onAbandoned, version = 'in-process' } = options;
  const leases =
    leaseGraceMs === undefined
      ? undefined
      : new Leases(options.wall ?? systemClock, leaseGraceMs, onAbandoned ?? (() => undefined));
  const rateLimit = new RateLimit(world.clock, world.decisions);
  const health = () => ({
    status: 'ready',
    version,
    instance,
    port,
    pid: process.pid,
    accounts: world.store.accounts.length,
    messages: world.store.messageCount,
    leases: leases?.count ?? null,
    keeps_data: options.dataFolder !== undefined,
    memory_mb: Math.round(process.memoryUsage.rss() / 2 ** 20),
    uptime_seconds: Math.round((Date.now() - started) / 1000),
  });
  const routes = controlRoutes({
    world,
    health,
    reset: (seed) => {
      rateLimit.clear();
      reset(seed);
    },
    lateDecisionsChanged: () => {
      world.accounts.forget();
      rateLimit.clear();
    },
    stop: options.onStop,
  });
  const gateway = new Gateway(world, apiRoutes(world), rateLimit, options.bodyLimit ?? 8 << 20);
  const control = new ControlPlane(routes, leases, () => {
    world.store.saveNow();
  });
  connect(servers, guard, { gateway, control, state });
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    clock: world.clock,
    store: world.store,
    decisions: world.decisions,
    close: async () => {
      leases?.close();
      // The data first: who finds the port free may take the folder.
      try {
        state.close();
      } finally {
        await closeAll(servers);
      }
    },
  };
}
