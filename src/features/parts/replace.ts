import * as vscode from 'vscode';
import { showPick } from '../../platform/show/picks';
import { showStatusMessage } from '../../platform/show/status';
import { UserFacingError } from '../../platform/errors';
import { gsm7Edits, replaceWithGsm7 } from '../../sms/replacements';

/**
 * Replaces characters that force UCS-2 in the selections, or in the whole document when nothing is
 * selected, as one undoable edit. Asks before replacements that change the text's look (é by e).
 */
export async function replaceNonGsm(editor: vscode.TextEditor | undefined): Promise<void> {
  if (!editor) {
    throw new UserFacingError(vscode.l10n.t('Open a text in an editor first.'));
  }
  const ranges = targetRanges(editor);
  const texts = ranges.map((range) => editor.document.getText(range));
  const lossy = await askAboutLossy(texts);
  let count = 0;
  const done = await editor.edit((builder) => {
    for (const range of ranges) {
      const start = editor.document.offsetAt(range.start);
      for (const edit of gsm7Edits(editor.document.getText(range), { lossy })) {
        count += 1;
        builder.replace(
          new vscode.Range(
            editor.document.positionAt(start + edit.start),
            editor.document.positionAt(start + edit.end),
          ),
          edit.to,
        );
      }
    }
  });
  if (!done) {
    throw new UserFacingError(vscode.l10n.t('This document cannot be edited.'));
  }
  report(count, texts, lossy);
}

function targetRanges({ document, selections }: vscode.TextEditor): readonly vscode.Range[] {
  const selected = selections.filter((each) => !each.isEmpty);
  return selected.length > 0
    ? selected
    : [new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length))];
}

async function askAboutLossy(texts: readonly string[]): Promise<boolean> {
  const faithful = new Set(
    texts.flatMap((text) => replaceWithGsm7(text, { lossy: false }).remaining),
  );
  const all = new Set(texts.flatMap((text) => replaceWithGsm7(text, { lossy: true }).remaining));
  const lossy = [...faithful].filter((character) => !all.has(character));
  if (lossy.length === 0) {
    return false;
  }
  const keep = { label: vscode.l10n.t('Replace only what reads the same'), lossy: false };
  const change = {
    label: vscode.l10n.t('Replace these too'),
    detail: lossy.slice(0, 20).join(' '),
    lossy: true,
  };
  const picked = await showPick([keep, change], {
    placeHolder: vscode.l10n.t(
      'Some characters have only an approximate GSM-7 equivalent (é becomes e).',
    ),
  });
  if (!picked) {
    throw new vscode.CancellationError();
  }
  return picked.lossy;
}

function report(count: number, texts: readonly string[], lossy: boolean): void {
  const remaining = new Set(texts.flatMap((text) => replaceWithGsm7(text, { lossy }).remaining));
  const left = [...remaining].slice(0, 10).join(' ');
  const message =
    remaining.size === 0
      ? vscode.l10n.t('Characters replaced: {0}. The text fits GSM-7.', count)
      : vscode.l10n.t('Characters replaced: {0}. Still UCS-2 because of: {1}', count, left);
  showStatusMessage(message, 8000);
}
