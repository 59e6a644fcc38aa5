import * as vscode from 'vscode';
import type { CommandId } from '../../contributions';
import { Authorities, Views } from '../../contributions';
import { DeferredFeature } from '../../platform/deferredFeature';
import { TreeHost } from '../../platform/tree/treeHost';
import type { InboundServices } from './services';
import type { InboundHost } from './view';

const commands: readonly CommandId[] = [
  '_clicksend.inbound.openMessage',
  'clicksend.inbound.copyBody',
  'clicksend.inbound.copyNumber',
  'clicksend.inbound.createPollRule',
  'clicksend.inbound.loadMore',
  'clicksend.inbound.markAllRead',
  'clicksend.inbound.markConversationRead',
  'clicksend.inbound.markRead',
  'clicksend.inbound.markReadBefore',
  'clicksend.inbound.open',
  'clicksend.inbound.openRead',
  'clicksend.inbound.refresh',
  'clicksend.inbound.reply',
];

/** The Inbound view and its commands, loaded when first used. */
export function registerInbound(services: InboundServices): vscode.Disposable {
  const feature = new DeferredFeature({
    errors: services.errors,
    commands,
    load: async () => {
      const { openInbound } = await import('./inbound');
      return () => openInbound(services, host);
    },
  });
  const host: InboundHost = new TreeHost(Views.inbound, {
    open: feature.open,
    showCollapseAll: true,
  });
  services.documents.defer(Authorities.inbound, feature.open);
  return vscode.Disposable.from(feature, host);
}
