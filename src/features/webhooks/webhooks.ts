import * as vscode from 'vscode';
import { Authorities, ContextKeys } from '../../contributions';
import { registerCommand, setContext } from '../../platform/commands';
import type { TreeHost } from '../../platform/tree/treeHost';
import { copyHandler } from './handlers/copy';
import { WebhookListener } from './listener/listener';
import { registerListenerCommands } from './listener/listenerCommands';
import { keptPushes, listenedBefore } from './listener/memory';
import { MessageLinks } from './panel/messageLinks';
import { WebhookPanel } from './panel/panel';
import { AddressBook } from './pushes/askAddress';
import { registerPushCommands } from './pushes/pushCommands';
import { PushDesk } from './pushes/pushDesk';
import { EditedPushes, PushDocuments } from './pushes/pushDocuments';
import { PushFile } from './pushes/pushFile';
import { PushStore } from './pushes/pushStore';
import { Receipts } from './receipts/receipts';
import { RuleQuestions } from './rules/askRule';
import { registerRuleCommands } from './rules/ruleCommands';
import { RuleLists } from './rules/ruleLists';
import type { WebhookServices } from './services';
import { simulateDelivery, simulateReply } from './simulate';
import { TestPushes } from './testing/testPush';
import type { WebhookNode } from './view/node';
import { WebhookTree } from './view/tree';

export type WebhookHost = TreeHost<WebhookNode>;

/** Everything about webhooks: the view, the listener, the panel, rules, tests and receipts. */
export function openWebhooks(services: WebhookServices, host: WebhookHost): vscode.Disposable {
  const { session, errors, documents, memory } = services;
  const panel = new WebhookPanel();
  const store = openStore(services);
  const listener = new WebhookListener(memory);
  const desk = new PushDesk(store, panel, memory, (address) => listener.owns(address));
  const apps = new AddressBook(memory, 'webhooks.apps');
  const rules = new RuleLists(session);
  const questions = new RuleQuestions(
    new AddressBook(memory, 'webhooks.targets'),
    listener,
    () => session.active?.kind !== 'sandbox',
  );
  const tree = new WebhookTree({ listener, desk, store, rules, errors });
  const tellPalette = () => {
    void setContext(ContextKeys.forwarding, desk.forwardTo !== undefined);
    void setContext(ContextKeys.hasPushes, store.count > 0);
  };
  resume(services, listener);
  return vscode.Disposable.from(
    listener,
    desk,
    store,
    panel,
    rules,
    tree,
    host.attach(tree),
    store.onDidChange(tellPalette),
    desk.onDidChangeForward(tellPalette),
    listener.onDidArrive((arrival) => {
      desk.catch(arrival);
    }),
    MessageLinks.register(),
    documents.register(Authorities.push, new PushDocuments(store)),
    documents.register(Authorities.editedPush, new EditedPushes(store)),
    registerListenerCommands({ errors, listener, desk, panel, apps }),
    registerPushCommands({ errors, store, desk, panel, apps }),
    registerRuleCommands(services, rules, questions),
    registerTestCommands(services, new TestPushes(services, listener, panel)),
    registerReceiptCommands(services, new Receipts(session, panel)),
    registerCommand(errors, 'clicksend.webhook.copyHandler', copyHandler),
    registerCommand(errors, 'clicksend.webhook.refresh', () => {
      rules.refresh();
    }),
    registerCommand(errors, 'clicksend.webhook.showPanel', () => {
      panel.show();
    }),
  );
}

function openStore({ storage, errors }: WebhookServices): PushStore {
  const file = keptPushes(storage);
  return new PushStore(
    file.scheme === 'file'
      ? new PushFile(file.fsPath, (error) => {
          errors.record('webhooks.store', error);
        })
      : undefined,
  );
}

/** Who listened when the window was closed or reloaded goes on listening. */
function resume({ errors, memory }: WebhookServices, listener: WebhookListener): void {
  if (listenedBefore(memory)) {
    listener.start().catch((error: unknown) => {
      errors.record('webhooks.listener', error);
    });
  }
}

function registerTestCommands(services: WebhookServices, tests: TestPushes): vscode.Disposable {
  const { errors } = services;
  return vscode.Disposable.from(
    registerCommand(errors, 'clicksend.receipt.sendTest', () => tests.ask('receipt')),
    registerCommand(errors, 'clicksend.inbound.sendTest', () => tests.ask('inbound')),
    registerCommand(errors, '_clicksend.webhook.sendTest', (kind, address, webhookType) =>
      kind === undefined || address === undefined
        ? undefined
        : tests.send(kind, address, webhookType),
    ),
    registerCommand(errors, 'clicksend.message.simulateReply', (node) =>
      simulateReply(services, node?.item),
    ),
    registerCommand(errors, 'clicksend.message.simulateDelivery', (node) =>
      simulateDelivery(services, node?.item),
    ),
  );
}

function registerReceiptCommands({ errors }: WebhookServices, receipts: Receipts) {
  return vscode.Disposable.from(
    registerCommand(errors, 'clicksend.receipt.list', () => receipts.list()),
    registerCommand(errors, 'clicksend.receipt.show', (node) => receipts.show(node?.item)),
    registerCommand(errors, 'clicksend.receipt.markRead', () => receipts.markRead()),
  );
}
