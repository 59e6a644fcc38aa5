import path from 'node:path';
import * as vscode from 'vscode';
import { UserFacingError } from '../../../platform/errors';
import { settingOfEach } from '../../../platform/settings';
import { flawProblem } from '../../../platform/words/reasonWords';
import { parseNumber } from '../../../sms/numbers/phone';
import { findNumberColumn } from '../../../sms/recipients/numberColumn';
import { NumberIndex } from '../../../sms/recipients/numberIndex';
import { TableError } from '../../../sms/recipients/rowReader';
import { openTable } from '../../../sms/recipients/recipientTable';
import { chunksOf, tableFailure } from './recipientFile';

/** People who must get nothing, and the names of the files that say so. */
export interface OptedOut {
  readonly numbers: NumberIndex;
  readonly files: readonly string[];
}

/** Absolute, or from the first folder of the workspace. */
function fileOf(chosen: string): vscode.Uri {
  if (path.isAbsolute(chosen)) {
    return vscode.Uri.file(chosen);
  }
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) {
    throw new UserFacingError(
      vscode.l10n.t(
        'The file of opted-out numbers, {0}, is relative to a folder, and none is open.',
        chosen,
      ),
    );
  }
  return vscode.Uri.joinPath(folder.uri, chosen);
}

/**
 * The person's list and the workspace's: a workspace adds to what the person set, and takes nothing
 * away. Undefined without any.
 *
 * @throws UserFacingError when one cannot be read: leaving it out would send to those in it
 */
export async function readOptedOut(
  defaultCountry: string | undefined,
): Promise<OptedOut | undefined> {
  const chosen = settingOfEach('clicksend.campaign.optedOutFile').map((file) => file.trim());
  const files = [...new Set(chosen.filter((file) => file !== ''))];
  if (files.length === 0) {
    return undefined;
  }
  const numbers = new NumberIndex();
  for (const file of files) {
    await addNumbers(numbers, fileOf(file), defaultCountry);
  }
  return { numbers, files };
}

async function addNumbers(
  numbers: NumberIndex,
  uri: vscode.Uri,
  defaultCountry: string | undefined,
): Promise<void> {
  const name = path.posix.basename(uri.path);
  try {
    // An untrusted workspace has no say in the setting, so that only the person can have named it.
    const chunks = await chunksOf(uri, { onlyTrusted: false });
    const table = await openTable(chunks, { defaultCountry });
    const column = findNumberColumn(table, { defaultCountry });
    if (!column.found) {
      await table.close();
      throw new UserFacingError(vscode.l10n.t('No column of {0} holds phone numbers.', name));
    }
    for await (const rows of table.rows()) {
      for (const { row, cells, flaw } of rows) {
        if (flaw) {
          const what = flawProblem(flaw.reason);
          throw new UserFacingError(
            vscode.l10n.t('{0}, row {1}: {2}. Correct it first.', name, row, what),
          );
        }
        const parsed = parseNumber(cells[column.index] ?? '', { defaultCountry });
        if (parsed.ok) {
          numbers.add(parsed.number.e164);
        }
      }
    }
  } catch (error) {
    // Nobody has opted out yet.
    if (!(error instanceof TableError && error.reason === 'headerOnly')) {
      throw tableFailure(error, name);
    }
  }
}
