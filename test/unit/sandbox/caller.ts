import { startSandbox, type Sandbox } from '../../../src/sandbox/server';
import { type SandboxOptions } from '../../../src/sandbox/options';
import { seededRandom } from '../../../src/sandbox/ids';

export type Json = Record<string, unknown>;

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Json;
}

export interface Caller {
  readonly sandbox: Sandbox;
  /** An API request with the reference's own credentials. */
  api(method: string, path: string, body?: unknown, headers?: Json): Promise<Reply>;
  /** A control request; its answer's JSON. */
  control(method: string, path: string, body?: unknown): Promise<Json>;
}

export const basic = (username: string, key = 'key'): string =>
  `Basic ${Buffer.from(`${username}:${key}`).toString('base64')}`;

const parse = (text: string): Json => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return {};
  }
};

/** The moment the tests' frozen clocks start at: 1 December 2026, 00:00 UTC. */
export const startSeconds = 1_796_083_200;

/** A sandbox in this process: nothing in it but what a test puts there, and a clock that stands. */
export async function openSandbox(options: SandboxOptions = {}): Promise<Caller> {
  const sandbox = await startSandbox({
    seed: 'none',
    random: seededRandom(7),
    wall: { now: () => startSeconds * 1000, after: () => () => undefined },
    ...options,
  });
  const send = async (
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string>,
  ): Promise<Reply> => {
    const response = await fetch(sandbox.url + path, {
      method,
      headers,
      redirect: 'manual',
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: parse(text) };
  };
  const json = { 'content-type': 'application/json' };
  return {
    sandbox,
    api: (method, path, body, headers = {}) =>
      send(method, path, body, { ...json, authorization: basic('api-username'), ...headers }),
    control: async (method, path, body) =>
      (await send(method, `/_sandbox/${path}`, body, json)).json,
  };
}

/** The `data` of an answer, as an object. */
export const dataOf = ({ json }: Reply): Json => json['data'] as Json;

/** The rows of a page. */
export const rowsOf = (reply: Reply): readonly Json[] => dataOf(reply)['data'] as Json[];

/** The messages of a send or price answer. */
export const messagesOf = (reply: Reply): readonly Json[] => dataOf(reply)['messages'] as Json[];
