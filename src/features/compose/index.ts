import { readdir } from 'node:fs/promises';
import * as vscode from 'vscode';
import { registerCommand } from '../../platform/commands';
import type { DocumentSource } from '../../platform/documents';
import type { Compose } from './compose';
import type { ComposeServices } from './services';
import type { Purpose } from './state';
import { unansweredFolder } from './storage';

export function registerCompose(services: ComposeServices): vscode.Disposable {
  const { errors, documents, storage } = services;
  let loaded: Promise<Compose> | undefined;
  const compose = () =>
    (loaded ??= import('./compose').then((module) => new module.Compose(services)));
  const fromEditor = async (purpose: Purpose, title: string) =>
    (await compose()).fromEditor(purpose, title);
  void lookForLost(storage, compose);
  return vscode.Disposable.from(
    documents.register(
      'result',
      lazily(async () => (await compose()).reports),
    ),
    documents.register(
      'price',
      lazily(async () => (await compose()).prices),
    ),
    registerCommand(errors, 'clicksend.message.send', () =>
      fromEditor('send', vscode.l10n.t('Send SMS')),
    ),
    registerCommand(errors, 'clicksend.message.price', () =>
      fromEditor('price', vscode.l10n.t('Price SMS')),
    ),
    registerCommand(errors, '_clicksend.message.compose', async (draft, purpose) =>
      draft ? (await compose()).run(draft, purpose ?? 'send') : undefined,
    ),
    registerCommand(errors, 'clicksend.message.checkUnanswered', async () =>
      (await compose()).checkUnanswered(),
    ),
  );
}

function lazily(load: () => Promise<DocumentSource>): DocumentSource {
  return {
    modifiedAt: async (uri) => (await load()).modifiedAt(uri),
    read: async (uri) => (await load()).read(uri),
  };
}

/** Costs a look into one folder for whoever has lost nothing. */
async function lookForLost(storage: vscode.Uri, compose: () => Promise<Compose>): Promise<void> {
  const names = await readdir(unansweredFolder(storage).fsPath).catch(() => []);
  if (names.length > 0) {
    await (await compose()).warnOfLost();
  }
}
