import * as vscode from 'vscode';
import { askAfterFailure } from '../../platform/ask/failure';
import { executeCommand, registerCommand } from '../../platform/commands';
import type { CampaignTarget, CommandId, ScheduledCampaign } from '../../contributions';
import type { Spent } from '../../platform/spending';
import type { CampaignSource, FoundRecipients } from '../../sms/campaign';
import { CampaignDesk } from './desk';
import { offerInterrupted } from './interrupted';
import { OutboxContent } from './outbox/content';
import { OutboxView, type OutboxHost } from './outbox/view';
import { pickCampaign } from './pick';
import type { CampaignServices } from './services';
import { scheduledCount } from './shelf';
import { completeSource, draftFrom, isComplete } from './start/source';

/** Campaigns and the Outbox that holds them. */
export function openCampaign(services: CampaignServices, host: OutboxHost): vscode.Disposable {
  const { errors } = services;
  const desk = new CampaignDesk(services);
  const view = new OutboxView(new OutboxContent(desk.shelf, desk.runs), errors, host);
  return vscode.Disposable.from(
    desk,
    view,
    desk.runs.onDidChange(() => {
      view.refresh();
    }),
    registerStart(services, desk),
    registerActions(services, desk, view),
    registerCommand(errors, '_clicksend.campaign.offerInterrupted', () =>
      offerInterrupted(desk, services),
    ),
    registerCommand(errors, '_clicksend.campaign.listScheduled', async () => {
      return (await desk.campaigns()).flatMap((campaign): ScheduledCampaign[] => {
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
  desk: CampaignDesk,
): vscode.Disposable {
  /** Back at the confirmation asks again, with what was answered. */
  const begin = async (given: Partial<CampaignSource>): Promise<void> => {
    const ask = async (answered?: CampaignSource & { readonly recipients: FoundRecipients }) =>
      completeSource(given, await session.client(), answered, (error, state, frame) =>
        askAfterFailure(errors, error, state, frame),
      );
    let source = await ask();
    while ((await desk.start(source)) === 'back' && !isComplete(given)) {
      source = await ask(source);
    }
  };
  return vscode.Disposable.from(
    registerCommand(errors, 'clicksend.campaign.start', async (uri) => {
      const target = uri ?? vscode.window.activeTextEditor?.document.uri;
      if (target?.path.toLowerCase().endsWith('.sms')) {
        return executeCommand('clicksend.document.send', target);
      }
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
  desk: CampaignDesk,
  view: OutboxView,
): vscode.Disposable {
  const on = (
    id: Exclude<ActionId, 'clicksend.campaign.start'>,
    run: (campaignId: string) => unknown,
  ): vscode.Disposable =>
    registerCommand(errors, id, async (node?: CampaignTarget) => {
      const campaignId = campaignOf(node) ?? (await pickCampaign(desk, id));
      if (campaignId === undefined) {
        return;
      }
      try {
        await run(campaignId);
      } finally {
        view.refresh();
      }
    });
  return vscode.Disposable.from(
    on('clicksend.campaign.resume', (id) => desk.resume(id)),
    on('clicksend.campaign.pause', (id) => {
      desk.pause(id);
    }),
    on('clicksend.campaign.cancel', (id) => desk.cancel(id)),
    on('clicksend.campaign.cancelScheduled', (id) => desk.cancelScheduled(id)),
    on('clicksend.campaign.reschedule', (id) => desk.reschedule(id)),
    on('clicksend.campaign.reconcile', (id) => desk.reconcile(id)),
    on('clicksend.campaign.retryRejected', (id) => desk.retryRejected(id)),
    on('clicksend.campaign.followUp', (id) => desk.followUp(id)),
    on('clicksend.campaign.openResults', (id) => desk.openResults(id)),
    on('clicksend.campaign.openReport', (id) => desk.openReport(id)),
    on('clicksend.campaign.delete', (id) => desk.delete(id)),
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
