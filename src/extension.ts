import * as vscode from 'vscode';
import { explainApiError } from './features/account/explain';
import { registerAccount } from './features/account/index';
import { AccountSession } from './features/account/session';
import { AccountStore } from './features/account/store';
import { registerCampaign } from './features/campaign/index';
import { registerCompose } from './features/compose/index';
import { registerHistory } from './features/history/index';
import { registerInbound } from './features/inbound/index';
import { registerDocument } from './features/document/index';
import { registerParts } from './features/parts/index';
import { registerSandbox } from './features/sandbox/index';
import { SandboxProcess } from './features/sandbox/process';
import { registerTemplates } from './features/templates/index';
import { registerWebhooks } from './features/webhooks/index';
import { registerCommand } from './platform/commands';
import { Documents } from './platform/documents';
import { ErrorBoundary } from './platform/errors';
import { warnOfBadSettings } from './platform/settings';
import { soon } from './platform/soon';
import { Spending } from './platform/spending';
import { SharedFiles } from './platform/sharedFiles';
import { registerTreeRows } from './platform/tree/treeRows';
import type { SendReport } from './sms/draft';

export function activate(context: vscode.ExtensionContext): void {
  const { extensionUri, globalStorageUri, workspaceState, secrets } = context;
  const log = vscode.window.createOutputChannel('ClickSend', { log: true });
  const errors = new ErrorBoundary(log, explainApiError);
  const spending = new Spending();
  const documents = new Documents();
  const sends = new vscode.EventEmitter<SendReport>();
  const files = new SharedFiles(vscode.Uri.joinPath(globalStorageUri, 'shared').fsPath);
  const sandbox = new SandboxProcess({ extensionUri, storage: globalStorageUri, log, files });
  const store = new AccountStore(secrets, files);
  const session = new AccountSession(store, sandbox, log);

  context.subscriptions.push(
    log,
    documents,
    sends,
    files,
    sandbox,
    session,
    soon(() => warnOfBadSettings(log)),
    registerTreeRows(errors),
    registerCommand(errors, 'clicksend.log.show', () => {
      log.show();
    }),
    registerAccount({ store, session, errors, log }),
    registerSandbox({ sandbox, session, errors }),
    registerParts({ errors }),
    registerTemplates({ session, errors, spending, documents, memory: workspaceState }),
    registerDocument({ session, errors, spending, extensionUri }),
    registerInbound({ session, errors, spending, documents }),
    registerHistory({ session, errors, spending, documents, sends: { onDidSend: sends.event } }),
    registerWebhooks({
      session,
      sandbox,
      errors,
      documents,
      memory: workspaceState,
      storage: context.storageUri ?? globalStorageUri,
    }),
    registerCampaign({ session, errors, spending, storage: globalStorageUri }),
    registerCompose({
      session,
      errors,
      spending,
      documents,
      sends,
      memory: workspaceState,
      storage: globalStorageUri,
    }),
  );
}
