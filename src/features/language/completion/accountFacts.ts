import type * as vscode from 'vscode';
import type { ErrorBoundary } from '../../../platform/errors';
import type { ContactList, Sender, Template } from '../../../sms/resources';
import type { LanguageSession } from '../services';

interface Facts {
  readonly senders: readonly Sender[];
  readonly templates: readonly Template[];
  readonly lists: readonly ContactList[];
}

const nothing: Facts = { senders: [], templates: [], lists: [] };

/** How long facts are offered before they are asked for again. */
const FRESH_MS = 5 * 60_000;

/** What completion offers from the account; asked for when first wanted, never while typing. */
export class AccountFacts implements vscode.Disposable {
  private asked: { readonly at: number; readonly facts: Promise<Facts> } | undefined;
  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly session: LanguageSession,
    private readonly errors: ErrorBoundary,
    private readonly now: () => number = Date.now,
  ) {
    this.subscription = session.onDidChangeActive(() => {
      this.asked = undefined;
    });
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
  }

  private async ask(): Promise<Facts> {
    try {
      const client = await this.session.client();
      const [senders, templates, lists] = await Promise.all([
        client.listSenders(),
        client.listTemplates({ pageSize: 100 }),
        client.listContactLists({ pageSize: 100 }),
      ]);
      return { senders, templates: templates.items, lists: lists.items };
    } catch (error) {
      this.errors.record('completion', error);
      this.asked = undefined;
      return nothing;
    }
  }
}
