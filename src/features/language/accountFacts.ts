import * as vscode from 'vscode';
import type { ClickSendClient } from '../../api/client';
import type { ActiveAccount } from '../../platform/account';
import type { ErrorBoundary } from '../../platform/errors';
import type { Sender, Template } from '../../sms/resources';

export interface LanguageSession {
  readonly active: ActiveAccount | undefined;
  readonly onDidChangeActive: vscode.Event<ActiveAccount | undefined>;
  client(): Promise<
    Pick<ClickSendClient, 'listSenders' | 'listTemplates' | 'getAccount' | 'priceSms'>
  >;
}

interface Facts {
  readonly senders: readonly Sender[];
  readonly templates: readonly Template[];
  readonly maxParts: number | undefined;
}

const nothing: Facts = { senders: [], templates: [], maxParts: undefined };

/** How long facts are offered before they are asked for again. */
const FRESH_MS = 5 * 60_000;

/** What completion offers from the account; asked for when first wanted, never while typing. */
export class AccountFacts implements vscode.Disposable {
  private asked: { readonly at: number; readonly facts: Promise<Facts> } | undefined;
  private known: Facts = nothing;
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscription: vscode.Disposable;
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly session: LanguageSession,
    private readonly errors: ErrorBoundary,
    private readonly now: () => number = Date.now,
  ) {
    this.subscription = session.onDidChangeActive(() => {
      this.asked = undefined;
      this.known = nothing;
      this.changed.fire();
    });
  }

  /** Longest message of the account in parts, once the account was asked. */
  get maxParts(): number | undefined {
    return this.known.maxParts;
  }

  async get(): Promise<Facts> {
    if (!this.session.active) return nothing;
    if (!this.asked || this.now() - this.asked.at > FRESH_MS) {
      this.asked = { at: this.now(), facts: this.ask() };
    }
    return this.asked.facts;
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }

  private async ask(): Promise<Facts> {
    const account = this.session.active?.id;
    try {
      const client = await this.session.client();
      const [senders, templates, { maxParts }] = await Promise.all([
        client.listSenders(),
        client.listTemplates({ pageSize: 100 }),
        client.getAccount(),
      ]);
      const facts = { senders, templates: templates.items, maxParts };
      if (this.session.active?.id === account) {
        this.known = facts;
        this.changed.fire();
      }
      return facts;
    } catch (error) {
      this.errors.record('completion', error);
      this.asked = undefined;
      return nothing;
    }
  }
}
