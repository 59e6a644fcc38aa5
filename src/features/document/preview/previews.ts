import * as vscode from 'vscode';
import { PreviewPanel } from './panel';
import type { PreviewServices } from './panel';

const viewType = 'clicksend.preview';

interface Open {
  readonly panel: vscode.WebviewPanel;
  readonly preview: PreviewPanel;
}

/** One preview for each document. */
export class Previews implements vscode.Disposable {
  private readonly open = new Map<string, Open>();
  private readonly subscription: vscode.Disposable;

  private readonly icon: { readonly light: vscode.Uri; readonly dark: vscode.Uri };

  constructor(private readonly services: PreviewServices) {
    this.icon = {
      light: vscode.Uri.joinPath(services.media, 'sms-light.svg'),
      dark: vscode.Uri.joinPath(services.media, 'sms-dark.svg'),
    };
    this.subscription = services.analyses.onDidForget(({ uri }) => {
      this.open.get(uri.toString())?.panel.dispose();
    });
  }

  show(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    const known = this.open.get(key);
    if (known) {
      known.panel.reveal(undefined, false);
      return;
    }
    const name = document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1);
    const panel = vscode.window.createWebviewPanel(
      viewType,
      vscode.l10n.t('Preview {0}', name),
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: false },
      { enableScripts: true, localResourceRoots: [this.services.media] },
    );
    panel.iconPath = this.icon;
    const preview = new PreviewPanel(this.services, document, panel);
    this.open.set(key, { panel, preview });
    panel.onDidDispose(() => {
      preview.dispose();
      this.open.delete(key);
    });
  }

  dispose(): void {
    this.subscription.dispose();
    for (const { panel } of [...this.open.values()]) {
      panel.dispose();
    }
  }
}
