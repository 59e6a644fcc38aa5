import * as vscode from 'vscode';
import { showInformation, showWarning } from '../../platform/show/messages';
import { withWork } from '../../platform/show/work';
import { executeCommand, registerCommand } from '../../platform/commands';
import { messageTexts } from '../../platform/editorText';
import { Authorities } from '../../contributions';
import type { MessageDraft, SendReport } from '../../sms/draft';
import { Delivery } from './delivery';
import { ComposeFlow } from './flow';
import { Memory } from './memory';
import { Prices } from './prices';
import { Reports } from './reports';
import type { ComposeServices } from './services';
import type { Purpose } from './state';
import { unansweredFolder } from './storage';
import { askBeginning } from './textSource';
import { findInHistory, Unanswered } from './unanswered';

/** The commands of composing, and the documents that it leaves behind. */
export function openCompose(services: ComposeServices): vscode.Disposable {
  const { errors, documents, spending } = services;
  const compose = new Compose(services);
  return vscode.Disposable.from(
    compose.reports,
    documents.register(Authorities.result, compose.reports),
    documents.register(Authorities.price, compose.prices),
    registerCommand(errors, 'clicksend.message.send', () => {
      const texts = messageTexts(vscode.window.activeTextEditor);
      return spending.once(`text:${JSON.stringify(texts)}`, () =>
        compose.fromEditor('send', vscode.l10n.t('Send SMS')),
      );
    }),
    registerCommand(errors, 'clicksend.message.price', () =>
      compose.fromEditor('price', vscode.l10n.t('Price SMS')),
    ),
    registerCommand(errors, '_clicksend.message.compose', (draft, purpose = 'send') => {
      if (!draft) {
        return undefined;
      }
      const run = () => compose.run(draft, purpose);
      const { bodies, to, listId } = draft;
      return purpose === 'price'
        ? run()
        : spending.once(`text:${JSON.stringify([bodies, to, listId])}`, run);
    }),
    registerCommand(errors, 'clicksend.message.checkUnanswered', () => compose.checkUnanswered()),
    registerCommand(errors, '_clicksend.message.warnOfLost', () => compose.warnOfLost()),
  );
}

/** From a text to an answer; results, prices and unanswered sends on the way. */
export class Compose {
  readonly reports: Reports;
  readonly prices = new Prices();
  private readonly memory: Memory;
  private readonly unanswered: Unanswered;
  private readonly flow: ComposeFlow;

  constructor(private readonly services: ComposeServices) {
    const { storage } = services;
    this.reports = new Reports(vscode.Uri.joinPath(storage, 'results').fsPath);
    this.unanswered = new Unanswered(unansweredFolder(storage).fsPath);
    this.memory = new Memory(services.memory);
    const delivery = new Delivery(services, this.memory, this.reports, this.unanswered);
    this.flow = new ComposeFlow(services, this.memory, this.prices, delivery);
  }

  run(draft: MessageDraft, purpose: Purpose): Promise<SendReport | undefined> {
    return this.flow.run(draft, purpose);
  }

  async fromEditor(purpose: Purpose, title: string): Promise<SendReport | undefined> {
    const editor = vscode.window.activeTextEditor;
    // A price is asked in passing: it is always that of what is selected.
    const unsent = purpose === 'send' ? this.memory.unsent : undefined;
    const { bodies, state } = await askBeginning(editor, title, unsent);
    return this.flow.run({ bodies }, purpose, state);
  }

  /** A window that died in the middle of a send leaves a trace; says so once, with a way to look. */
  async warnOfLost(): Promise<void> {
    const { length } = await this.unanswered.lost();
    if (length === 0) {
      return;
    }
    const check = vscode.l10n.t('Check History');
    const picked = await showWarning(
      length === 1
        ? vscode.l10n.t(
            'ClickSend never answered one of your sends. The SMS may have been sent and is not sent again by itself.',
          )
        : vscode.l10n.t(
            'ClickSend never answered {0} of your sends. The SMS may have been sent and are not sent again by themselves.',
            length,
          ),
      check,
    );
    if (picked === check) {
      await executeCommand('clicksend.message.checkUnanswered');
    }
  }

  async checkUnanswered(): Promise<void> {
    const { session } = this.services;
    const [report, ...others] = await this.unanswered.lost();
    if (!report) {
      void showInformation(vscode.l10n.t('Every send was answered.'));
      return;
    }
    const client = await session.client();
    if (session.active?.id !== report.accountId) {
      void showWarning(
        vscode.l10n.t(
          'That send was made as {0}. Switch to that account to look in its history.',
          report.accountLabel,
        ),
      );
      return;
    }
    const answered = await this.reports.messageIdsSince(report.sentAt - 120);
    const found = await withWork(vscode.l10n.t('Looking in history'), (signal) =>
      findInHistory(report, client, answered, signal),
    );
    if (await askToSettle(found.length, report.messages.length)) {
      await this.unanswered.settle(report.id);
      if (others.length > 0) {
        await executeCommand('clicksend.message.checkUnanswered');
      }
    }
  }
}

/** Modal: it answers a question, and VS Code hides what comes after three messages. */
async function askToSettle(found: number, asked: number): Promise<boolean> {
  const settled = vscode.l10n.t('Stop Asking');
  const [message, detail] =
    found > 0
      ? [
          asked === 1
            ? vscode.l10n.t('The message of that send was found in history.')
            : vscode.l10n.t('Found in history: {0} of {1} messages of that send.', found, asked),
          vscode.l10n.t('What is in history was sent.'),
        ]
      : [
          asked === 1
            ? vscode.l10n.t('The message of that send is not in history yet.')
            : vscode.l10n.t('None of the {0} messages of that send is in history yet.', asked),
          vscode.l10n.t(
            'That proves nothing: ClickSend does not say how soon it shows them. Look again in a few minutes before you send again.',
          ),
        ];
  const picked = await showInformation(message, { modal: true, detail: [detail] }, settled);
  return picked === settled;
}
