import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { CallName } from '../../../../src/api/client';
import { ClickSendError } from '../../../../src/api/errors';
import { explainApiError } from '../../../../src/features/account/explain';
import { NotSignedInError } from '../../../../src/features/account/notSignedIn';
import { Compose } from '../../../../src/features/compose/compose';
import type { ComposeClient } from '../../../../src/features/compose/services';
import type { ActiveAccount } from '../../../../src/platform/session';
import { Documents } from '../../../../src/platform/documents';
import { ErrorBoundary } from '../../../../src/platform/errors';
import { Spending } from '../../../../src/platform/spending';
import type { SendReport } from '../../../../src/sms/draft';
import type { OutgoingMessage, SendRequest } from '../../../../src/sms/resources';
import { aPricing, type Priced } from '../../../support/pricing';
import { FakeMemento } from '../templates/fakeTemplates';

export const ann = '+61411000201';
export const bob = '+61499000201';

export const sandboxAccount: ActiveAccount = {
  id: 'sandbox',
  kind: 'sandbox',
  username: 'sandbox',
  label: 'Sandbox',
};
export const liveAccount: ActiveAccount = {
  id: 'live',
  kind: 'live',
  username: 'me@example.com',
  label: 'me@example.com',
};

/** A ClickSend that fails as told, once for each failure. */
export class FakeComposeClient {
  readonly prices: SendRequest[] = [];
  readonly sends: SendRequest[] = [];
  readonly failures: { readonly call: CallName; readonly error: Error }[] = [];
  maxParts: number | undefined = 8;
  balance: number | undefined = 10;
  differing: (message: OutgoingMessage) => Partial<Priced> = () => ({});

  fail(call: CallName, error: Error = new ClickSendError('serverError', { status: 502 })) {
    this.failures.push({ call, error });
  }

  private answer<T>(call: CallName, value: () => T): Promise<T> {
    const index = this.failures.findIndex((failure) => failure.call === call);
    const [failure] = index < 0 ? [] : this.failures.splice(index, 1);
    return failure ? Promise.reject(failure.error) : Promise.resolve(value());
  }

  readonly messages = {
    price: (request: SendRequest) => {
      this.prices.push(request);
      return this.answer('messages.price', () => aPricing(request, this.differing));
    },
    send: (request: SendRequest) => {
      this.sends.push(request);
      return this.answer('messages.send', () => aPricing(request, this.differing));
    },
  };

  readonly account = {
    get: () => {
      const { balance, maxParts } = this;
      return this.answer('account.get', () => ({ balance, maxParts, country: 'AU' }));
    },
  };

  readonly senders = {
    list: () => {
      return this.answer('senders.list', () => [
        {
          kind: 'dedicatedNumber',
          senderId: '+61480011223',
          label: '',
          country: 'AU',
          status: undefined,
        },
      ]);
    },
  };

  readonly contactLists = {
    list: () => {
      return this.answer('contactLists.list', () => ({
        items: [{ listId: 7, name: 'Staff', contactCount: 40 }],
        total: 1,
        page: 1,
        pageSize: 100,
        lastPage: 1,
      }));
    },
  };
}

/** Composing in a folder of its own, with a person who is the test. */
export class ComposeFixture {
  readonly client = new FakeComposeClient();
  readonly fired: SendReport[] = [];
  readonly memory = new FakeMemento();
  active: ActiveAccount | undefined = sandboxAccount;
  readonly compose: Compose;

  private constructor(readonly folder: string) {
    this.compose = new Compose({
      session: this.session(),
      errors: new ErrorBoundary(
        vscode.window.createOutputChannel('test', { log: true }),
        explainApiError,
      ),
      spending: new Spending(),
      documents: new Documents(),
      sends: {
        fire: (report) => {
          this.fired.push(report);
        },
      },
      memory: this.memory,
      storage: vscode.Uri.file(folder),
    });
  }

  static async make(): Promise<ComposeFixture> {
    return new ComposeFixture(await mkdtemp(path.join(tmpdir(), 'compose-')));
  }

  get bodiesSent(): readonly string[] {
    return this.client.sends.flatMap(({ messages }) => messages.map(({ body }) => body));
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }

  private session() {
    const signedIn = () => this.active;
    return {
      get active() {
        return signedIn();
      },
      ready: Promise.resolve(),
      onDidChangeActive: new vscode.EventEmitter<ActiveAccount | undefined>().event,
      client: () =>
        this.active
          ? Promise.resolve(this.client as unknown as ComposeClient)
          : Promise.reject(new NotSignedInError()),
    };
  }
}
