import * as vscode from 'vscode';
import { showWarning } from '../../../platform/show/messages';
import { showPick } from '../../../platform/show/picks';
import { registerCommand } from '../../../platform/commands';
import type { PushNode, RuleNode } from '../../../contributions';
import { Authorities, documentScheme } from '../../../contributions';
import { UserFacingError } from '../../../platform/errors';
import type { ErrorBoundary } from '../../../platform/errors';
import { encodePush } from '../../../sms/webhooks/encodePush';
import type { PushForm } from '../../../sms/webhooks/fields';
import type { WebhookPanel } from '../panel/panel';
import { formWords } from '../words';
import { readAddress } from './appAddress';
import { askAddress } from './askAddress';
import type { AddressBook } from './askAddress';
import type { CaughtPush, DeliveryKind } from './caughtPush';
import type { Parcel } from './delivery';
import { parsed } from './parsed';
import { editUri, pushIdOf, pushUri, readEdited } from './pushDocuments';
import type { EditProblem } from './pushDocuments';
import type { PushDesk } from './pushDesk';
import type { PushStore } from './pushStore';
import { pickRow, pushLabel } from './pushWords';

export interface PushCommandParts {
  readonly errors: ErrorBoundary;
  readonly store: PushStore;
  readonly desk: PushDesk;
  readonly panel: WebhookPanel;
  /** Addresses of the user's apps. */
  readonly apps: AddressBook;
}

/** What can be done with a caught push, from its row or after asking which. */
export function registerPushCommands(parts: PushCommandParts): vscode.Disposable {
  const { errors, store } = parts;
  return vscode.Disposable.from(
    registerCommand(errors, 'clicksend.push.open', async (node) => {
      const push = await choose(store, node, vscode.l10n.t('Open Push'));
      return push && vscode.window.showTextDocument(pushUri(push), { preview: true });
    }),
    registerCommand(errors, 'clicksend.push.replay', async (node) => {
      const push = await choose(store, node, vscode.l10n.t('Replay Push'));
      return push && give(parts, push, push, 'replay');
    }),
    registerCommand(errors, 'clicksend.push.resendAs', async (node) => {
      const push = await choose(store, node, vscode.l10n.t('Send Push As'));
      const form = push && (await askForm(push));
      return form && give(parts, push, reencoded(push, form), form);
    }),
    registerCommand(errors, 'clicksend.push.edit', async (node) => {
      const push = await choose(store, node, vscode.l10n.t('Edit and Replay Push'));
      return push && edit(push);
    }),
    registerCommand(errors, 'clicksend.push.sendEdited', (uri) => sendEdited(parts, uri)),
    registerCommand(errors, 'clicksend.push.compare', (node, nodes) => compare(store, node, nodes)),
    registerCommand(errors, 'clicksend.push.clear', () => clear(store)),
  );
}

const reencoded = (push: CaughtPush, form: PushForm): Parcel => ({
  raw: encodePush(parsed(push).fields, form),
  headers: push.headers,
});

async function give(
  { desk, panel, apps }: PushCommandParts,
  push: CaughtPush,
  parcel: Parcel,
  kind: DeliveryKind,
): Promise<void> {
  const address = desk.forwardTo ?? (await askApp(apps));
  if (address) {
    panel.show();
    await desk.deliver(push, parcel, address, kind);
  }
}

export async function askApp(apps: AddressBook): Promise<URL | undefined> {
  const typed = await askAddress(apps, {
    title: vscode.l10n.t('Address of Your App'),
    prompt: vscode.l10n.t('Where your app takes webhooks'),
    example: 'http://localhost:3000/clicksend',
    first: [],
  });
  const address = typed === undefined ? undefined : readAddress(typed);
  return address instanceof URL ? address : undefined;
}

async function choose(
  store: PushStore,
  node: PushNode | undefined,
  title: string,
  other?: CaughtPush,
): Promise<CaughtPush | undefined> {
  await store.load();
  if (node) {
    return store.find(node.pushId);
  }
  const pushes = store
    .all()
    .filter(({ id }) => id !== other?.id)
    .toReversed();
  if (pushes.length === 0) {
    throw new UserFacingError(
      other
        ? vscode.l10n.t('There is no other push to compare it with.')
        : vscode.l10n.t('The webhook listener has caught nothing yet.'),
    );
  }
  const picked = await showPick(pushes.map(pickRow), {
    title,
    matchOnDescription: true,
  });
  return picked?.push;
}

async function askForm(push: CaughtPush): Promise<PushForm | undefined> {
  const cameAs = parsed(push).form;
  const forms: readonly PushForm[] = ['form', 'query', 'json'];
  const picked = await showPick(
    forms.map((form) => ({
      label: formWords(form),
      description: form === cameAs ? vscode.l10n.t('as it came') : '',
      form,
    })),
    { title: vscode.l10n.t('Send Push As') },
  );
  return picked?.form;
}

async function edit(push: CaughtPush): Promise<void> {
  await vscode.window.showTextDocument(editUri(push), { preview: false });
}

async function sendEdited(parts: PushCommandParts, given: vscode.Uri | undefined): Promise<void> {
  const uri = given ?? vscode.window.activeTextEditor?.document.uri;
  if (uri?.scheme !== documentScheme || uri.authority !== Authorities.editedPush) {
    throw new UserFacingError(
      vscode.l10n.t('Open a caught push with Edit and Replay first; then send it.'),
    );
  }
  const document = await vscode.workspace.openTextDocument(uri);
  const edited = readEdited(document.getText());
  if (typeof edited === 'string') {
    throw new UserFacingError(editProblemWords(edited));
  }
  await parts.store.load();
  const push = parts.store.find(pushIdOf(uri));
  if (!push) {
    throw new UserFacingError(vscode.l10n.t('This push is no longer kept.'));
  }
  const parcel = { raw: encodePush(edited.fields, edited.form), headers: push.headers };
  await give(parts, push, parcel, 'edited');
}

function editProblemWords(problem: EditProblem): string {
  switch (problem) {
    case 'notJson':
      return vscode.l10n.t('The edited push is not valid JSON.');
    case 'sendAs':
      return vscode.l10n.t('"sendAs" must be "form", "query" or "json".');
    case 'fields':
      return vscode.l10n.t('"fields" must be an object of texts, numbers, booleans and nulls.');
  }
}

async function compare(
  store: PushStore,
  node: PushNode | undefined,
  nodes: readonly (PushNode | RuleNode)[] | undefined,
): Promise<void> {
  const [first, second] = (nodes ?? []).filter((each) => each.kind === 'push');
  const left = await choose(store, first ?? node, vscode.l10n.t('Compare Push (1/2)'));
  const right = left && (await choose(store, second, vscode.l10n.t('Compare Push (2/2)'), left));
  if (right) {
    const title = `${pushLabel(left)} ↔ ${pushLabel(right)}`;
    await vscode.commands.executeCommand('vscode.diff', pushUri(left), pushUri(right), title);
  }
}

async function clear(store: PushStore): Promise<void> {
  await store.load();
  const remove = vscode.l10n.t('Clear');
  const pressed = await showWarning(
    store.count === 1
      ? vscode.l10n.t('Clear the one caught push of this workspace?')
      : vscode.l10n.t('Clear the {0} caught pushes of this workspace?', store.count),
    { modal: true },
    remove,
  );
  if (pressed === remove) {
    await store.clear();
  }
}
