import * as vscode from 'vscode';
import { showInput } from '../../platform/show/inputs';
import { showProgress } from '../../platform/show/status';
import { ClickSendError } from '../../api/errors';
import { abortSignal } from '../../platform/cancellation';
import { proxyFor } from '../../platform/proxy';
import { setting } from '../../platform/settings';
import { explainApiError } from './explain';
import { newClient } from './client';
import type { AccountStore, StoredAccount } from './store';

/**
 * Asks for username and key until ClickSend accepts them or the person gives up, then stores them
 * and makes the account the active one. Signing in again with a known username replaces its key.
 */
export async function signIn(
  store: AccountStore,
  log: vscode.LogOutputChannel,
): Promise<StoredAccount | undefined> {
  let username = '';
  let problem: string | undefined;
  for (;;) {
    const typed = await askForCredentials(username, problem);
    if (!typed) {
      return undefined;
    }
    username = typed.username;
    problem = await check(typed, log);
    if (problem === undefined) {
      return remember(store, typed);
    }
  }
}

async function askForCredentials(
  username: string,
  problem: string | undefined,
): Promise<{ username: string; apiKey: string } | undefined> {
  const title = vscode.l10n.t('Sign In to ClickSend');
  const required = (value: string) =>
    value.trim() === '' ? vscode.l10n.t('This cannot be empty.') : undefined;
  const name = await showInput({
    title: `${title} (1/2)`,
    prompt: problem ?? vscode.l10n.t('API username, often an e-mail address'),
    placeHolder: 'ann@example.com',
    value: username,
    ignoreFocusOut: true,
    validateInput: required,
  });
  if (name === undefined) {
    return undefined;
  }
  const apiKey = await showInput({
    title: `${title} (2/2)`,
    prompt: vscode.l10n.t(
      'API key of {0}, from the ClickSend dashboard under API Credentials',
      name.trim(),
    ),
    password: true,
    ignoreFocusOut: true,
    validateInput: required,
  });
  return apiKey === undefined ? undefined : { username: name.trim(), apiKey: apiKey.trim() };
}

/** What is wrong with the credentials, in words, or undefined when ClickSend accepts them. */
function check(
  credentials: { username: string; apiKey: string },
  log: vscode.LogOutputChannel,
): Thenable<string | undefined> {
  return showProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Checking with ClickSend'),
      cancellable: true,
    },
    async (_progress, token) => {
      const baseUrl = setting('clicksend.api.baseUrl');
      const proxy = proxyFor(baseUrl);
      const client = await newClient({ ...credentials, baseUrl, proxy }, log);
      try {
        await client.getAccount({ signal: abortSignal(token) });
        return undefined;
      } catch (error) {
        if (error instanceof ClickSendError && error.reason !== 'cancelled') {
          return explainApiError(error)?.message;
        }
        throw error;
      } finally {
        client.dispose();
      }
    },
  );
}

async function remember(
  store: AccountStore,
  { username, apiKey }: { username: string; apiKey: string },
): Promise<StoredAccount> {
  const account: StoredAccount = { id: `live:${username.toLowerCase()}`, username, apiKey };
  await store.update(({ accounts }) => ({
    accounts: [...accounts.filter(({ id }) => id !== account.id), account],
    active: account.id,
  }));
  return account;
}
