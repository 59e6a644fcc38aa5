import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { CommandId } from '../../contributions';
import { Authorities, ContextKeys, Views } from '../../contributions';
import { setContext } from '../../platform/commands';
import { DeferredFeature } from '../../platform/deferredFeature';
import { TreeHost } from '../../platform/tree/treeHost';
import { keptPushes, listenedBefore } from './listener/memory';
import type { WebhookServices } from './services';
import type { WebhookHost } from './webhooks';

const commands: readonly CommandId[] = [
  '_clicksend.webhook.sendTest',
  'clicksend.inbound.sendTest',
  'clicksend.listener.copyUrl',
  'clicksend.listener.forward',
  'clicksend.listener.start',
  'clicksend.listener.stop',
  'clicksend.listener.stopForward',
  'clicksend.message.simulateDelivery',
  'clicksend.message.simulateReply',
  'clicksend.push.clear',
  'clicksend.push.compare',
  'clicksend.push.edit',
  'clicksend.push.open',
  'clicksend.push.replay',
  'clicksend.push.resendAs',
  'clicksend.push.sendEdited',
  'clicksend.receipt.list',
  'clicksend.receipt.markRead',
  'clicksend.receipt.sendTest',
  'clicksend.receipt.show',
  'clicksend.rule.create',
  'clicksend.rule.delete',
  'clicksend.rule.disable',
  'clicksend.rule.enable',
  'clicksend.webhook.copyHandler',
  'clicksend.webhook.refresh',
  'clicksend.webhook.showPanel',
];

/** The Webhooks view and its commands, loaded when first used: at once where the listener listened. */
export function registerWebhooks(services: WebhookServices): vscode.Disposable {
  const { errors, memory, documents } = services;
  const feature = new DeferredFeature({
    errors,
    commands,
    load: async () => {
      const { openWebhooks } = await import('./webhooks');
      return () => openWebhooks(services, host);
    },
  });
  const host: WebhookHost = new TreeHost(Views.webhooks, {
    open: feature.open,
    canSelectMany: true,
  });
  for (const authority of [Authorities.push, Authorities.editedPush]) {
    documents.defer(authority, feature.open);
  }
  if (listenedBefore(memory)) {
    void errors.guard('webhooks.listener', feature.open);
  } else {
    void lookForPushes(services.storage);
  }
  return vscode.Disposable.from(feature, host);
}

/** The palette offers what works on pushes, though nothing is loaded yet. */
async function lookForPushes(storage: vscode.Uri): Promise<void> {
  const found = await stat(keptPushes(storage).fsPath).catch(() => undefined);
  void setContext(ContextKeys.hasPushes, found !== undefined && found.size > 0);
}
