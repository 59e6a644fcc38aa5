import * as vscode from 'vscode';
import type { ClientSlice } from '../../../api/client';
import { Authorities } from '../../../contributions';
import { ClickSendError } from '../../../api/errors';
import type { DocumentSource } from '../../../platform/documents';
import { documentUri } from '../../../platform/documents';
import type { ErrorBoundary } from '../../../platform/errors';
import type { Session } from '../../../platform/session';
import type { HistoryMessage } from '../../../sms/resources';
import { messageText, type Found } from './messageText';
import type { HistoryClient } from '../services';

const rawName = 'raw.json';

export function messageUri(messageId: string, number: string): vscode.Uri {
  return documentUri(Authorities.message, messageId, vscode.l10n.t('SMS {0}.txt', number));
}

export function rawMessageUri(messageId: string): vscode.Uri {
  return documentUri(Authorities.message, messageId, rawName);
}

/** `clicksend://message/<id>/...`: a message in plain words, and `raw.json` as the API gave it. */
export class MessageDocuments implements DocumentSource, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly shown = new Map<string, { readonly status: string; readonly at: number }>();
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly session: Session<HistoryClient>,
    private readonly errors: Pick<ErrorBoundary, 'explain'>,
  ) {}

  modifiedAt(uri: vscode.Uri): number {
    return this.shown.get(uri.toString())?.at ?? 0;
  }

  async read(uri: vscode.Uri): Promise<string> {
    const id = uri.path.split('/')[1] ?? '';
    const client = await this.session.client();
    const message = await findMessage(client, id);
    if (!message) {
      return vscode.l10n.t(
        'There is no message {0} in the history of this account. A message that was just sent can take a moment to show up, and ClickSend keeps history for 4 months.',
        id,
      );
    }
    this.shown.set(uri.toString(), { status: fingerprint(message), at: Date.now() });
    if (uri.path.endsWith(`/${rawName}`)) {
      return `${JSON.stringify(message.raw, undefined, 2)}\n`;
    }
    const outgoing = message.direction === 'out';
    const [receipt, reply] = await Promise.all([
      outgoing ? this.ask(() => client.receipts.get(id)) : none,
      outgoing ? this.ask(() => client.inbound.getReplyTo(id)) : none,
    ]);
    return messageText({ message, receipt, reply });
  }

  /** Newer versions of messages came in: open documents that show older ones are read again. */
  notice(messages: readonly HistoryMessage[]): void {
    for (const document of vscode.workspace.textDocuments) {
      const key = document.uri.toString();
      const known = this.shown.get(key);
      const [, id] = document.uri.path.split('/');
      const message = known && messages.find(({ messageId }) => messageId === id);
      if (known && message && fingerprint(message) !== known.status) {
        this.shown.set(key, {
          status: fingerprint(message),
          at: Math.max(Date.now(), known.at + 1),
        });
        this.changed.fire(document.uri);
      }
    }
  }

  /** Another account: every open message is asked for again. */
  forget(): void {
    for (const [key, shown] of this.shown) {
      this.shown.set(key, { status: '', at: Math.max(Date.now(), shown.at + 1) });
      this.changed.fire(vscode.Uri.parse(key));
    }
  }

  dispose(): void {
    this.changed.dispose();
  }

  private async ask<Value>(get: () => Promise<Value>): Promise<Found<Value>> {
    try {
      return { kind: 'found', value: await get() };
    } catch (error) {
      return error instanceof ClickSendError && error.reason === 'notFound'
        ? none
        : { kind: 'failed', why: this.errors.explain(error).message };
    }
  }
}

const none = { kind: 'none' } as const;

export async function findMessage(
  client: ClientSlice<'history.list'>,
  messageId: string,
): Promise<HistoryMessage | undefined> {
  const { items } = await client.history.list({ filter: { messageId }, orderBy: 'date:desc' });
  // How ClickSend matches is not documented, so a near miss must not pass for the message.
  return items.find((item) => item.messageId.toLowerCase() === messageId.toLowerCase());
}

function fingerprint({ status, statusCode, statusText, errorCode }: HistoryMessage): string {
  return [status, statusCode, statusText, errorCode].join('|');
}
