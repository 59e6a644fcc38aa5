import * as vscode from 'vscode';
import { Authorities } from '../../contributions';
import { cutWords } from '../../platform/words/cutWords';
import { partsInWords } from '../../platform/words/partWords';
import { documentUri, type DocumentSource } from '../../platform/documents';
import { measure } from '../../sms/parts';
import type { MessageResult, SendResult } from '../../sms/resources';
import type { ComposeState } from './state';
import type { Quote } from './quote';
import { money, price, refusal, totalInWords } from './words';

const kept = 50;

/** Prices that were asked for, as documents. They cost nothing to ask again, so none outlives the window. */
export class Prices implements DocumentSource {
  private readonly texts = new Map<string, { readonly text: string; readonly madeAt: number }>();

  async show({ state, cuts, result }: Quote): Promise<void> {
    const id = crypto.randomUUID();
    this.texts.set(id, { text: priceText(state, cuts, result), madeAt: Date.now() });
    const [oldest] = this.texts.keys();
    if (this.texts.size > kept && oldest !== undefined) {
      this.texts.delete(oldest);
    }
    await vscode.window.showTextDocument(documentUri(Authorities.price, id, 'SMS price.txt'), {
      preview: true,
    });
  }

  read(uri: vscode.Uri): Promise<string> {
    return Promise.resolve(
      this.texts.get(idOf(uri))?.text ??
        vscode.l10n.t('This price was asked for before the window was reloaded. Ask again.'),
    );
  }

  modifiedAt(uri: vscode.Uri): number {
    return this.texts.get(idOf(uri))?.madeAt ?? 0;
  }
}

function idOf(uri: vscode.Uri): string {
  return uri.path.split('/')[1] ?? '';
}

/** One line: what all of it costs, what would be cut off, and how many would not be sent. */
export function priceSummary({ cuts, result }: Quote): string {
  const refused = result.messages.filter(({ outcome }) => outcome !== 'accepted');
  const [only] = result.messages;
  const [firstRefused] = refused;
  const [cut] = cuts;
  const total = totalInWords(result);
  const main =
    result.messages.length === 1 && only
      ? vscode.l10n.t('{0}: {1}.', only.to, total)
      : vscode.l10n.t('{0}.', total);
  return [
    main,
    ...(cut ? [cutWords(cut)] : []),
    ...(firstRefused
      ? [vscode.l10n.t('{0} would not be sent. {1}', refused.length, refusal(firstRefused))]
      : []),
  ].join(' ');
}

function priceText(
  { bodies }: ComposeState,
  cuts: Quote['cuts'],
  { messages, totalPrice, currency }: SendResult,
): string {
  const lengths = bodies.map((body) => {
    const { parts, encoding, units, unitsLeft } = measure(body);
    return vscode.l10n.t(
      '{0}, {1}, {2} units, {3} left in the last part',
      partsInWords(parts),
      encoding,
      units,
      unitsLeft,
    );
  });
  return [
    vscode.l10n.t('SMS price'),
    '',
    vscode.l10n.t('Total:  {0}', money(totalPrice, currency)),
    ...lengths.map((length) => vscode.l10n.t('Length: {0}', length)),
    ...cuts.map(cutWords),
    '',
    ...messages.map((message) => line(message, currency)),
    '',
    vscode.l10n.t('Text'),
    '----',
    ...bodies,
    '',
  ].join('\n');
}

function line(message: MessageResult, currency: SendResult['currency']): string {
  return message.outcome === 'accepted'
    ? [
        message.to.padEnd(16),
        partsInWords(message.parts ?? 0).padEnd(8),
        (message.price === undefined ? '' : price(message.price, currency)).padEnd(14),
        message.country ?? '',
      ]
        .join('  ')
        .trimEnd()
    : refusal(message);
}
