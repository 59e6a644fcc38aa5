import { makeClient, type ClickSendClient, type ClientOptions } from '../../src/api/client';
import { startSandbox } from '../../src/sandbox/server';
import { type SandboxOptions } from '../../src/sandbox/options';

export type Json = Readonly<Record<string, unknown>>;

export interface WireAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Json;
}

/** What the suite talks to: the sandbox, or ClickSend itself. */
export interface Subject {
  readonly baseUrl: string;
  readonly username: string;
  /** A plain request with the right credentials, to see the answer as it is. */
  wire(
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<WireAnswer>;
  client(options?: Partial<ClientOptions>): ClickSendClient;
  /** The sandbox's control plane. */
  control(method: string, path: string, body?: unknown): Promise<Json>;
  close(): Promise<void>;
}

const {
  CLICKSEND_USERNAME: realUsername,
  CLICKSEND_API_KEY: realKey,
  CLICKSEND_BASE_URL: realUrl = 'https://rest.clicksend.com',
} = process.env;

/** With both environment variables set, ClickSend itself is asked, and only what changes nothing. */
export const isReal = Boolean(realUsername && realKey);

/** For what costs money, changes an account, or needs the control plane. */
export const onSandbox: Mocha.TestFunction | Mocha.PendingTestFunction = isReal ? it.skip : it;
export const describeSandbox: Mocha.SuiteFunction | Mocha.PendingSuiteFunction = isReal
  ? describe.skip
  : describe;

export async function openSubject(options: SandboxOptions = {}): Promise<Subject> {
  if (isReal) {
    return subjectAt(realUrl, realUsername ?? '', realKey ?? '', () => Promise.resolve());
  }
  const sandbox = await startSandbox({ seed: 'demo', ...options });
  return subjectAt(sandbox.url, 'contract@example.com', 'any-key', () => sandbox.close());
}

function subjectAt(
  baseUrl: string,
  username: string,
  apiKey: string,
  end: () => Promise<void>,
): Subject {
  const clients: ClickSendClient[] = [];
  const authorization = `Basic ${Buffer.from(`${username}:${apiKey}`).toString('base64')}`;
  const wire: Subject['wire'] = async (method, path, body, headers = {}) => {
    const response = await fetch(baseUrl + path, {
      method,
      headers: { authorization, 'content-type': 'application/json', ...headers },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      redirect: 'manual',
    });
    const text = await response.text();
    const { status } = response;
    return { status, headers: response.headers, text, json: parse(text) };
  };
  return {
    baseUrl,
    username,
    wire,
    control: async (method, path, body) => {
      const answer = await wire(method, `/_sandbox/${path}`, body);
      if (answer.status !== 200) {
        throw new Error(`control ${path}: ${answer.text}`);
      }
      return answer.json;
    },
    client: (options = {}) => {
      const made = makeClient({ baseUrl, username, apiKey, ...options });
      clients.push(made);
      return made;
    },
    close: async () => {
      for (const client of clients) {
        client.dispose();
      }
      await end();
    },
  };
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return {};
  }
}
