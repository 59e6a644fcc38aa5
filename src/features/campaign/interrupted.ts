import * as vscode from 'vscode';
import { showWarning } from '../../platform/show/messages';
import type { CampaignDesk } from './desk';
import type { CampaignServices } from './services';
import { messagesInWords, numberInWords } from './words';

/** Tells once, after the start, of campaigns that a crash or a closed window interrupted. */
export async function offerInterrupted(
  desk: CampaignDesk,
  { errors }: Pick<CampaignServices, 'errors'>,
): Promise<void> {
  const campaigns = await desk.campaigns();
  for (const { id, state } of campaigns) {
    if (state === 'finished' || state === 'scheduled') {
      desk.runs.followLater(id);
    }
  }
  const interrupted = campaigns.filter(({ state }) => state === 'interrupted');
  const [first] = interrupted;
  if (!first) {
    return;
  }
  const resume = vscode.l10n.t('Resume');
  const show = vscode.l10n.t('Show Outbox');
  const { waiting, unsure } = first.summary.counts;
  const picked =
    interrupted.length === 1
      ? await showWarning(
          vscode.l10n.t(
            'The campaign "{0}" was interrupted: {1} not sent, {2} unknown. What is unknown is looked up in history before anything is sent.',
            first.plan.name,
            messagesInWords(waiting),
            numberInWords(unsure),
          ),
          resume,
          show,
        )
      : await showWarning(
          vscode.l10n.t('{0} campaigns were interrupted.', interrupted.length),
          show,
        );
  if (picked === resume) {
    await errors.guard('clicksend.campaign.resume', () => desk.resume(first.id));
  }
  if (picked === show) {
    await vscode.commands.executeCommand('clicksend.outbox.focus');
  }
}
