import * as vscode from 'vscode';
import type { Session } from '../../../platform/session';
import { showInput } from '../../../platform/show/inputs';
import { showInformation, showWarning } from '../../../platform/show/messages';
import { showPick } from '../../../platform/show/picks';
import type { HistoryMessage } from '../../../sms/resources';
import { receiptEntry, receiptPageEntry } from '../panel/entries';
import type { WebhookPanel } from '../panel/panel';
import type { WebhookClient } from '../services';
import { momentWords } from '../words';
import { readPastMoment } from './pastMoment';

const pageSize = 50;

/** The pull list of delivery receipts. */
export class Receipts {
  constructor(
    private readonly session: Session<WebhookClient>,
    private readonly panel: WebhookPanel,
  ) {}

  /** Shows one page after another for as long as the person asks for more. */
  async list(page = 1): Promise<void> {
    const client = await this.session.client();
    const found = await client.receipts.list({ page, pageSize });
    this.panel.print(receiptPageEntry(found));
    this.panel.show();
    if (found.page < found.lastPage) {
      const next = vscode.l10n.t('Next Page');
      const pressed = await showInformation(
        vscode.l10n.t(
          'Page {0} of {1} of the delivery receipts is in the panel.',
          found.page,
          found.lastPage,
        ),
        next,
      );
      if (pressed === next) {
        await this.list(found.page + 1);
      }
    }
  }

  async show(message: HistoryMessage | undefined): Promise<void> {
    const id = message?.messageId ?? (await askMessageId());
    if (id === undefined) {
      return;
    }
    const client = await this.session.client();
    const receipt = await client.receipts.get(id);
    this.panel.print(receiptEntry(vscode.l10n.t('Delivery receipt'), receipt));
    this.panel.show();
  }

  async markRead(): Promise<void> {
    const client = await this.session.client();
    const chosen = await askCutoff();
    if (!chosen) {
      return;
    }
    const { before } = chosen;
    if (before === undefined && !(await confirmAll())) {
      return;
    }
    await client.receipts.markRead(before);
    this.panel.print({
      headline:
        before === undefined
          ? vscode.l10n.t('Marked every delivery receipt as read')
          : vscode.l10n.t('Marked the delivery receipts before {0} as read', momentWords(before)),
      details: [],
    });
    this.panel.show();
  }
}

async function confirmAll(): Promise<boolean> {
  const mark = vscode.l10n.t('Mark Every Receipt');
  const pressed = await showWarning(
    vscode.l10n.t('Mark every delivery receipt of this account as read?'),
    {
      modal: true,
      detail: [
        vscode.l10n.t(
          'Without a moment ClickSend marks everything, also what came in since you last looked. Receipts marked as read leave the list; each can still be viewed by its message.',
        ),
      ],
    },
    mark,
  );
  return pressed === mark;
}

const messageIdForm = /^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/;

async function askMessageId(): Promise<string | undefined> {
  const copied = (await vscode.env.clipboard.readText()).trim();
  const typed = await showInput({
    title: vscode.l10n.t('View Receipt for Message'),
    prompt: vscode.l10n.t('ID of the message, as the send answered it'),
    ...(messageIdForm.test(copied) && { value: copied }),
    ignoreFocusOut: true,
    validateInput: (text) =>
      text.trim() === '' || messageIdForm.test(text.trim())
        ? undefined
        : vscode.l10n.t('A message ID has 32 hexadecimal digits in five groups.'),
  });
  const id = typed?.trim();
  return id === '' ? undefined : id;
}

interface Cutoff extends vscode.QuickPickItem {
  /** Unix seconds; undefined is everything. */
  readonly before: number | undefined;
}

async function askCutoff(): Promise<{ readonly before: number | undefined } | undefined> {
  const now = Math.floor(Date.now() / 1000);
  const earlier = (label: string, before: number): Cutoff => ({
    label,
    description: momentWords(before),
    before,
  });
  const other: Cutoff = { label: vscode.l10n.t('Before another moment…'), before: 0 };
  const everything: Cutoff = {
    label: vscode.l10n.t('Everything'),
    description: vscode.l10n.t('No moment: ClickSend marks every receipt'),
    before: undefined,
  };
  const picked = await showPick(
    [
      earlier(vscode.l10n.t('Before now'), now),
      earlier(vscode.l10n.t('Before an hour ago'), now - 3600),
      earlier(vscode.l10n.t('Before a day ago'), now - 86_400),
      other,
      everything,
    ],
    {
      title: vscode.l10n.t('Mark Receipts Read'),
      placeHolder: vscode.l10n.t('Which delivery receipts?'),
    },
  );
  return picked === other ? askMoment() : picked;
}

async function askMoment(): Promise<{ readonly before: number } | undefined> {
  const typed = await showInput({
    title: vscode.l10n.t('Mark Receipts Read'),
    prompt: vscode.l10n.t('Mark receipts that came before this moment, in your time zone'),
    placeHolder: '2026-11-23 09:30',
    ignoreFocusOut: true,
    validateInput: (text) =>
      text.trim() === '' || readPastMoment(text, Date.now()) !== undefined
        ? undefined
        : vscode.l10n.t('Type a past moment as 2026-11-23 09:30, 2026-11-23 or Unix seconds.'),
  });
  const before = typed === undefined ? undefined : readPastMoment(typed, Date.now());
  return before === undefined ? undefined : { before };
}
