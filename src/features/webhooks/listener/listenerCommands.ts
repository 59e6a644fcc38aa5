import * as vscode from 'vscode';
import { showPick } from '../../../platform/show/picks';
import { showStatusMessage } from '../../../platform/show/status';
import { registerCommand } from '../../../platform/commands';
import { UserFacingError } from '../../../platform/errors';
import type { ErrorBoundary } from '../../../platform/errors';
import type { WebhookPanel } from '../panel/panel';
import { readAddress, showAddress } from '../pushes/appAddress';
import { problemWords } from '../pushes/askAddress';
import type { AddressBook } from '../pushes/askAddress';
import { askApp } from '../pushes/pushCommands';
import type { PushDesk } from '../pushes/pushDesk';
import type { ListenerState, WebhookListener } from './listener';

export interface ListenerCommandParts {
  readonly errors: ErrorBoundary;
  readonly listener: WebhookListener;
  readonly desk: PushDesk;
  readonly panel: WebhookPanel;
  readonly apps: AddressBook;
}

export function registerListenerCommands(parts: ListenerCommandParts): vscode.Disposable {
  const { errors, listener, desk } = parts;
  return vscode.Disposable.from(
    registerCommand(errors, 'clicksend.listener.start', () => start(parts)),
    registerCommand(errors, 'clicksend.listener.stop', () => listener.stop()),
    registerCommand(errors, 'clicksend.listener.copyUrl', () => copyUrl(listener)),
    registerCommand(errors, 'clicksend.listener.forward', (address) => forward(parts, address)),
    registerCommand(errors, 'clicksend.listener.stopForward', () => desk.setForward(undefined)),
  );
}

/** Resolves to the address, for whoever starts it from code. */
async function start({ listener, panel }: ListenerCommandParts): Promise<string | undefined> {
  const state = await listener.start();
  if (state.kind !== 'listening') {
    return undefined;
  }
  panel.print({
    headline: vscode.l10n.t('Listening for pushes on {0}', showAddress(state.publicUrl)),
    details: [
      vscode.l10n.t(
        'The path is secret: Copy Webhook Listener Address puts the whole address on the clipboard.',
      ),
      ...(state.isPublic
        ? []
        : [
            vscode.l10n.t(
              'The sandbox and this machine reach it. For ClickSend itself, point a tunnel at it.',
            ),
          ]),
    ],
  });
  panel.show();
  return state.localUrl;
}

async function copyUrl(listener: WebhookListener): Promise<void> {
  const { state } = listener;
  if (state.kind !== 'listening') {
    throw new UserFacingError(vscode.l10n.t('The webhook listener is not running.'), {
      title: vscode.l10n.t('Start'),
      run: () => vscode.commands.executeCommand('clicksend.listener.start'),
    });
  }
  const url = await chooseUrl(state);
  if (url === undefined) {
    return;
  }
  await vscode.env.clipboard.writeText(url);
  showStatusMessage(
    vscode.l10n.t('The address of the webhook listener is on the clipboard.'),
    5000,
  );
}

/** In a remote window the machine and the outside know it by different addresses. */
async function chooseUrl({
  localUrl,
  publicUrl,
}: Extract<ListenerState, { kind: 'listening' }>): Promise<string | undefined> {
  if (localUrl === publicUrl) {
    return localUrl;
  }
  const picked = await showPick(
    [
      {
        label: showAddress(publicUrl),
        description: vscode.l10n.t('from outside, through the forwarded port'),
        url: publicUrl,
      },
      {
        label: showAddress(localUrl),
        description: vscode.l10n.t('for the sandbox and apps on the machine the extension runs on'),
        url: localUrl,
      },
    ],
    { title: vscode.l10n.t('Copy Webhook Listener Address') },
  );
  return picked?.url;
}

async function forward(
  { desk, listener, apps }: ListenerCommandParts,
  given: string | undefined,
): Promise<void> {
  // A row hands itself over when its menu is used.
  const read = typeof given === 'string' ? readAddress(given) : await askApp(apps);
  if (read === undefined) {
    return;
  }
  if (typeof read === 'string') {
    throw new UserFacingError(problemWords(read));
  }
  if (listener.owns(read)) {
    throw new UserFacingError(
      vscode.l10n.t('That is the webhook listener itself. Type the address of your app.'),
    );
  }
  await desk.setForward(read);
}
