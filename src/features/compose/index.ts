import { readdir } from 'node:fs/promises';
import * as vscode from 'vscode';
import { executeCommand } from '../../platform/commands';
import type { CommandId } from '../../contributions';
import { Authorities } from '../../contributions';
import { DeferredFeature } from '../../platform/deferredFeature';
import type { ComposeServices } from './services';
import { unansweredFolder } from './storage';

const commands: readonly CommandId[] = [
  '_clicksend.message.compose',
  '_clicksend.message.warnOfLost',
  'clicksend.message.checkUnanswered',
  'clicksend.message.price',
  'clicksend.message.send',
];

/** Composing, and its results and prices as documents, loaded when first used. */
export function registerCompose(services: ComposeServices): vscode.Disposable {
  const { errors, documents, storage } = services;
  const feature = new DeferredFeature({
    errors,
    commands,
    load: async () => {
      const { openCompose } = await import('./compose');
      return () => openCompose(services);
    },
  });
  for (const authority of [Authorities.result, Authorities.price]) {
    documents.defer(authority, feature.open);
  }
  void lookForLost(storage);
  return vscode.Disposable.from(feature);
}

/** Costs a look into one folder for whoever has lost nothing. */
async function lookForLost(storage: vscode.Uri): Promise<void> {
  const names = await readdir(unansweredFolder(storage).fsPath).catch(() => []);
  if (names.length > 0) {
    await executeCommand('_clicksend.message.warnOfLost');
  }
}
