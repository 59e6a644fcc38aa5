import * as vscode from 'vscode';
import { askAfterFailure } from '../../platform/ask/failure';
import { executeCommand, registerCommand } from '../../platform/commands';
import type { CampaignTarget, CommandId, ScheduledCampaign } from '../../contributions';
import type { Spent } from '../../platform/spending';
import type { CampaignSource, FoundRecipients } from '../../sms/campaign';
import type { CampaignDesk } from './desk';
import { OutboxView, type OutboxHost } from './outbox/view';
import type { CampaignServices } from './services';

/** The desk, loaded when somebody first needs it: it brings the engine and the tables along. */
class LazyDesk implements vscode.Disposable {
  private loading: Promise<CampaignDesk> | undefined;
  private readonly subscriptions: { dispose(): unknown }[] = [];

  constructor(
    private readonly services: CampaignServices,
    private readonly onChange: () => void,
  ) {}

  readonly get = (): Promise<CampaignDesk> => (this.loading ??= this.load());

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private async load(): Promise<CampaignDesk> {
    const { CampaignDesk: Desk } = await import('./desk');
    const desk = new Desk(this.services);
    this.subscriptions.push(desk, desk.runs.onDidChange(this.onChange));
    return desk;
  }
}

/** Campaigns and the Outbox that holds them. */
export function openCampaign(services: CampaignServices, host: OutboxHost): vscode.Disposable {
  const { errors } = services;
  const desk = new LazyDesk(services, () => {
    view.refresh();
  });
  const view: OutboxView = new OutboxView(
    async () => {
      const [{ shelf, runs }, { OutboxContent }, items] = await Promise.all([
        desk.get(),
        import('./outbox/content'),
        import('./outbox/items'),
      ]);
      return { content: new OutboxContent(shelf, runs), items };
    },
    errors,
    host,
  );
  return vscode.Disposable.from(
    desk,
    view,
    registerStart(services, desk),
    registerActions(services, desk, view),
    registerCommand(errors, '_clicksend.campaign.offerInterrupted', async () => {
      const { offerInterrupted } = await import('./interrupted');
      await offerInterrupted(await desk.get(), services);
    }),
    registerCommand(errors, '_clicksend.campaign.listScheduled', async () => {
      const [{ scheduledCount }, loaded] = await Promise.all([import('./shelf'), desk.get()]);
      return (await loaded.campaigns()).flatMap((campaign): ScheduledCampaign[] => {
        const count = scheduledCount(campaign, Date.now());
        const { id, plan } = campaign;
        return count === 0 ? [] : [{ id, name: plan.name, accountId: plan.account.id, count }];
      });
    }),
    registerCommand(errors, 'clicksend.outbox.refresh', () => {
      view.refresh();
    }),
    registerCommand(errors, '_clicksend.campaign.loadMore', (campaignId, group) => {
      if (campaignId !== undefined && group !== undefined) {
        view.wantMore(campaignId, group);
      }
    }),
  );
}

/** One campaign at a time from a table, and one from a text. */
function sourceOf({ recipients, body }: Partial<CampaignSource>): Spent {
  return recipients?.kind === 'file'
    ? `table:${recipients.uri}`
    : `text:${JSON.stringify([body ?? []].flat())}`;
}

function registerStart(
  { errors, session, spending, storage }: CampaignServices,
  desk: LazyDesk,
): vscode.Disposable {
  /** Back at the confirmation asks again, with what was answered. */
  const begin = async (given: Partial<CampaignSource>): Promise<void> => {
    const { completeSource, isComplete } = await import('./start/source');
    const ask = async (answered?: CampaignSource & { readonly recipients: FoundRecipients }) =>
      completeSource(given, await session.client(), answered, (error, state, frame) =>
        askAfterFailure(errors, error, state, frame),
      );
    let source = await ask();
    while ((await (await desk.get()).start(source)) === 'back' && !isComplete(given)) {
      source = await ask(source);
    }
  };
  return vscode.Disposable.from(
    registerCommand(errors, 'clicksend.campaign.start', async (uri) => {
      const target = uri ?? vscode.window.activeTextEditor?.document.uri;
      if (target?.path.toLowerCase().endsWith('.sms')) {
        return executeCommand('clicksend.document.send', target);
      }
      const { draftFrom } = await import('./start/source');
      const draft = draftFrom(target, storage);
      return spending.once(sourceOf(draft), () => begin(draft));
    }),
    registerCommand(errors, '_clicksend.campaign.run', (source) => source && begin(source)),
  );
}

type ActionId = Extract<CommandId, `clicksend.campaign.${string}`>;

/** Commands on a campaign: the one of the tree's row, the selected one, or one picked. */
function registerActions(
  { errors }: CampaignServices,
  desk: LazyDesk,
  view: OutboxView,
): vscode.Disposable {
  const on = (
    id: Exclude<ActionId, 'clicksend.campaign.start'>,
    run: (desk: CampaignDesk, campaignId: string) => unknown,
  ): vscode.Disposable =>
    registerCommand(errors, id, async (node?: CampaignTarget) => {
      const loaded = await desk.get();
      const campaignId =
        campaignOf(node) ?? (await (await import('./pick')).pickCampaign(loaded, id));
      if (campaignId === undefined) {
        return;
      }
      try {
        await run(loaded, campaignId);
      } finally {
        view.refresh();
      }
    });
  return vscode.Disposable.from(
    on('clicksend.campaign.resume', (loaded, id) => loaded.resume(id)),
    on('clicksend.campaign.pause', (loaded, id) => {
      loaded.pause(id);
    }),
    on('clicksend.campaign.cancel', (loaded, id) => loaded.cancel(id)),
    on('clicksend.campaign.cancelScheduled', (loaded, id) => loaded.cancelScheduled(id)),
    on('clicksend.campaign.reschedule', (loaded, id) => loaded.reschedule(id)),
    on('clicksend.campaign.reconcile', (loaded, id) => loaded.reconcile(id)),
    on('clicksend.campaign.retryRejected', (loaded, id) => loaded.retryRejected(id)),
    on('clicksend.campaign.followUp', (loaded, id) => loaded.followUp(id)),
    on('clicksend.campaign.openResults', (loaded, id) => loaded.openResults(id)),
    on('clicksend.campaign.openReport', (loaded, id) => loaded.openReport(id)),
    on('clicksend.campaign.delete', (loaded, id) => loaded.delete(id)),
  );
}

function campaignOf(target: CampaignTarget | undefined): string | undefined {
  switch (target?.kind) {
    case 'campaign':
    case 'group':
      return target.campaign.id;
    case 'recipient':
      return target.campaignId;
    case undefined:
      return undefined;
  }
}
