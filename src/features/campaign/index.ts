import { readdir } from 'node:fs/promises';
import * as vscode from 'vscode';
import { systemClock } from '../../platform/clock';
import type { Clock } from '../../platform/clock';
import { executeCommand, setContext } from '../../platform/commands';
import type { CommandId } from '../../contributions';
import { ContextKeys, Views } from '../../contributions';
import { DeferredFeature } from '../../platform/deferredFeature';
import { TreeHost } from '../../platform/tree/treeHost';
import type { OutboxHost } from './outbox/view';
import type { CampaignServices } from './services';

/** Long enough after the start not to be in anybody's way. */
const lookAfterMs = 3000;

const commands: readonly CommandId[] = [
  '_clicksend.campaign.listScheduled',
  '_clicksend.campaign.loadMore',
  '_clicksend.campaign.offerInterrupted',
  '_clicksend.campaign.run',
  'clicksend.campaign.cancel',
  'clicksend.campaign.cancelScheduled',
  'clicksend.campaign.delete',
  'clicksend.campaign.followUp',
  'clicksend.campaign.openReport',
  'clicksend.campaign.openResults',
  'clicksend.campaign.pause',
  'clicksend.campaign.reconcile',
  'clicksend.campaign.reschedule',
  'clicksend.campaign.resume',
  'clicksend.campaign.retryRejected',
  'clicksend.campaign.start',
  'clicksend.outbox.refresh',
];

/** Campaigns and the Outbox that holds them, loaded when first used. */
export function registerCampaign(
  services: CampaignServices,
  clock: Clock = systemClock,
): vscode.Disposable {
  const { errors, storage } = services;
  const feature = new DeferredFeature({
    errors,
    commands,
    load: async () => {
      const { openCampaign } = await import('./campaign');
      return () => openCampaign(services, host);
    },
  });
  const host: OutboxHost = new TreeHost(Views.outbox, { open: feature.open });
  const callOff = clock.schedule(lookAfterMs, () => {
    void lookForInterrupted(storage);
  });
  return vscode.Disposable.from(feature, host, new vscode.Disposable(callOff));
}

/** Costs a look into one folder for whoever has no campaigns. */
async function lookForInterrupted(storage: vscode.Uri): Promise<void> {
  const folder = vscode.Uri.joinPath(storage, 'campaigns').fsPath;
  const names = await readdir(folder).catch(() => []);
  void setContext(ContextKeys.hasCampaigns, names.length > 0);
  if (names.length > 0) {
    await executeCommand('_clicksend.campaign.offerInterrupted');
  }
}
