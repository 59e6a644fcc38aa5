import * as vscode from 'vscode';
import { showPick } from '../../../platform/show/picks';
import { UserFacingError } from '../../../platform/errors';
import { fieldProblem } from '../../../platform/words/reasonWords';
import { FileRefused, fileChunks, lookingLimit } from '../../../platform/files/namedFile';
import type { FileLimits } from '../../../platform/files/namedFile';
import { showWarning } from '../../../platform/show/messages';
import { fileProblemWords } from '../../../platform/words/fileWords';
import { isOwnReport } from '../../../platform/words/reportColumns';
import { fieldKey } from '../../../sms/placeholders';
import type { Chunks } from '../../../sms/recipients/decode';
import { findNumberColumn } from '../../../sms/recipients/numberColumn';
import { TableError } from '../../../sms/recipients/rowReader';
import { visibleLine } from '../../../sms/visibleText';
import { openTable } from '../../../sms/recipients/recipientTable';
import type { RecipientTable } from '../../../sms/recipients/recipientTable';

/** Of a file of any size, once the user has said so. */
export async function chunksOf(uri: vscode.Uri, limits: FileLimits = {}): Promise<Chunks> {
  try {
    return await fileChunks(uri, limits);
  } catch (error) {
    if (!(error instanceof FileRefused && error.problem === 'tooLarge')) {
      throw error;
    }
    await askForLarge(nameOf(uri));
    return fileChunks(uri, { ...limits, bytes: Infinity });
  }
}

async function askForLarge(name: string): Promise<void> {
  const read = vscode.l10n.t('Read It');
  const answer = await showWarning(
    vscode.l10n.t('{0} has more than {1} MB. Read it?', name, lookingLimit / 1024 / 1024),
    { modal: true, detail: [vscode.l10n.t('Reading it can take minutes. Nothing is sent yet.')] },
    read,
  );
  if (answer !== read) {
    throw new vscode.CancellationError();
  }
}

const nameOf = (uri: vscode.Uri): string => uri.path.slice(uri.path.lastIndexOf('/') + 1);

/** Puts what can go wrong with a table in words. */
export function tableFailure(error: unknown, name: string): unknown {
  if (error instanceof FileRefused) {
    return new UserFacingError(fileProblemWords(error.problem, name));
  }
  if (!(error instanceof TableError)) {
    return error;
  }
  const row = error.row ?? '?';
  switch (error.reason) {
    case 'empty':
      return new UserFacingError(vscode.l10n.t('{0} is empty.', name));
    case 'headerOnly':
      return new UserFacingError(vscode.l10n.t('{0} has a header and no rows.', name));
    case 'rowTooLong':
      return new UserFacingError(
        vscode.l10n.t('{0}: row {1} has no end. Is a quote not closed?', name, row),
      );
    case 'badQuotes':
      return new UserFacingError(
        vscode.l10n.t('{0}: the quotes in row {1} do not match.', name, row),
      );
    case 'badJson':
      return new UserFacingError(vscode.l10n.t('{0}: row {1} is not JSON.', name, row));
    case 'badJsonRow':
      return new UserFacingError(
        vscode.l10n.t('{0}: row {1} is neither an object nor a number.', name, row),
      );
  }
}

/** @throws UserFacingError when there is no such file or it is no table */
export async function openTableFile(
  uri: vscode.Uri,
  defaultCountry: string | undefined,
): Promise<RecipientTable> {
  try {
    const table = await openTable(await chunksOf(uri), { defaultCountry });
    if (isOwnReport(table.columns)) {
      await table.close();
      throw new UserFacingError(
        vscode.l10n.t(
          '{0} is a report about a campaign, not a table of recipients. Choose the table itself.',
          nameOf(uri),
        ),
      );
    }
    return table;
  } catch (error) {
    throw tableFailure(error, nameOf(uri));
  }
}

/** The index of the column with the numbers: as named, as found, or as the user says. */
export async function chooseNumberColumn(
  table: RecipientTable,
  uri: vscode.Uri,
  named: string | undefined,
  defaultCountry: string | undefined,
): Promise<number> {
  if (named !== undefined) {
    const index = table.columns.findIndex((column) => fieldKey(column) === fieldKey(named));
    if (index < 0) {
      throw new UserFacingError(vscode.l10n.t('The table has no column "{0}".', named));
    }
    if (table.ambiguous.has(fieldKey(named))) {
      throw new UserFacingError(fieldProblem({ code: 'ambiguousColumn', name: named }));
    }
    return index;
  }
  const found = findNumberColumn(table, { defaultCountry });
  if (found.found) {
    return found.index;
  }
  const rows = table.columns.map((column, index) => ({
    label: column,
    description: table.sample
      .slice(0, 3)
      .map(({ cells }) => cells[index] ?? '')
      .join(', '),
    index,
  }));
  const likely = new Set(found.candidates);
  const picked = await showPick(
    rows.sort((a, b) => Number(likely.has(b.index)) - Number(likely.has(a.index))),
    {
      title: vscode.l10n.t('Start Campaign · {0}', visibleLine(nameOf(uri), 60)),
      placeHolder: vscode.l10n.t('Which column holds the phone numbers?'),
    },
  );
  if (!picked) {
    throw new vscode.CancellationError();
  }
  return picked.index;
}
