import * as http from 'node:http';

/** For a whole exchange, from connecting to the last byte of the answer. */
const timeoutMs = 10_000;
const answerLimit = 16 * 1024 * 1024;

export interface ControlRequest {
  readonly body?: unknown;
  readonly method?: string | undefined;
  readonly timeoutMs?: number;
}

export class NoAnswer extends Error {}

/** One exchange with whatever listens there. Always ends: rejects with `NoAnswer` after the time. */
export function exchange(
  baseUrl: string,
  path: string,
  { body, method = body === undefined ? 'GET' : 'POST', ...given }: ControlRequest = {},
): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { 'content-type': 'application/json' };
    const url = new URL(`/_sandbox/${path}`, baseUrl);
    const request = http.request(url, { method, agent: false, headers });
    const timer = setTimeout(() => {
      reject(new NoAnswer(`sandbox control ${path} was not answered in time`));
      request.destroy();
    }, given.timeoutMs ?? timeoutMs);
    const fail = (error: unknown) => {
      clearTimeout(timer);
      reject(error instanceof Error ? error : new Error(String(error)));
    };
    request.on('error', fail);
    request.on('response', (response) => {
      collect(response).then((text) => {
        clearTimeout(timer);
        resolve({ status: response.statusCode ?? 0, text });
      }, fail);
    });
    request.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/** Calls the control plane of a sandbox on loopback. JSON in and out; rejects on anything but 2xx. */
export async function requestControl(
  baseUrl: string,
  path: string,
  body?: unknown,
  method?: string,
): Promise<unknown> {
  const { status, text } = await exchange(baseUrl, path, { body, method });
  if (status < 200 || status > 299) {
    throw new Error(`sandbox control ${path} answered ${status}`);
  }
  return text === '' ? undefined : (JSON.parse(text) as unknown);
}

async function collect(response: http.IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) {
    text += String(chunk);
    if (text.length > answerLimit) {
      throw new Error('the answer of the sandbox is too large');
    }
  }
  return text;
}

/** A connection that stays open: while one does, the sandbox stays. */
export class Lease {
  private readonly listeners: (() => void)[] = [];
  private disposed = false;

  private constructor(
    readonly url: string,
    private readonly request: http.ClientRequest,
    response: http.IncomingMessage,
  ) {
    response.resume();
    response.once('close', () => {
      if (!this.disposed) {
        this.listeners.forEach((listener) => {
          listener();
        });
      }
    });
  }

  static take(url: string, patienceMs = timeoutMs): Promise<Lease> {
    return new Promise((resolve, reject) => {
      const request = http.get(new URL('/_sandbox/attach', url), { agent: false });
      const timer = setTimeout(() => {
        request.destroy(new NoAnswer('the sandbox gave no lease in time'));
      }, patienceMs);
      request.on('error', (error) => {
        clearTimeout(timer);
        reject(error);
      });
      request.on('response', (response) => {
        clearTimeout(timer);
        if (response.statusCode === 200) {
          resolve(new Lease(url, request, response));
        } else {
          request.destroy(new Error(`the sandbox answered ${response.statusCode ?? 0}`));
        }
      });
    });
  }

  onLost(listener: () => void): void {
    this.listeners.push(listener);
  }

  dispose(): void {
    this.disposed = true;
    this.request.destroy();
  }
}
