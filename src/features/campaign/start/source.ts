import * as vscode from 'vscode';
import { askSenderId } from '../../../platform/ask/sender';
import { contactsInWords } from '../../../platform/words/countWords';
import { askPick, goBack, runWizard } from '../../../platform/wizard';
import type { Step, WizardOptions } from '../../../platform/wizard';
import { messageTexts } from '../../../platform/editorText';
import type { CampaignSource, FoundRecipients } from '../../../sms/campaign';
import { visibleLine } from '../../../sms/visibleText';
import { findContactList } from './contactLists';
import { askBody, askWhereToWrite } from './textSteps';
import type { Draft } from './textSteps';
import type { CampaignClient } from '../services';

const tableExtensions = ['csv', 'tsv', 'txt', 'json', 'jsonl', 'ndjson'];

export function isTable(uri: vscode.Uri): boolean {
  return /\.(?:csv|tsv|jsonl?|ndjson)$/i.test(uri.path);
}

const nameOf = (uri: vscode.Uri): string => uri.path.slice(uri.path.lastIndexOf('/') + 1);

/**
 * What the explorer's file or the editor gives of a campaign. A report of ours that is just being
 * looked at is no source.
 */
export function draftFrom(uri: vscode.Uri | undefined, storage: vscode.Uri): Draft {
  if (uri?.path.startsWith(`${storage.path}/`)) {
    return {};
  }
  if (uri && isTable(uri)) {
    return { name: nameOf(uri), recipients: { kind: 'file', uri: uri.toString() } };
  }
  const [body] = messageTexts(vscode.window.activeTextEditor);
  return body === undefined ? {} : { body };
}

/** The step with what it is about in its title: a file picked by mistake shows at once. */
function named(step: Step<Draft>): Step<Draft> {
  return (state, frame) => {
    const { recipients } = state;
    const source = recipients && nameOfRecipients(recipients);
    const title =
      source === undefined ? frame.title : `${frame.title} · ${visibleLine(source, 60)}`;
    return step(state, { ...frame, title });
  };
}

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
      (await client.contactLists.list({ pageSize: 100 })).items
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

function senderStep(client: CampaignClient): Step<Draft> {
  return async (state, frame) => {
    const from = await askSenderId(frame, {
      from: state.from ?? '',
      countries: state.country === undefined ? [] : [state.country],
      senders: () => client.senders.list(),
    });
    return from === goBack ? goBack : { ...state, from };
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
  onFailure?: WizardOptions<Draft>['onFailure'],
): Promise<CampaignSource & { readonly recipients: FoundRecipients }> {
  const draft = await withFoundList(source, client);
  const isDocument = draft.name !== undefined && draft.body !== undefined;
  const steps = [
    // First, so that the text can be checked against its columns.
    ...(draft.recipients === undefined ? [recipientStep(client)] : []),
    ...(draft.body === undefined && draft.recipients?.kind === 'file'
      ? [askWhereToWrite(client)]
      : []),
    ...(draft.body === undefined ? [askBody(client)] : []),
    // A document without a sender means the account's default.
    ...(draft.from === undefined && !isDocument ? [senderStep(client)] : []),
  ];
  const state = await runWizard(
    vscode.l10n.t('Start Campaign'),
    { ...draft, ...answered },
    steps.map(named),
    onFailure && { onFailure },
  );
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
