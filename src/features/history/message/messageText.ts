import * as vscode from 'vscode';
import { deliveryCodeWords, gatewayErrorWords } from '../../../platform/words/deliveryWords';
import { fullMoment } from '../../../platform/words/moment';
import { fields, section, type Field } from '../../../platform/plainPage';
import { formatMoney, parseMoney } from '../../../sms/price';
import type { DeliveryReceipt, HistoryMessage, InboundMessage } from '../../../sms/resources';
import { visibleLine, visibleText } from '../../../sms/visibleText';
import { statusView } from '../status';

/** Something asked for beside the message: there, not there, or not to be had, and why. */
export type Found<Value> =
  | { readonly kind: 'found'; readonly value: Value }
  | { readonly kind: 'none' }
  | { readonly kind: 'failed'; readonly why: string };

export interface MessageDetails {
  readonly message: HistoryMessage;
  readonly receipt: Found<DeliveryReceipt>;
  readonly reply: Found<InboundMessage>;
}

/** Everything the API says about a message, for reading. Outside text is spelled out, never markup. */
export function messageText({ message, receipt, reply }: MessageDetails): string {
  const { word } = statusView(message);
  const title =
    message.direction === 'in'
      ? vscode.l10n.t('SMS from {0}', visibleLine(message.from))
      : vscode.l10n.t('SMS to {0}', visibleLine(message.to));
  return [
    `${title} · ${word}`,
    section(vscode.l10n.t('Text'), visibleText(message.body)),
    section(vscode.l10n.t('Delivery'), fields(deliveryFields(message))),
    section(vscode.l10n.t('Message'), fields(messageFields(message))),
    ...(message.direction === 'in'
      ? []
      : [
          section(vscode.l10n.t('Receipt'), receiptText(receipt)),
          section(vscode.l10n.t('Reply'), replyText(reply)),
        ]),
  ].join('\n\n');
}

function moment(seconds: number | undefined): string | undefined {
  return seconds === undefined ? undefined : fullMoment(seconds);
}

function deliveryFields(message: HistoryMessage): readonly Field[] {
  const scheduled = message.status === 'Scheduled';
  return [
    [vscode.l10n.t('Status'), message.status],
    [vscode.l10n.t('Status code'), message.statusCode && deliveryCodeWords(message.statusCode)],
    [vscode.l10n.t('Status text'), message.statusText],
    [vscode.l10n.t('Error code'), message.errorCode && gatewayErrorWords(message.errorCode)],
    [vscode.l10n.t('Error text'), message.errorText],
    [vscode.l10n.t('Time'), moment(message.date)],
    [
      scheduled ? vscode.l10n.t('Due') : vscode.l10n.t('Was due'),
      scheduled || message.schedule !== message.date ? moment(message.schedule) : undefined,
    ],
  ];
}

function messageFields(message: HistoryMessage): readonly Field[] {
  const name = [message.firstName, message.lastName].filter((part) => part !== undefined);
  const price = message.price === undefined ? undefined : parseMoney(message.price);
  return [
    [vscode.l10n.t('To'), message.to],
    [vscode.l10n.t('From'), message.from],
    [vscode.l10n.t('Contact'), name.join(' ')],
    [vscode.l10n.t('Country'), message.country],
    [vscode.l10n.t('Carrier'), message.carrier],
    [vscode.l10n.t('Parts'), message.parts?.toString()],
    [
      vscode.l10n.t('Price'),
      price === undefined ? undefined : formatMoney(price, undefined, vscode.env.language),
    ],
    [vscode.l10n.t('Custom string'), message.customString],
    [vscode.l10n.t('Replies go to'), message.fromEmail],
    [vscode.l10n.t('Contact list'), message.listId?.toString()],
    [vscode.l10n.t('Sent by'), message.apiUsername],
    [vscode.l10n.t('Sub-account'), message.subaccountId?.toString()],
    [vscode.l10n.t('User'), message.userId?.toString()],
    [vscode.l10n.t('Message id'), message.messageId],
  ];
}

function receiptText(receipt: Found<DeliveryReceipt>): string {
  switch (receipt.kind) {
    case 'found':
      return fields([
        [vscode.l10n.t('Status code'), deliveryCodeWords(receipt.value.statusCode)],
        [vscode.l10n.t('Status text'), receipt.value.statusText],
        [
          vscode.l10n.t('Error code'),
          receipt.value.errorCode && gatewayErrorWords(receipt.value.errorCode),
        ],
        [vscode.l10n.t('Error text'), receipt.value.errorText],
        [vscode.l10n.t('Received'), moment(receipt.value.receivedAt)],
        [vscode.l10n.t('Sent'), moment(receipt.value.sentAt)],
      ]);
    case 'none':
      return vscode.l10n.t(
        'None. Receipts are kept only if a delivery receipt rule with the action POLL exists.',
      );
    case 'failed':
      return vscode.l10n.t('Could not be read: {0}', receipt.why);
  }
}

function replyText(reply: Found<InboundMessage>): string {
  switch (reply.kind) {
    case 'found': {
      const { from, timestamp, messageId, body } = reply.value;
      const head = fields([
        [vscode.l10n.t('From'), from],
        [vscode.l10n.t('Time'), moment(timestamp)],
        [vscode.l10n.t('Message id'), messageId],
      ]);
      return `${head}\n\n${visibleText(body)}\n\n${vscode.l10n.t('ClickSend shows only the first reply here; all unread ones are in the Inbound view.')}`;
    }
    case 'none':
      return vscode.l10n.t(
        'None. Replies are kept only if an inbound rule with the action POLL exists.',
      );
    case 'failed':
      return vscode.l10n.t('Could not be read: {0}', reply.why);
  }
}
