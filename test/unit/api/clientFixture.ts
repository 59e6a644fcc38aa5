import assert from 'node:assert/strict';
import {
  makeClient,
  type ClickSendClient,
  type ClientOptions,
  type RequestLine,
} from '../../../src/api/client';
import { ClickSendError, type FailureReason } from '../../../src/api/errors';
import { scriptedServer, type Reply, type ScriptedServer } from '../../support/scriptedServer';

export const testApiKey = 'K3Y-0123456789-secret';
export const testUsername = 'someone@example.com';

export interface Fixture {
  readonly client: ClickSendClient;
  readonly server: ScriptedServer;
  /** Milliseconds of every pause between tries. */
  readonly pauses: readonly number[];
  readonly lines: readonly RequestLine[];
}

const open = new Set<Fixture>();

/** A client of a scripted server that does not wait between tries. */
export async function aClient(
  replies: readonly Reply[],
  options: Partial<ClientOptions> = {},
): Promise<Fixture> {
  const server = await scriptedServer(...replies);
  const pauses: number[] = [];
  const lines: RequestLine[] = [];
  const client = makeClient({
    baseUrl: server.url,
    username: testUsername,
    apiKey: testApiKey,
    random: () => 0.5,
    wait: (ms) => {
      pauses.push(ms);
      return Promise.resolve();
    },
    onRequest: (line) => lines.push(line),
    ...options,
  });
  const fixture = { client, server, pauses, lines };
  open.add(fixture);
  return fixture;
}

/** For `afterEach`. */
export async function closeClients(): Promise<void> {
  for (const { client, server } of open) {
    client.dispose();
    await server.close();
  }
  open.clear();
}

/** The `ClickSendError` a call ends with. */
export async function failureOf(
  call: Promise<unknown>,
  reason: FailureReason,
): Promise<ClickSendError> {
  try {
    await call;
  } catch (error) {
    assert(error instanceof ClickSendError, String(error));
    assert.equal(error.reason, reason);
    return error;
  }
  assert.fail(`expected ${reason}`);
}
