import * as vscode from 'vscode';
import { Authorities } from '../../../contributions';
import type { DocumentSource } from '../../../platform/documents';
import { documentUri } from '../../../platform/documents';
import type { PushForm } from '../../../sms/webhooks/fields';
import type { PushField } from '../../../sms/webhooks/rawPush';
import { findingWords, kindWords, timeOfDay } from '../words';
import type { CaughtPush } from './caughtPush';
import { parsed } from './parsed';
import type { PushStore } from './pushStore';

/** Windows forbids ":" in names, and a diff editor's title shows them. */
const nameOf = (push: CaughtPush, extension: string) =>
  `${kindWords(parsed(push).kind)} ${timeOfDay(push.receivedAt).replaceAll(':', '.')}${extension}`;

export const pushUri = (push: CaughtPush): vscode.Uri =>
  documentUri(Authorities.push, push.id, nameOf(push, '.json'));

export const editUri = (push: CaughtPush): vscode.Uri =>
  documentUri(Authorities.editedPush, push.id, nameOf(push, '.push.json'));

export const pushIdOf = (uri: vscode.Uri): string => uri.path.split('/')[1] ?? '';

const objectOf = (fields: readonly PushField[]) =>
  Object.fromEntries(fields.map(({ name, value }) => [name, value]));

/** What an editable document starts with: the form to send as, and the fields. */
export function editableText(push: CaughtPush): string {
  const { form, fields } = parsed(push);
  return `${JSON.stringify({ sendAs: form, fields: objectOf(fields) }, null, 2)}\n`;
}

/** All that is known of a push, the part that differs between pushes first. */
export function pushText(push: CaughtPush): string {
  const { kind, form, fields, findings } = parsed(push);
  const text = {
    kind: kind ?? 'unknown',
    form,
    fields: objectOf(fields),
    findings: findings.map(findingWords),
    request: { ...push.raw, headers: push.headers },
    received: new Date(push.receivedAt).toISOString(),
    deliveries: push.deliveries,
  };
  return `${JSON.stringify(text, null, 2)}\n`;
}

export type EditProblem = 'notJson' | 'sendAs' | 'fields';

export interface EditedPush {
  readonly form: PushForm;
  readonly fields: readonly PushField[];
}

/** What an edited document says, or why it cannot be sent. */
export function readEdited(text: string): EditedPush | EditProblem {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'notJson';
  }
  if (typeof value !== 'object' || value === null || !('sendAs' in value) || !('fields' in value)) {
    return 'fields';
  }
  const { sendAs, fields } = value;
  if (sendAs !== 'form' && sendAs !== 'query' && sendAs !== 'json') {
    return 'sendAs';
  }
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
    return 'fields';
  }
  const entries = Object.entries(fields as Readonly<Record<string, unknown>>);
  const read = entries.flatMap(([name, field]): readonly PushField[] =>
    field === null || ['string', 'number', 'boolean'].includes(typeof field)
      ? [{ name, value: field as PushField['value'] }]
      : [],
  );
  return read.length === entries.length ? { form: sendAs, fields: read } : 'fields';
}

/** `clicksend://push/<id>/...`: what was caught, read-only. */
export class PushDocuments implements DocumentSource {
  constructor(private readonly store: PushStore) {}

  modifiedAt(uri: vscode.Uri): number {
    const push = this.store.find(pushIdOf(uri));
    return push?.deliveries.at(-1)?.at ?? push?.receivedAt ?? 0;
  }

  async read(uri: vscode.Uri): Promise<string> {
    return pushText(await find(this.store, uri));
  }
}

/** `clicksend://push-edit/<id>/...`: the same to be changed and sent; kept until the window closes. */
export class EditedPushes implements DocumentSource {
  private readonly edits = new Map<string, { readonly text: string; readonly at: number }>();

  constructor(private readonly store: PushStore) {}

  modifiedAt(uri: vscode.Uri): number {
    return this.edits.get(uri.path)?.at ?? 0;
  }

  async read(uri: vscode.Uri): Promise<string> {
    return this.edits.get(uri.path)?.text ?? editableText(await find(this.store, uri));
  }

  write(uri: vscode.Uri, text: string): Promise<void> {
    this.edits.set(uri.path, { text, at: Date.now() });
    return Promise.resolve();
  }
}

async function find(store: PushStore, uri: vscode.Uri): Promise<CaughtPush> {
  await store.load();
  const push = store.find(pushIdOf(uri));
  if (!push) {
    throw vscode.FileSystemError.FileNotFound(uri);
  }
  return push;
}
