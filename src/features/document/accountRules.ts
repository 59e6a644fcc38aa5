import * as vscode from 'vscode';
import { systemClock } from '../../platform/clock';
import type { Clock } from '../../platform/clock';
import { countryOfAccount } from '../../platform/defaultCountry';
import type { ErrorBoundary } from '../../platform/errors';
import type { Session } from '../../platform/session';
import type { LanguageClient } from './services';

/** What the checks of a document depend on in the account. */
export interface AccountRules {
  /** Longest message in parts. */
  readonly maxParts: number | undefined;
  /** ISO 3166-1 alpha-2, of numbers without a country code. */
  readonly defaultCountry: string | undefined;
}

const unknown: AccountRules = { maxParts: undefined, defaultCountry: undefined };

/** How long a failure is left alone. */
const retryMs = 5 * 60_000;

/** The rules of the active account, asked for once, when a document first needs them. */
export class RulesOfAccount implements vscode.Disposable {
  private known: AccountRules = unknown;
  /** Counts accounts, so that the answer for one does not become another's. */
  private round = 0;
  private isAsked = false;
  private notBefore = 0;
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscription: vscode.Disposable;
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly session: Pick<
      Session<LanguageClient>,
      'active' | 'onDidChangeActive' | 'client'
    >,
    private readonly errors: ErrorBoundary,
    private readonly clock: Pick<Clock, 'now'> = systemClock,
  ) {
    this.subscription = session.onDidChangeActive(() => {
      this.round++;
      this.known = unknown;
      this.isAsked = false;
      this.notBefore = 0;
      this.changed.fire();
    });
  }

  /**
   * What is known now; `onDidChange` tells when there is more. Nobody waits for the network.
   * `owner`: the account of the document, if it is of one; the rules of another are none of its.
   */
  lookUp(owner?: string): AccountRules {
    if (owner !== undefined && owner !== this.session.active?.id) {
      return unknown;
    }
    if (this.session.active && !this.isAsked && this.now >= this.notBefore) {
      void this.ask();
    }
    return this.known;
  }

  dispose(): void {
    this.round++;
    this.subscription.dispose();
    this.changed.dispose();
  }

  private get now(): number {
    return this.clock.now().getTime();
  }

  private async ask(): Promise<void> {
    const { round } = this;
    this.isAsked = true;
    try {
      const client = await this.session.client();
      const account = await client.account.get();
      if (round !== this.round) {
        return;
      }
      this.known = { maxParts: account.maxParts, defaultCountry: countryOfAccount(account) };
      this.changed.fire();
    } catch (error) {
      if (round !== this.round) {
        return;
      }
      this.isAsked = false;
      this.notBefore = this.now + retryMs;
      this.errors.record('account rules', error);
    }
  }
}
