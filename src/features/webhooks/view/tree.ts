import * as vscode from 'vscode';
import type { RuleNode } from '../../../contributions';
import type { ErrorBoundary } from '../../../platform/errors';
import type { PushKind } from '../../../sms/webhooks/fields';
import type { WebhookListener } from '../listener/listener';
import type { PushDesk } from '../pushes/pushDesk';
import type { PushStore } from '../pushes/pushStore';
import { isDelivering } from '../rules/rule';
import type { Rule } from '../rules/rule';
import type { RuleLists } from '../rules/ruleLists';
import type { WebhookNode } from './node';
import {
  failedRow,
  forwardRow,
  listenerRow,
  noPushesRow,
  noRuleRow,
  pushRow,
  pushTooltip,
  pushesRow,
  ruleGroupRow,
  ruleRow,
  signedOutRow,
} from './rows';

export interface WebhookTreeParts {
  readonly listener: WebhookListener;
  readonly desk: PushDesk;
  readonly store: PushStore;
  readonly rules: RuleLists;
  readonly errors: Pick<ErrorBoundary, 'explain'>;
}

const listenerNode: WebhookNode = { kind: 'listener' };
const forwardNode: WebhookNode = { kind: 'forward' };
const pushesNode: WebhookNode = { kind: 'pushes' };
const roots: readonly WebhookNode[] = [
  listenerNode,
  forwardNode,
  pushesNode,
  { kind: 'rules', of: 'receipt' },
  { kind: 'rules', of: 'inbound' },
];

/** A flood of pushes redraws the list this often at most. */
const redrawMs = 150;

/**
 * The Webhooks view. Not a paged tree: the listener and what it caught are there without an
 * account, and an account has a handful of rules.
 */
export class WebhookTree implements vscode.TreeDataProvider<WebhookNode>, vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<WebhookNode | undefined>();
  private readonly subscriptions: vscode.Disposable;
  private redraw: NodeJS.Timeout | undefined;
  private readonly shownRules = new Map<string, Rule>();
  readonly onDidChangeTreeData = this.changes.event;

  constructor(private readonly parts: WebhookTreeParts) {
    const { listener, desk, store, rules } = parts;
    this.subscriptions = vscode.Disposable.from(
      listener.onDidChange(() => {
        this.changes.fire(listenerNode);
      }),
      desk.onDidChangeForward(() => {
        this.changes.fire(forwardNode);
      }),
      store.onDidChange(() => {
        this.redraw ??= setTimeout(() => {
          this.redraw = undefined;
          this.changes.fire(pushesNode);
        }, redrawMs);
      }),
      rules.onDidChange(() => {
        this.changes.fire(undefined);
      }),
    );
  }

  async getChildren(node?: WebhookNode): Promise<WebhookNode[]> {
    switch (node?.kind) {
      case undefined:
        await this.parts.store.load();
        return [...roots];
      case 'pushes':
        return this.pushes();
      case 'rules':
        return this.rules(node.of);
      default:
        return [];
    }
  }

  getTreeItem(node: WebhookNode): vscode.TreeItem {
    const { listener, desk, store, errors } = this.parts;
    switch (node.kind) {
      case 'listener':
        return listenerRow(listener.state);
      case 'forward':
        return forwardRow(desk.forwardTo);
      case 'pushes':
        return pushesRow(store.count);
      case 'push': {
        const push = store.find(node.pushId);
        return push ? pushRow(push) : noPushesRow();
      }
      case 'rules':
        return ruleGroupRow(node.of);
      case 'rule': {
        const rule = this.shownRules.get(ruleKey(node));
        return rule ? ruleRow(rule) : noRuleRow(node.of);
      }
      case 'noPushes':
        return noPushesRow();
      case 'signedOut':
        return signedOutRow(node.of);
      case 'failed':
        return failedRow(node.of, node.error, errors);
      case 'noRule':
        return noRuleRow(node.of);
    }
  }

  getParent(node: WebhookNode): WebhookNode | undefined {
    switch (node.kind) {
      case 'push':
      case 'noPushes':
        return pushesNode;
      case 'rule':
      case 'noRule':
      case 'failed':
      case 'signedOut':
        return roots.find((root) => root.kind === 'rules' && root.of === node.of);
      case 'listener':
      case 'forward':
      case 'pushes':
      case 'rules':
        return undefined;
    }
  }

  resolveTreeItem(item: vscode.TreeItem, node: WebhookNode): vscode.TreeItem {
    const push = node.kind === 'push' ? this.parts.store.find(node.pushId) : undefined;
    if (push) {
      item.tooltip = pushTooltip(push);
    }
    return item;
  }

  dispose(): void {
    clearTimeout(this.redraw);
    this.subscriptions.dispose();
    this.changes.dispose();
  }

  /** Newest first. */
  private pushes(): WebhookNode[] {
    const pushes = this.parts.store.all();
    return pushes.length === 0
      ? [{ kind: 'noPushes' }]
      : pushes.toReversed().map(({ id }) => ({ kind: 'push', pushId: id }));
  }

  private async rules(of: PushKind): Promise<WebhookNode[]> {
    const list = await this.parts.rules.get(of);
    switch (list.kind) {
      case 'signedOut':
        return [{ kind: 'signedOut', of }];
      case 'failed':
        return [{ kind: 'failed', of, error: list.error }];
      case 'loaded': {
        const nodes = list.rules.map((rule) => {
          const node: RuleNode = { kind: 'rule', of, ruleId: rule.ruleId };
          this.shownRules.set(ruleKey(node), rule);
          return node;
        });
        return list.rules.some(isDelivering) ? nodes : [{ kind: 'noRule', of }, ...nodes];
      }
    }
  }
}

const ruleKey = ({ of, ruleId }: RuleNode) => `${of}/${ruleId}`;
