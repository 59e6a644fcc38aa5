import type { CampaignRuns } from '../runs';
import { readSomeResults } from '../../../campaign/report/results';
import type { CampaignShelf } from '../shelf';
import { groupsOf, statesOf } from './nodes';
import type { GroupKind, GroupNode, OutboxNode } from './nodes';

const page = 100;

/** What stands in the Outbox, read from the disk a page at a time. */
export class OutboxContent {
  /** How many rows of a group are wanted. */
  private readonly wanted = new Map<string, number>();

  constructor(
    private readonly shelf: CampaignShelf,
    private readonly runs: CampaignRuns,
  ) {}

  async children(node?: OutboxNode): Promise<OutboxNode[]> {
    if (!node) {
      const campaigns = await this.shelf.list((id) => this.runs.held(id));
      return campaigns.map((campaign) => ({ kind: 'campaign', campaign }));
    }
    if (node.kind === 'campaign') {
      return [...groupsOf(node.campaign)];
    }
    return node.kind === 'group' ? this.recipients(node) : [];
  }

  wantMore(campaignId: string, group: GroupKind): void {
    const key = `${campaignId}/${group}`;
    this.wanted.set(key, (this.wanted.get(key) ?? page) + page);
  }

  private async recipients(node: GroupNode): Promise<OutboxNode[]> {
    const { campaign, group } = node;
    const copy = await this.shelf.copy(campaign);
    const limit = this.wanted.get(`${campaign.id}/${group}`) ?? page;
    const found = statesOf[group]
      .flatMap((state) => copy.ledger.find(state, 0, limit + 1))
      .sort((a, b) => a - b);
    const results = await readSomeResults(copy, found.slice(0, limit));
    const rows = results.map((result): OutboxNode => ({
      kind: 'recipient',
      campaignId: campaign.id,
      result,
    }));
    return found.length > limit ? [...rows, { kind: 'more', parent: node, shown: limit }] : rows;
  }
}
