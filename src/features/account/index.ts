import * as vscode from 'vscode';
import { DeferredFeature } from '../../platform/deferredFeature';
import { soon } from '../../platform/soon';
import { ClickSendAuthentication } from './authentication';
import type { AccountServices } from './services';
import { showActiveAccount } from './statusBar';

/** Who pays: in the status bar and the Accounts menu, with the commands that change it. */
export function registerAccount(services: AccountServices): vscode.Disposable {
  const { store, session, errors, log } = services;
  const load = () => import('./commands');
  const authentication = new ClickSendAuthentication(store, async () => {
    const { signIn } = await load();
    return signIn(store, log);
  });
  const commands = new DeferredFeature({
    errors,
    commands: [
      'clicksend.account.signIn',
      'clicksend.account.signOut',
      'clicksend.account.switch',
      'clicksend.sandbox.use',
    ],
    load: async () => {
      const { registerAccountCommands } = await load();
      return () => registerAccountCommands(services, authentication);
    },
  });
  return vscode.Disposable.from(
    authentication,
    soon(() => showActiveAccount(session)),
    commands,
  );
}
