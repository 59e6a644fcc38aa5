import * as vscode from 'vscode';
import type { ClientSlice } from '../../api/client';
import type { Session } from '../../platform/session';
import { showInformation } from '../../platform/show/messages';
import { ClickSendError } from '../../api/errors';
import type { InboundClient } from './services';

const mostPages = 5;

/** Whether a rule keeps replies for us to fetch; without one the inbound list stays empty. */
export async function hasPollRule(
  client: ClientSlice<'inboundRules.list'>,
  signal?: AbortSignal,
): Promise<boolean> {
  for (let page = 1; page <= mostPages; page += 1) {
    const { items, lastPage } = await client.inboundRules.list({
      page,
      pageSize: 100,
      ...(signal && { signal }),
    });
    if (items.some(({ action, enabled }) => action === 'POLL' && enabled)) {
      return true;
    }
    if (page >= lastPage) {
      return false;
    }
  }
  return false;
}

/** Asks, creates the rule unless there is one by now. Resolves to whether one exists. */
export async function createPollRule(session: Session<InboundClient>): Promise<boolean> {
  const client = await session.client();
  if (await hasPollRule(client)) {
    void showInformation(
      vscode.l10n.t('This account already has an inbound rule with the action POLL.'),
    );
    return true;
  }
  const create = vscode.l10n.t('Create Rule');
  const picked = await showInformation(
    vscode.l10n.t('Create an inbound rule that keeps replies for this view?'),
    {
      modal: true,
      detail: [
        vscode.l10n.t('Account: {0}', session.active?.label ?? ''),
        vscode.l10n.t('Numbers: all'),
        vscode.l10n.t('Messages: all'),
        vscode.l10n.t('Action: POLL'),
        '',
        vscode.l10n.t(
          'Other rules stay as they are. You can change or delete the rule in the ClickSend dashboard.',
        ),
      ],
    },
    create,
  );
  if (picked !== create) {
    return false;
  }
  try {
    await client.inboundRules.create({
      name: 'VS Code inbound view',
      dedicatedNumber: '*',
      searchType: 0,
      searchTerm: '',
      action: 'POLL',
      actionAddress: '',
      enabled: true,
    });
  } catch (error) {
    const lost = error instanceof ClickSendError && error.reason === 'outcomeUnknown';
    // A second rule would deliver every reply twice, so the list decides, not another try.
    if (!lost || !(await hasPollRule(client))) {
      throw error;
    }
  }
  void showInformation(
    vscode.l10n.t('Rule created. Replies from now on show up in the Inbound view.'),
  );
  return true;
}
