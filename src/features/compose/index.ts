import { readdir } from 'node:fs/promises';
import * as vscode from 'vscode';
import { Authorities } from '../../contributions';
import { registerCommand } from '../../platform/commands';
import type { DocumentSource } from '../../platform/documents';
import { messageTexts } from '../../platform/editorText';
import type { Spending } from '../../platform/spending';
import type { Compose } from './compose';
import type { ComposeServices } from './services';
import type { Purpose } from './state';
import { unansweredFolder } from './storage';

export function registerCompose(
  services: ComposeServices & { readonly spending: Spending },
): vscode.Disposable {
  const { errors, documents, spending, storage } = services;
  let loaded: Promise<Compose> | undefined;
  const compose = () =>
    (loaded ??= import('./compose').then((module) => new module.Compose(services)));
  const close = new vscode.Disposable(() => {
    void loaded?.then(({ reports }) => {
      reports.dispose();
    });
  });
  const fromEditor = async (purpose: Purpose, title: string) =>
    (await compose()).fromEditor(purpose, title);
  void lookForLost(storage, compose);
  return vscode.Disposable.from(
    close,
    documents.register(
      Authorities.result,
      lazily(async () => (await compose()).reports),
    ),
    documents.register(
      Authorities.price,
      lazily(async () => (await compose()).prices),
    ),
    registerCommand(errors, 'clicksend.message.send', () => {
      const texts = messageTexts(vscode.window.activeTextEditor);
      return spending.once(`text:${JSON.stringify(texts)}`, () =>
        fromEditor('send', vscode.l10n.t('Send SMS')),
      );
    }),
    registerCommand(errors, 'clicksend.message.price', () =>
      fromEditor('price', vscode.l10n.t('Price SMS')),
    ),
    registerCommand(errors, '_clicksend.message.compose', async (draft, purpose = 'send') => {
      if (!draft) {
        return undefined;
      }
      const run = async () => (await compose()).run(draft, purpose);
      const { bodies, to, listId } = draft;
      return purpose === 'price'
        ? run()
        : spending.once(`text:${JSON.stringify([bodies, to, listId])}`, run);
    }),
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
