import assert from 'node:assert/strict';

/** A message as the sandbox took it: the truth that every claim is held against. */
export interface Arrived {
  readonly seq: number;
  readonly to: string;
  readonly body: string;
  readonly message_id: string;
  readonly message_price: string | number;
  readonly custom_string: string;
  readonly schedule: string | number;
  readonly status: string;
}

/** The control plane of the running sandbox. */
export class Sandbox {
  constructor(readonly url: string) {}

  async call(method: string, what: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${this.url}/_sandbox/${what}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    });
    assert.equal(answer.status, 200, what);
    return answer.json();
  }

  async balance(username: string, balance?: number): Promise<number> {
    const account = await this.call('PUT', 'accounts', {
      username,
      ...(balance !== undefined && { balance }),
    });
    return (account as { readonly balance: number }).balance;
  }

  /** The number of the message that came last. */
  async last(): Promise<number> {
    return ((await this.call('GET', 'arrived?limit=1')) as { readonly last: number }).last;
  }

  async arrived(username: string, after: number): Promise<readonly Arrived[]> {
    const query = `username=${encodeURIComponent(username)}&after=${after}&limit=1000000`;
    const { messages } = (await this.call('GET', `arrived?${query}`)) as {
      readonly messages: readonly Arrived[];
    };
    return messages;
  }

  arm(fault: Readonly<Record<string, unknown>>): Promise<unknown> {
    return this.call('POST', 'faults', fault);
  }

  /** Takes all faults back; says how many requests they struck. */
  async disarm(): Promise<number> {
    const { faults } = (await this.call('GET', 'faults')) as {
      readonly faults: readonly { readonly struck: number }[];
    };
    await this.call('DELETE', 'faults');
    return faults.reduce((sum, { struck }) => sum + struck, 0);
  }
}
