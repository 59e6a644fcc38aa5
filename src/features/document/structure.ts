import * as vscode from 'vscode';
import { languageIds } from '../../contributions';
import { formatHeader } from '../../sms/document/format';
import { parseDocument } from '../../sms/document/syntax';
import type { SmsDocument } from '../../sms/document/syntax';
import { visibleLine } from '../../sms/visibleText';
import { rangeOf } from './problems/diagnostics';

function symbols(source: vscode.TextDocument, { header, body, text }: SmsDocument) {
  const found: vscode.DocumentSymbol[] = [];
  if (header) {
    const range = rangeOf(source, header);
    const symbol = new vscode.DocumentSymbol(
      vscode.l10n.t('Header'),
      '',
      vscode.SymbolKind.Namespace,
      range,
      range,
    );
    symbol.children = header.entries.map(
      (entry) =>
        new vscode.DocumentSymbol(
          entry.spelling,
          visibleLine(entry.value, 60),
          vscode.SymbolKind.Property,
          rangeOf(source, entry),
          rangeOf(source, entry.keySpan),
        ),
    );
    found.push(symbol);
  }
  if (body.end > body.start) {
    const range = rangeOf(source, body);
    const title = visibleLine(text.slice(body.start, body.end), 60);
    found.push(
      new vscode.DocumentSymbol(
        vscode.l10n.t('Message'),
        title,
        vscode.SymbolKind.String,
        range,
        range,
      ),
    );
  }
  return found;
}

/** Folding of the header, the outline, and formatting of the header. */
export function registerStructure(): vscode.Disposable {
  const selector = { language: languageIds.sms };
  return vscode.Disposable.from(
    vscode.languages.registerDocumentSymbolProvider(selector, {
      provideDocumentSymbols: (source) => symbols(source, parseDocument(source.getText())),
    }),
    vscode.languages.registerFoldingRangeProvider(selector, {
      provideFoldingRanges: (source) => {
        const { header } = parseDocument(source.getText());
        if (!header) {
          return [];
        }
        const { start, end } = rangeOf(source, header);
        return [new vscode.FoldingRange(start.line, end.line, vscode.FoldingRangeKind.Region)];
      },
    }),
    vscode.languages.registerDocumentFormattingEditProvider(selector, {
      provideDocumentFormattingEdits: (source) =>
        formatHeader(parseDocument(source.getText())).map((edit) =>
          vscode.TextEdit.replace(rangeOf(source, edit), edit.newText),
        ),
    }),
  );
}
