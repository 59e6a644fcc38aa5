import * as vscode from 'vscode';
import { contactsInWords } from '../../../platform/words/countWords';
import { askPick, askText, goBack, runWizard } from '../../../platform/wizard';
import type { Step } from '../../../platform/wizard';
import { messageTexts } from '../../../platform/messageText';
import type { CampaignSource, FoundRecipients } from '../../../sms/campaign';
import { findContactList } from './contactLists';
import type { CampaignClient } from '../services';

type Draft = Omit<Partial<CampaignSource>, 'recipients'> & {
  readonly recipients?: FoundRecipients | undefined;
};

const tableExtensions = ['csv', 'tsv', 'txt', 'json', 'jsonl', 'ndjson'];

export function isTable(uri: vscode.Uri): boolean {
  return /\.(?:csv|tsv|jsonl?|ndjson)$/i.test(uri.path);
}

const nameOf = (uri: vscode.Uri): string => uri.path.slice(uri.path.lastIndexOf('/') + 1);

/** What the explorer's file or the editor gives of a campaign. */
export function draftFrom(uri: vscode.Uri | undefined): Draft {
  if (uri && isTable(uri)) {
    return { name: nameOf(uri), recipients: { kind: 'file', uri: uri.toString() } };
  }
  const [body] = messageTexts(vscode.window.activeTextEditor);
  return body === undefined ? {} : { body };
}

const askBody: Step<Draft> = async (state, frame) => {
  const body = await askText(frame, {
    value: state.body ?? '',
    prompt: vscode.l10n.t('The text. {{name}} stands for the column "name" of the table.'),
    placeholder: vscode.l10n.t('Hi {{first_name}}, ... Reply STOP to opt out.'),
    validate: (value) => (value.trim() === '' ? vscode.l10n.t('The text is empty.') : undefined),
  });
  return body === goBack ? goBack : { ...state, body };
};

type RecipientRow = vscode.QuickPickItem & { readonly recipients?: FoundRecipients };

function recipientStep(client: CampaignClient): Step<Draft> {
  return async (state, frame) => {
    const file: RecipientRow = {
      iconPath: new vscode.ThemeIcon('file'),
      label: vscode.l10n.t('Table...'),
      description: vscode.l10n.t('CSV, TSV or JSON file'),
      alwaysShow: true,
    };
    const lists = async () =>
      (await client.listContactLists({ pageSize: 100 })).items
        .filter(({ contactCount }) => contactCount > 0)
        .map(({ listId, name, contactCount }): RecipientRow => ({
          iconPath: new vscode.ThemeIcon('organization'),
          label: name,
          description: contactsInWords(contactCount),
          recipients: { kind: 'list', listId, name },
        }));
    const picked = await askPick(frame, {
      items: [file],
      placeholder: vscode.l10n.t('Who gets it?'),
      later: lists,
    });
    if (picked === goBack) {
      return goBack;
    }
    const recipients = picked.recipients ?? (await askFile());
    return recipients ? { ...state, recipients } : { ...state };
  };
}

async function askFile(): Promise<FoundRecipients | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Recipients'),
      filters: { [vscode.l10n.t('Tables')]: tableExtensions },
    })) ?? [];
  if (!uri) {
    throw new vscode.CancellationError();
  }
  return { kind: 'file', uri: uri.toString() };
}

type SenderRow = vscode.QuickPickItem & { readonly from: string };

function senderStep(client: CampaignClient): Step<Draft> {
  return async (state, frame) => {
    const byDefault: SenderRow = {
      iconPath: new vscode.ThemeIcon('star'),
      label: vscode.l10n.t('Account Default'),
      description: vscode.l10n.t('the number ClickSend picks for this account and country'),
      from: '',
    };
    const picked = await askPick<SenderRow>(frame, {
      items: [byDefault],
      placeholder: vscode.l10n.t('Sender ID: pick one, or type a number or alpha tag'),
      onType: (value) =>
        value.trim() === ''
          ? [byDefault]
          : [
              {
                label: value.trim(),
                description: vscode.l10n.t('as typed'),
                alwaysShow: true,
                from: value.trim(),
              },
              byDefault,
            ],
      later: async () =>
        (await client.listSenders()).map(({ senderId, label, country }): SenderRow => ({
          label: senderId,
          description: [label, country].filter(Boolean).join(', '),
          from: senderId,
        })),
    });
    return picked === goBack ? goBack : { ...state, from: picked.from };
  };
}

/** Whether a document or a caller has said all there is to ask. */
export function isComplete({ name, body, recipients, from }: Partial<CampaignSource>): boolean {
  // A document without a sender means the account's default.
  return (
    body !== undefined && recipients !== undefined && (name !== undefined || from !== undefined)
  );
}

/**
 * Asks for what a campaign lacks. What a document or a caller has said is not asked again; what was
 * answered before is shown.
 */
export async function completeSource(
  source: Partial<CampaignSource>,
  client: CampaignClient,
  answered: Partial<Draft> = {},
): Promise<CampaignSource & { readonly recipients: FoundRecipients }> {
  const draft = await withFoundList(source, client);
  const isDocument = draft.name !== undefined && draft.body !== undefined;
  const steps = [
    ...(draft.body === undefined ? [askBody] : []),
    ...(draft.recipients === undefined ? [recipientStep(client)] : []),
    // A document without a sender means the account's default.
    ...(draft.from === undefined && !isDocument ? [senderStep(client)] : []),
  ];
  const state = await runWizard(vscode.l10n.t('Start Campaign'), { ...draft, ...answered }, steps);
  const { body, recipients } = state;
  if (body === undefined || recipients === undefined) {
    throw new vscode.CancellationError();
  }
  const name = state.name ?? nameOfRecipients(recipients);
  return { ...state, name, body: body.replace(/\r\n?/g, '\n'), recipients };
}

async function withFoundList(
  { recipients, ...source }: Partial<CampaignSource>,
  client: CampaignClient,
): Promise<Draft> {
  if (recipients?.kind !== 'listNamed') {
    return { ...source, recipients };
  }
  const { listId, name } = await findContactList(client, recipients.name);
  return { ...source, recipients: { kind: 'list', listId, name } };
}

function nameOfRecipients(recipients: FoundRecipients): string {
  switch (recipients.kind) {
    case 'file':
      return nameOf(vscode.Uri.parse(recipients.uri));
    case 'list':
      return recipients.name ?? vscode.l10n.t('List {0}', recipients.listId);
    case 'numbers':
      return recipients.numbers.length === 1
        ? vscode.l10n.t('1 number')
        : vscode.l10n.t('{0} numbers', recipients.numbers.length);
  }
}
