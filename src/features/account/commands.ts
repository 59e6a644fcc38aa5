import * as vscode from 'vscode';
import { showInformation } from '../../platform/show/messages';
import { showPick } from '../../platform/show/picks';
import { registerCommand } from '../../platform/commands';
import type { ClickSendAuthentication } from './authentication';
import type { AccountServices } from './services';
import type { AccountSession } from './session';
import { signIn } from './signIn';
import { sandboxId } from './store';

export { signIn };

/** Sign in, sign out, switch. */
export function registerAccountCommands(
  { store, session, errors, log }: AccountServices,
  authentication: ClickSendAuthentication,
): vscode.Disposable {
  const activate = (id: string) => {
    store.activate(id);
  };
  return vscode.Disposable.from(
    registerCommand(errors, 'clicksend.account.signIn', async () => {
      await signIn(store, log);
      await session.reload();
    }),
    registerCommand(errors, 'clicksend.account.signOut', () =>
      signOut(session, authentication, activate),
    ),
    registerCommand(errors, 'clicksend.account.switch', () =>
      switchAccount(session, activate, () => signIn(store, log)),
    ),
    registerCommand(errors, 'clicksend.sandbox.use', () => {
      activate(sandboxId);
    }),
  );
}

/** Leaving the sandbox signs nobody out; of several accounts, asks which. */
async function signOut(
  session: AccountSession,
  authentication: ClickSendAuthentication,
  activate: (id: string) => void,
): Promise<void> {
  await session.ready;
  const { active, accounts } = session;
  const picked =
    active?.kind === 'live'
      ? { id: active.id, username: active.username }
      : accounts.length > 1
        ? await pickAccount(accounts)
        : accounts[0];
  if (picked) {
    await confirmSignOut(picked, authentication);
  } else if (active?.kind === 'sandbox') {
    activate('');
  }
}

async function pickAccount<A extends { readonly username: string }>(
  accounts: readonly A[],
): Promise<A | undefined> {
  const picked = await showPick(
    accounts.map((account) => ({ label: account.username, account })),
    { title: vscode.l10n.t('Sign Out of ClickSend'), placeHolder: vscode.l10n.t('Which account?') },
  );
  return picked?.account;
}

async function confirmSignOut(
  { id, username }: { readonly id: string; readonly username: string },
  authentication: ClickSendAuthentication,
): Promise<void> {
  const yes = vscode.l10n.t('Sign Out');
  const answer = await showInformation(
    vscode.l10n.t('Sign out of ClickSend as {0}?', username),
    { modal: true, detail: [vscode.l10n.t('The API key is removed from this machine.')] },
    yes,
  );
  if (answer === yes) {
    await authentication.removeSession(id);
  }
}

async function switchAccount(
  session: AccountSession,
  activate: (id: string) => void,
  addAccount: () => Promise<unknown>,
): Promise<void> {
  await session.ready;
  const current = session.active?.id;
  const mark = (id: string) => (id === current ? vscode.l10n.t('active') : '');
  const items = [
    ...session.accounts.map(({ id, username }) => ({
      iconPath: new vscode.ThemeIcon('broadcast'),
      label: username,
      description: mark(id),
      detail: vscode.l10n.t('Sends for real'),
      run: () => {
        activate(id);
      },
    })),
    {
      iconPath: new vscode.ThemeIcon('beaker'),
      label: vscode.l10n.t('Sandbox'),
      description: mark(sandboxId),
      detail: vscode.l10n.t('A ClickSend on this machine: free, nothing leaves it'),
      run: () => {
        activate(sandboxId);
      },
    },
    {
      iconPath: new vscode.ThemeIcon('add'),
      label: vscode.l10n.t('Sign In to Another Account...'),
      description: '',
      run: addAccount,
    },
  ];
  const picked = await showPick(items, {
    title: vscode.l10n.t('Switch ClickSend Account'),
    placeHolder: vscode.l10n.t('Which account should calls be made with?'),
  });
  await picked?.run();
}
