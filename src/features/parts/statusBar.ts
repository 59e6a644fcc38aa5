import * as vscode from 'vscode';
import { messageTexts } from '../../platform/editorText';
import { partsInWords } from '../../platform/words/partWords';
import { StatusItem } from '../../platform/show/status';
import { onDidChangeSetting, setting } from '../../platform/settings';
import { measure, nonGsmCharacters, type Measure } from '../../sms/parts';

/** A text longer than this is measured once typing pauses, so that no keystroke waits for it. */
const immediateLimit = 200_000;
const pauseMs = 200;
const shownCharacters = 12;

/** Parts, encoding and characters left of what is selected. Never touches the network. */
export class PartsStatusBar implements vscode.Disposable {
  private readonly item = new StatusItem(
    'clicksend.parts',
    vscode.l10n.t('SMS Parts'),
    vscode.StatusBarAlignment.Right,
    110,
  );
  private readonly subscriptions: vscode.Disposable;
  private pause: NodeJS.Timeout | undefined;

  constructor() {
    const update = () => {
      this.schedule();
    };
    this.subscriptions = vscode.Disposable.from(
      this.item,
      vscode.window.onDidChangeActiveTextEditor(update),
      vscode.window.onDidChangeTextEditorSelection(update),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === vscode.window.activeTextEditor?.document) {
          this.schedule();
        }
      }),
      onDidChangeSetting('clicksend.parts.enabled', update),
    );
    this.schedule();
  }

  dispose(): void {
    clearTimeout(this.pause);
    this.subscriptions.dispose();
  }

  private schedule(): void {
    clearTimeout(this.pause);
    const texts = messageTexts(vscode.window.activeTextEditor);
    const size = texts.reduce((sum, text) => sum + text.length, 0);
    if (size > immediateLimit) {
      this.pause = setTimeout(() => {
        this.show(texts);
      }, pauseMs);
    } else {
      this.show(texts);
    }
  }

  private show(texts: readonly string[]): void {
    const [first] = texts;
    if (first === undefined || !setting('clicksend.parts.enabled')) {
      this.item.hide();
      return;
    }
    const measures = texts.map(measure);
    this.item.show({
      icon: 'comment',
      text: inWords(measures),
      tooltip: tooltipFor(texts, measures),
      command: texts.some((text) => nonGsmCharacters(text).length > 0)
        ? 'clicksend.message.replaceNonGsm'
        : 'clicksend.message.price',
      spoken: vscode.l10n.t('SMS: {0}', inWords(measures)),
    });
  }
}

export function inWords(measures: readonly Measure[]): string {
  const parts = measures.reduce((sum, each) => sum + each.parts, 0);
  const count = partsInWords(parts);
  const [only, second] = measures;
  if (only && !second) {
    return vscode.l10n.t('{0}, {1}, {2} left', count, only.encoding, only.unitsLeft);
  }
  const encodings = new Set(measures.map(({ encoding }) => encoding));
  return vscode.l10n.t(
    '{0} messages, {1}, {2}',
    measures.length,
    count,
    [...encodings].join(' + '),
  );
}

function tooltipFor(texts: readonly string[], measures: readonly Measure[]): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  markdown.isTrusted = {
    enabledCommands: ['clicksend.message.replaceNonGsm', 'clicksend.message.price'],
  };
  for (const { encoding, units, parts, unitsLeft } of measures.slice(0, 5)) {
    const count = partsInWords(parts);
    markdown.appendText(
      encoding === 'GSM-7'
        ? vscode.l10n.t('GSM-7: {0} septets in {1}, {2} left.', units, count, unitsLeft)
        : vscode.l10n.t('UCS-2: {0} code units in {1}, {2} left.', units, count, unitsLeft),
    );
    markdown.appendMarkdown('\n\n');
  }
  const forcing = texts.flatMap((text) => nonGsmCharacters(text));
  if (forcing.length > 0) {
    markdown.appendText(
      vscode.l10n.t(
        'GSM-7 lacks these characters. They make it UCS-2: 70 characters in one part, not 160.',
      ),
    );
    markdown.appendMarkdown('\n\n');
    for (const { character, codePoint, offsets } of forcing.slice(0, shownCharacters)) {
      markdown.appendMarkdown('- ');
      markdown.appendText(`${visible(character)}  ${codePoint}  ×${offsets.length}`);
      markdown.appendMarkdown('\n');
    }
    markdown.appendMarkdown(
      `\n[${vscode.l10n.t('Replace by GSM-7 characters')}](command:clicksend.message.replaceNonGsm) · `,
    );
  }
  markdown.appendMarkdown(`[${vscode.l10n.t('Price')}](command:clicksend.message.price)`);
  return markdown;
}

/** A character that shows nothing, or turns the text around, would make its own line unreadable. */
function visible(character: string): string {
  return /[\p{C}\p{Z}]/u.test(character) ? vscode.l10n.t('(invisible)') : character;
}
