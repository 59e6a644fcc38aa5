import * as vscode from 'vscode';
import { UserFacingError } from '../../platform/errors';
import { NamelessRowsError } from '../../campaign/run/campaignRun';
import { TakenOverError } from '../../campaign/store/journal';
import { DamagedFileError } from '../../disk/checked';
import { pauseInWords } from './words';

/** What the engine finds wrong, in words for a person; anything else as it is. */
export function explainEngine(error: unknown): unknown {
  if (error instanceof NamelessRowsError) {
    return new UserFacingError(
      vscode.l10n.t(
        "Nothing was sent: ClickSend's history hides the numbers of some messages of this campaign, and they may be these.",
      ),
    );
  }
  if (error instanceof TakenOverError) {
    return new UserFacingError(pauseInWords('lockLost'));
  }
  return error instanceof DamagedFileError
    ? new UserFacingError(vscode.l10n.t('A file of the campaign is damaged: {0}', error.file))
    : error;
}
