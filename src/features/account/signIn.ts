import * as vscode from 'vscode';
import { createInput } from '../../platform/show/inputs';
import { ClickSendError } from '../../api/errors';
import { proxyFor } from '../../platform/proxy';
import { setting } from '../../platform/settings';
import { runWizard, show, type Answer, type Frame } from '../../platform/wizard';
import { newClient } from './client';
import { explainApiError } from './explain';
import type { AccountStore, StoredAccount } from './store';

interface Credentials {
  readonly username: string;
  readonly apiKey: string;
}

/** What was typed so far; kept when the person goes back, or ClickSend refuses. */
interface Typed {
  username: string;
  apiKey: string;
}

/** Whether ClickSend accepts them: what is wrong, in words, or undefined. */
type Check = (credentials: Credentials, signal: AbortSignal) => Promise<string | undefined>;

/**
 * Asks for username and key until ClickSend accepts them or the person gives up, then stores them
 * and makes the account the active one. Signing in again with a known username replaces its key.
 */
export async function signIn(
  store: AccountStore,
  log: vscode.LogOutputChannel,
): Promise<StoredAccount> {
  const typed: Typed = { username: '', apiKey: '' };
  await runWizard(vscode.l10n.t('Sign In to ClickSend'), typed, [
    (state, frame) => askUsername(state, frame),
    (state, frame) =>
      askKey(state, frame, (credentials, signal) => check(credentials, signal, log)),
  ]);
  const { username, apiKey } = trimmed(typed);
  const account = { id: `live:${username.toLowerCase()}`, username, apiKey };
  await store.signIn(account);
  return account;
}

function askUsername(typed: Typed, frame: Frame): Promise<Answer<Typed>> {
  const input = createInput();
  input.value = typed.username;
  input.prompt = vscode.l10n.t('API username, often an e-mail address');
  input.placeholder = 'ann@example.com';
  return show<Typed>(input, frame, (resolve) => [
    input.onDidChangeValue((value) => {
      typed.username = value;
      input.validationMessage = undefined;
    }),
    input.onDidAccept(() => {
      input.validationMessage = emptiness(input.value);
      if (!input.validationMessage) {
        resolve(typed);
      }
    }),
  ]);
}

/** Stays until ClickSend accepts the key; what it says against it stands below the key. */
function askKey(typed: Typed, frame: Frame, checkWith: Check): Promise<Answer<Typed>> {
  const input = createInput();
  input.value = typed.apiKey;
  input.password = true;
  input.prompt = vscode.l10n.t(
    'API key of {0}, from the ClickSend dashboard under API Credentials',
    typed.username.trim(),
  );
  const closed = new AbortController();
  let asked: string | undefined;
  const accept = async (resolve: (typed: Typed) => void): Promise<void> => {
    const { value } = input;
    // Enter held down asks once.
    if (asked === value) {
      return;
    }
    asked = value;
    input.busy = true;
    const problem = emptiness(value) ?? (await checkWith(trimmed(typed), closed.signal));
    if (closed.signal.aborted || input.value !== value) {
      return;
    }
    asked = undefined;
    input.busy = false;
    input.validationMessage = problem;
    if (problem === undefined) {
      resolve(typed);
    }
  };
  return show<Typed>(input, frame, (resolve) => [
    new vscode.Disposable(() => {
      closed.abort();
    }),
    input.onDidChangeValue((value) => {
      typed.apiKey = value;
      asked = undefined;
      input.busy = false;
      input.validationMessage = undefined;
    }),
    input.onDidAccept(() => void accept(resolve)),
  ]);
}

const trimmed = ({ username, apiKey }: Typed): Credentials => ({
  username: username.trim(),
  apiKey: apiKey.trim(),
});

const emptiness = (value: string): string | undefined =>
  value.trim() === '' ? vscode.l10n.t('This cannot be empty.') : undefined;

async function check(
  credentials: Credentials,
  signal: AbortSignal,
  log: vscode.LogOutputChannel,
): Promise<string | undefined> {
  try {
    const baseUrl = setting('clicksend.api.baseUrl');
    const client = await newClient({ ...credentials, baseUrl, proxy: proxyFor(baseUrl) }, log);
    try {
      await client.account.get({ signal });
      return undefined;
    } finally {
      client.dispose();
    }
  } catch (error) {
    if (!(error instanceof ClickSendError)) {
      log.error(`sign-in: ${error instanceof Error ? error.message : typeof error}`);
    }
    return (
      explainApiError(error)?.message ??
      vscode.l10n.t('Something unexpected went wrong in ClickSend SMS. The log has more.')
    );
  }
}
