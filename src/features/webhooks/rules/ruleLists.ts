import * as vscode from 'vscode';
import type { Session } from '../../../platform/session';
import type { PushKind } from '../../../sms/webhooks/fields';
import type { WebhookClient } from '../services';
import { listRules } from './rule';
import type { Rule } from './rule';

export type RuleList =
  | { readonly kind: 'signedOut' }
  | { readonly kind: 'loaded'; readonly rules: readonly Rule[] }
  | { readonly kind: 'failed'; readonly error: unknown };

/** The active account's rules, loaded when somebody looks and kept until something changes. */
export class RuleLists implements vscode.Disposable {
  private readonly loads = new Map<PushKind, Promise<RuleList>>();
  private readonly changes = new vscode.EventEmitter<void>();
  private readonly subscription: vscode.Disposable;
  readonly onDidChange = this.changes.event;

  constructor(private readonly session: Session<WebhookClient>) {
    this.subscription = session.onDidChangeActive(() => {
      this.refresh();
    });
  }

  /** Never rejects: a failure is a state to be shown. */
  get(of: PushKind): Promise<RuleList> {
    const known = this.loads.get(of);
    if (known) {
      return known;
    }
    const load = this.load(of);
    this.loads.set(of, load);
    return load;
  }

  refresh(): void {
    this.loads.clear();
    this.changes.fire();
  }

  dispose(): void {
    this.subscription.dispose();
    this.changes.dispose();
  }

  private async load(of: PushKind): Promise<RuleList> {
    if (!this.session.active) {
      return { kind: 'signedOut' };
    }
    try {
      return { kind: 'loaded', rules: await listRules(await this.session.client(), of) };
    } catch (error) {
      return { kind: 'failed', error };
    }
  }
}
