import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { UserFacingError } from '../../../platform/errors';
import { fieldProblem, flawProblem } from '../../../platform/words/reasonWords';
import { isOwnReport } from '../../../platform/words/reportColumns';
import { withoutIcons } from '../../../platform/words/outsideText';
import { parseNumber } from '../../../sms/numbers/phone';
import { fieldKey } from '../../../sms/placeholders';
import type { Chunks } from '../../../sms/recipients/decode';
import { findNumberColumn } from '../../../sms/recipients/numberColumn';
import { NumberIndex } from '../../../sms/recipients/numberIndex';
import { TableError } from '../../../sms/recipients/rowReader';
import { visibleLine } from '../../../sms/visibleText';
import { openTable } from '../../../sms/recipients/table';
import type { RecipientTable } from '../../../sms/recipients/table';

/** A file of this machine is streamed; one of a virtual workspace comes as a whole. */
async function chunksOf(uri: vscode.Uri): Promise<Chunks> {
  if (uri.scheme === 'file') {
    await stat(uri.fsPath);
    return createReadStream(uri.fsPath);
  }
  const bytes = await vscode.workspace.fs.readFile(uri);
  return (async function* () {
    yield await Promise.resolve(bytes);
  })();
}

const nameOf = (uri: vscode.Uri): string => uri.path.slice(uri.path.lastIndexOf('/') + 1);

/** Puts what can go wrong with a table in words. */
export function tableFailure(error: unknown, name: string): unknown {
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

function fileFailure(error: unknown, uri: vscode.Uri): unknown {
  const isMissing =
    error instanceof vscode.FileSystemError ||
    (error instanceof Error && 'code' in error && error.code === 'ENOENT');
  return isMissing
    ? new UserFacingError(vscode.l10n.t('There is no file {0}.', nameOf(uri)))
    : tableFailure(error, nameOf(uri));
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
    throw fileFailure(error, uri);
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
    label: withoutIcons(column),
    description: withoutIcons(
      table.sample
        .slice(0, 3)
        .map(({ cells }) => cells[index] ?? '')
        .join(', '),
    ),
    index,
  }));
  const likely = new Set(found.candidates);
  const picked = await vscode.window.showQuickPick(
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

async function allNumbers(
  table: RecipientTable,
  name: string,
  defaultCountry: string | undefined,
): Promise<NumberIndex> {
  const column = findNumberColumn(table, { defaultCountry });
  if (!column.found) {
    await table.close();
    throw new UserFacingError(vscode.l10n.t('No column of {0} holds phone numbers.', name));
  }
  const numbers = new NumberIndex();
  for await (const rows of table.rows()) {
    for (const { row, cells, flaw } of rows) {
      if (flaw) {
        throw new UserFacingError(
          vscode.l10n.t(
            '{0}, row {1}: {2}. Correct it first.',
            name,
            row,
            flawProblem(flaw.reason),
          ),
        );
      }
      const parsed = parseNumber(cells[column.index] ?? '', { defaultCountry });
      if (parsed.ok) {
        numbers.add(parsed.number.e164);
      }
    }
  }
  return numbers;
}

/**
 * The numbers of a file, whose owners must not get the message.
 *
 * @throws UserFacingError when it cannot be read: leaving it out would send to them
 */
export async function readOptedOut(
  uri: vscode.Uri,
  defaultCountry: string | undefined,
): Promise<NumberIndex> {
  try {
    const table = await openTable(await chunksOf(uri), { defaultCountry });
    return await allNumbers(table, nameOf(uri), defaultCountry);
  } catch (error) {
    // Nobody has opted out yet.
    if (error instanceof TableError && error.reason === 'headerOnly') {
      return new NumberIndex();
    }
    throw fileFailure(error, uri);
  }
}
