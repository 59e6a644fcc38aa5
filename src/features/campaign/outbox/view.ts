import * as vscode from 'vscode';
import type { ErrorBoundary } from '../../../platform/errors';
import type { TreeHost } from '../../../platform/tree/treeHost';
import type { OutboxContent } from './content';
import { idOf, toTreeItem } from './items';
import type { CampaignNode, GroupKind, OutboxNode } from './nodes';

/** How often a campaign that another window sends is looked at, in milliseconds. */
const pollMs = 3000;

export type OutboxHost = TreeHost<OutboxNode>;

/** The Outbox, drawn from what is on the disk. */
export class OutboxView implements vscode.TreeDataProvider<OutboxNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<OutboxNode | undefined>();
  private readonly view: vscode.TreeView<OutboxNode>;
  private readonly subscription: vscode.Disposable;
  private poll: ReturnType<typeof setTimeout> | undefined;
  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly content: OutboxContent,
    private readonly errors: ErrorBoundary,
    private readonly host: OutboxHost,
  ) {
    this.view = host.view;
    this.subscription = vscode.Disposable.from(
      host.attach(this),
      this.view.onDidChangeVisibility(({ visible }) => {
        if (visible) {
          this.refresh();
        }
      }),
    );
  }

  get selected(): OutboxNode | undefined {
    return this.host.selected;
  }

  wantMore(campaignId: string, group: GroupKind): void {
    this.content.wantMore(campaignId, group);
    this.refresh();
  }

  refresh(): void {
    this.changed.fire(undefined);
  }

  async getChildren(node?: OutboxNode): Promise<OutboxNode[]> {
    try {
      const children = await this.content.children(node);
      if (!node) {
        this.watch(children);
      }
      return children;
    } catch (error) {
      this.errors.record('outbox', error);
      return [];
    }
  }

  getTreeItem(node: OutboxNode): vscode.TreeItem {
    const item = toTreeItem(node);
    item.id = idOf(node);
    return item;
  }

  dispose(): void {
    clearTimeout(this.poll);
    this.subscription.dispose();
    this.changed.dispose();
  }

  /** The badge counts what waits for the user; other windows' campaigns are looked at again. */
  private watch(nodes: readonly OutboxNode[]): void {
    const campaigns = nodes.filter((node): node is CampaignNode => node.kind === 'campaign');
    const open = campaigns.filter(({ campaign: { state } }) =>
      ['paused', 'interrupted', 'undecided'].includes(state),
    ).length;
    this.view.badge =
      open === 0
        ? undefined
        : {
            value: open,
            tooltip:
              open === 1
                ? vscode.l10n.t('1 campaign waits for you')
                : vscode.l10n.t('{0} campaigns wait for you', open),
          };
    clearTimeout(this.poll);
    const isElsewhere = campaigns.some(({ campaign }) => campaign.state === 'runningElsewhere');
    const scheduled = campaigns.filter(({ campaign }) => campaign.state === 'scheduled');
    const now = Date.now();
    const untilTick = scheduled.map(({ campaign: { plan } }) => tickMs(plan.schedule * 1000 - now));
    const wait = Math.min(...(isElsewhere ? [pollMs] : []), ...untilTick);
    if (this.view.visible && Number.isFinite(wait)) {
      this.poll = setTimeout(() => {
        if (isElsewhere || scheduled.some(({ campaign }) => isDue(campaign.plan.schedule))) {
          this.refresh();
          return;
        }
        for (const node of scheduled) {
          this.changed.fire(node);
        }
        this.watch(nodes);
      }, wait);
    }
  }
}

const isDue = (schedule: number): boolean => schedule * 1000 <= Date.now();

/** When the words of a countdown change: each minute, and each second of the last one. */
function tickMs(left: number): number {
  const step = left > 60_000 ? 60_000 : 1000;
  return left % step || step;
}
