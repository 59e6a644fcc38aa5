import * as vscode from 'vscode';
import { Authorities } from '../../contributions';
import { ClickSendError } from '../../api/errors';
import { documentUri, type DocumentSource } from '../../platform/documents';
import type { Session } from '../../platform/session';
import { fullMoment } from '../../platform/words/moment';
import { fields, section } from '../../platform/plainPage';
import type { InboundMessage } from '../../sms/resources';
import { visibleLine, visibleText } from '../../sms/visibleText';
import { numberWords } from './row';
import type { InboundClient } from './services';

/** The address names both ids: the reply's own, and that of our message, by which read ones are found. */
export function inboundUri({ messageId, originalMessageId, from }: InboundMessage): vscode.Uri {
  return documentUri(
    Authorities.inbound,
    originalMessageId ?? '-',
    messageId === '' ? '-' : messageId,
    vscode.l10n.t('SMS from {0}.txt', numberWords(from)),
  );
}

/** By the id of our message alone: ClickSend answers with the first reply to it, read or not. */
export function replyToUri(originalMessageId: string): vscode.Uri {
  return documentUri(
    Authorities.inbound,
    originalMessageId,
    '-',
    vscode.l10n.t('Reply to {0}.txt', originalMessageId),
  );
}

/** `clicksend://inbound/<our message's id>/<reply's id>/...`, for reading. */
export class InboundDocuments implements DocumentSource {
  constructor(
    private readonly session: Session<InboundClient>,
    private readonly known: (messageId: string) => InboundMessage | undefined,
  ) {}

  modifiedAt(): number {
    return 0;
  }

  async read(uri: vscode.Uri): Promise<string> {
    const [, originalId = '-', messageId = '-'] = uri.path.split('/');
    const message = this.known(messageId) ?? (await this.ask(originalId));
    if (!message) {
      return originalId === '-'
        ? vscode.l10n.t(
            'This SMS is marked as read and answers no message of yours, so ClickSend gives it out no more.',
          )
        : vscode.l10n.t('No reply to the message {0} is known to this account.', originalId);
    }
    return inboundText(message, messageId);
  }

  private async ask(originalId: string): Promise<InboundMessage | undefined> {
    if (originalId === '-') {
      return undefined;
    }
    const client = await this.session.client();
    try {
      return await client.inbound.getReplyTo(originalId);
    } catch (error) {
      if (error instanceof ClickSendError && error.reason === 'notFound') {
        return undefined;
      }
      throw error;
    }
  }
}

function inboundText(message: InboundMessage, askedFor: string): string {
  const { originalMessageId, originalBody } = message;
  const other = askedFor !== '-' && message.messageId !== askedFor;
  return [
    vscode.l10n.t('SMS from {0}', numberWords(message.from)),
    ...(other
      ? [
          vscode.l10n.t(
            'The SMS you opened is marked as read. ClickSend then gives out only the first reply to a message, which is this one.',
          ),
        ]
      : []),
    section(vscode.l10n.t('Text'), visibleText(message.body)),
    section(
      vscode.l10n.t('Message'),
      fields([
        [vscode.l10n.t('From'), message.from],
        [vscode.l10n.t('To'), message.to],
        [
          vscode.l10n.t('Time'),
          message.timestamp === undefined ? undefined : fullMoment(message.timestamp),
        ],
        [vscode.l10n.t('Keyword'), message.keyword],
        [vscode.l10n.t('Custom string'), message.customString],
        [vscode.l10n.t('Message id'), message.messageId],
      ]),
    ),
    ...(originalMessageId === undefined
      ? []
      : [
          section(
            vscode.l10n.t('In reply to'),
            `${visibleText(originalBody ?? '')}\n\n${vscode.l10n.t('Message id')}  ${visibleLine(originalMessageId)}`,
          ),
        ]),
  ].join('\n\n');
}
