import * as vscode from 'vscode';
import { UserFacingError } from '../../platform/errors';
import { NamelessRowsError } from '../../campaign/run/campaignRun';

/** What the engine finds wrong, in words for a person; anything else as it is. */
export function explainEngine(error: unknown): unknown {
  if (error instanceof NamelessRowsError) {
    return new UserFacingError(
      vscode.l10n.t(
        "Nothing was sent: ClickSend's history hides the numbers of some messages of this campaign, and they may be these.",
      ),
    );
  }
  return error;
}
