import * as vscode from 'vscode';
import { languageIds } from '../../contributions';
import { onDidChangeSetting, setting } from '../../platform/settings';
import { nonGsmCharacters, splitParts } from '../../sms/parts';
import type { Analyses, Analysis } from './analyses';
import { rangeOf } from './problems/diagnostics';

/** More marks than this are not read, and each costs the editor time. */
const maxMarks = 500;

/** Marks where a new part begins and which characters force UCS-2. */
export class PartDecorations implements vscode.Disposable {
  private readonly boundary = vscode.window.createTextEditorDecorationType({
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  private readonly forcing = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('editor.wordHighlightBackground'),
    border: '1px dotted',
    borderColor: new vscode.ThemeColor('editorWarning.foreground'),
    overviewRulerColor: new vscode.ThemeColor('editorWarning.foreground'),
  });
  private readonly subscriptions: vscode.Disposable;

  constructor(private readonly analyses: Analyses) {
    const updateAll = () => {
      for (const editor of vscode.window.visibleTextEditors) {
        this.update(editor);
      }
    };
    this.subscriptions = vscode.Disposable.from(
      this.boundary,
      this.forcing,
      vscode.window.onDidChangeVisibleTextEditors(updateAll),
      onDidChangeSetting('clicksend.document.decorations', updateAll),
      analyses.onDidAnalyse((document) => {
        for (const editor of vscode.window.visibleTextEditors) {
          if (editor.document === document) {
            this.update(editor);
          }
        }
      }),
    );
    updateAll();
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private update(editor: vscode.TextEditor): void {
    const { document } = editor;
    if (document.languageId !== languageIds.sms) {
      return;
    }
    const analysis = this.analyses.latest(document);
    if (!analysis || !setting('clicksend.document.decorations')) {
      editor.setDecorations(this.boundary, []);
      editor.setDecorations(this.forcing, []);
      return;
    }
    if (analysis.version !== document.version) {
      return;
    }
    editor.setDecorations(this.boundary, boundaries(document, analysis));
    editor.setDecorations(this.forcing, forcingCharacters(document, analysis));
  }
}

function boundaries(
  document: vscode.TextDocument,
  { message }: Analysis,
): vscode.DecorationOptions[] {
  const parts = splitParts(message.text);
  return parts.slice(1, maxMarks).map(({ start }, i) => {
    const at = message.toDocument(start);
    return {
      range: rangeOf(document, { start: at, end: at }),
      renderOptions: {
        before: {
          contentText: vscode.l10n.t('part {0}', i + 2),
          color: new vscode.ThemeColor('badge.foreground'),
          backgroundColor: new vscode.ThemeColor('badge.background'),
          margin: '0 3px',
          textDecoration: 'none; font-size: 0.8em; padding: 0 4px; border-radius: 3px;',
        },
      },
    };
  });
}

function forcingCharacters(
  document: vscode.TextDocument,
  { message }: Analysis,
): vscode.DecorationOptions[] {
  return nonGsmCharacters(message.text)
    .flatMap(({ character, codePoint, offsets }) =>
      offsets.slice(0, maxMarks).map((start) => ({
        range: rangeOf(document, {
          start: message.toDocument(start),
          end: message.toDocument(start + character.length),
        }),
        hoverMessage: vscode.l10n.t(
          '{0} is not in GSM-7: it makes the whole message UCS-2.',
          codePoint,
        ),
      })),
    )
    .slice(0, maxMarks);
}
