import type * as vscode from 'vscode';
import type { ErrorBoundary } from '../../../platform/errors';
import type { Session } from '../../../platform/session';
import type { ContactList, Sender, Template } from '../../../sms/resources';
import type { LanguageClient } from '../services';

interface Facts {
  readonly senders: readonly Sender[];
  readonly templates: readonly Template[];
  readonly lists: readonly ContactList[];
}

const nothing: Facts = { senders: [], templates: [], lists: [] };

/** How long facts are offered before they are asked for again. */
const freshMs = 5 * 60_000;

/** What completion offers from the account; asked for when first wanted, never while typing. */
export class AccountFacts implements vscode.Disposable {
  private asked: { readonly at: number; readonly facts: Promise<Facts> } | undefined;
  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly session: Session<LanguageClient>,
    private readonly errors: ErrorBoundary,
    private readonly now: () => number = Date.now,
  ) {
    this.subscription = session.onDidChangeActive(() => {
      this.asked = undefined;
    });
  }

  async get(): Promise<Facts> {
    if (!this.session.active) {
      return nothing;
    }
    if (!this.asked || this.now() - this.asked.at > freshMs) {
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
        this.ifGiven(client.senders.list()),
        this.ifGiven(client.templates.list({ pageSize: 100 }).then(({ items }) => items)),
        this.ifGiven(client.contactLists.list({ pageSize: 100 }).then(({ items }) => items)),
      ]);
      if (!senders && !templates && !lists) {
        this.asked = undefined;
      }
      return { senders: senders ?? [], templates: templates ?? [], lists: lists ?? [] };
    } catch (error) {
      this.errors.record('completion', error);
      this.asked = undefined;
      return nothing;
    }
  }

  /** A sub-account may see its senders and not the contacts: one refusal must not hide the rest. */
  private async ifGiven<Items>(asked: Promise<Items>): Promise<Items | undefined> {
    try {
      return await asked;
    } catch (error) {
      this.errors.record('completion', error);
      return undefined;
    }
  }
}
