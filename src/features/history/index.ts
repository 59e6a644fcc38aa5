import * as vscode from 'vscode';
import type { CommandId } from '../../contributions';
import { Authorities, Views } from '../../contributions';
import { DeferredFeature } from '../../platform/deferredFeature';
import { TreeHost } from '../../platform/tree/treeHost';
import type { HistoryServices } from './services';
import type { HistoryHost } from './tree/view';

const commands: readonly CommandId[] = [
  '_clicksend.history.openMessage',
  'clicksend.history.clearFilter',
  'clicksend.history.export',
  'clicksend.history.filter',
  'clicksend.history.loadDay',
  'clicksend.history.loadMore',
  'clicksend.history.refresh',
  'clicksend.message.cancel',
  'clicksend.message.cancelAll',
  'clicksend.message.copyBody',
  'clicksend.message.copyId',
  'clicksend.message.copyNumber',
  'clicksend.message.open',
  'clicksend.message.reply',
  'clicksend.message.reschedule',
  'clicksend.message.sendAgain',
  'clicksend.message.showRaw',
];

/** The History view and its commands, loaded when first used. */
export function registerHistory(services: HistoryServices): vscode.Disposable {
  const feature = new DeferredFeature({
    errors: services.errors,
    commands,
    load: async () => {
      const { openHistory } = await import('./history');
      return () => openHistory(services, host);
    },
  });
  const host: HistoryHost = new TreeHost(Views.history, {
    open: feature.open,
    showCollapseAll: true,
  });
  services.documents.defer(Authorities.message, feature.open);
  return vscode.Disposable.from(feature, host);
}
