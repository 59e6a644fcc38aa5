import * as vscode from 'vscode';
import { executeCommand, registerCommand } from '../../platform/commands';
import type { DocumentSource } from '../../platform/documents';
import type { Compose } from './compose';
import type { Purpose } from './flow';
import type { ComposeServices } from './services';
import { Unanswered } from './unanswered';

export function registerCompose(services: ComposeServices): vscode.Disposable {
  const { errors, documents } = services;
  const unanswered = new Unanswered(services.sharedMemory);
  let loaded: Promise<Compose> | undefined;
  const compose = () =>
    (loaded ??= import('./compose').then((module) => new module.Compose(services, unanswered)));
  const close = new vscode.Disposable(() => {
    void loaded?.then(({ reports }) => {
      reports.dispose();
    });
  });
  const fromEditor = async (purpose: Purpose, title: string) =>
    (await compose()).fromEditor(purpose, title);
  void warnOfLost(unanswered);
  return vscode.Disposable.from(
    close,
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

/** A window that died in the middle of a send leaves a trace; say so once, with a way to look. */
async function warnOfLost(unanswered: Unanswered): Promise<void> {
  const count = unanswered.lost().length;
  if (count === 0) {
    return;
  }
  const check = vscode.l10n.t('Check History');
  const picked = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      'ClickSend never answered {0} of your sends. The SMS may have been sent and are not sent again by themselves.',
      count,
    ),
    check,
  );
  if (picked === check) {
    await executeCommand('clicksend.message.checkUnanswered');
  }
}
