import * as http from 'node:http';

export interface Health {
  readonly pid: number;
}

const timeoutMs = 5000;
const answerLimit = 16 * 1024 * 1024;

/** Calls the control plane of a sandbox on loopback. JSON in and out; throws on anything but 2xx. */
export function requestControl(
  baseUrl: string,
  path: string,
  body?: unknown,
  method = body === undefined ? 'GET' : 'POST',
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      new URL(`/_sandbox/${path}`, baseUrl),
      {
        method,
        agent: false,
        timeout: timeoutMs,
        headers: body === undefined ? {} : { 'content-type': 'application/json' },
      },
      (response) => {
        collect(response).then(({ text, status }) => {
          if (status < 200 || status > 299) {
            reject(new Error(`sandbox control ${path} answered ${status}`));
          } else {
            resolve(text === '' ? undefined : (JSON.parse(text) as unknown));
          }
        }, reject);
      },
    );
    request.on('timeout', () => request.destroy(new Error('the sandbox did not answer in time')));
    request.on('error', reject);
    request.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

async function collect(
  response: http.IncomingMessage,
): Promise<{ readonly text: string; readonly status: number }> {
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) {
    text += String(chunk);
    if (text.length > answerLimit) {
      throw new Error('the answer of the sandbox is too large');
    }
  }
  return { text, status: response.statusCode ?? 0 };
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

  static take(url: string): Promise<Lease> {
    return new Promise((resolve, reject) => {
      const request = http.get(new URL('/_sandbox/attach', url), { agent: false }, (response) => {
        resolve(new Lease(url, request, response));
      });
      request.on('error', reject);
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
