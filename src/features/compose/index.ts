import * as vscode from 'vscode';
import { abortSignal } from '../../platform/cancellation';
import { registerCommand } from '../../platform/commands';
import { ComposeFlow, type Purpose } from './flow';
import { Memory } from './memory';
import { Prices } from './prices';
import { Reports } from './reports';
import type { ComposeServices } from './services';
import { askDraft } from './textSource';
import { findInHistory, Unanswered } from './unanswered';

export function registerCompose(services: ComposeServices): vscode.Disposable {
  const { errors, documents, storage } = services;
  const memory = new Memory(services.memory);
  const reports = new Reports(vscode.Uri.joinPath(storage, 'results'), documents);
  const unanswered = new Unanswered(services.sharedMemory);
  const flow = new ComposeFlow(services, memory, reports, new Prices(documents), unanswered);
  const compose = async (purpose: Purpose, title: string) =>
    flow.run(await askDraft(vscode.window.activeTextEditor, title, memory.unsent), purpose);
  void warnOfLost(unanswered);
  return vscode.Disposable.from(
    registerCommand(errors, 'clicksend.message.send', () =>
      compose('send', vscode.l10n.t('Send SMS')),
    ),
    registerCommand(errors, 'clicksend.message.price', () =>
      compose('price', vscode.l10n.t('Price SMS')),
    ),
    registerCommand(errors, '_clicksend.message.compose', (draft, purpose) =>
      draft ? flow.run(draft, purpose ?? 'send') : undefined,
    ),
    registerCommand(errors, 'clicksend.message.checkUnanswered', () =>
      checkUnanswered(services, unanswered),
    ),
  );
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
    await vscode.commands.executeCommand('clicksend.message.checkUnanswered');
  }
}

async function checkUnanswered(
  { session }: ComposeServices,
  unanswered: Unanswered,
): Promise<void> {
  const [report, ...others] = unanswered.lost();
  if (!report) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Every send was answered.'));
    return;
  }
  const client = await session.client();
  if (session.active?.id !== report.accountId) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        'That send was made as {0}. Switch to that account to look in its history.',
        report.accountLabel,
      ),
    );
    return;
  }
  const found = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Looking in history'),
      cancellable: true,
    },
    (_progress, token) => findInHistory(report, client, abortSignal(token)),
  );
  const settled = vscode.l10n.t('Stop Asking');
  const later = vscode.l10n.t('Keep');
  const message =
    found.length > 0
      ? vscode.l10n.t(
          'Found in history: {0} of {1} messages of that send. They were sent.',
          found.length,
          report.messages.length,
        )
      : vscode.l10n.t(
          'None of the {0} messages of that send is in history yet. That proves nothing: ClickSend does not say how soon it shows them. Look again in a few minutes before you send again.',
          report.messages.length,
        );
  const picked = await vscode.window.showInformationMessage(message, settled, later);
  if (picked === settled) {
    await unanswered.settle(report.id);
    if (others.length > 0) {
      await vscode.commands.executeCommand('clicksend.message.checkUnanswered');
    }
  }
}
