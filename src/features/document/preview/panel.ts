import * as vscode from 'vscode';
import { executeCommand } from '../../../platform/commands';
import type { ErrorBoundary } from '../../../platform/errors';
import type { Analyses } from '../analyses';
import { draftFor } from '../draft';
import { reachOf } from '../prices/estimate';
import type { PartPrices } from '../prices/partPrices';
import { previewPage } from './page';
import type { WholeTables } from './wholeTables';
import { previewState, stepCount } from './words';

export interface PreviewServices {
  readonly analyses: Analyses;
  readonly wholeTables: Pick<WholeTables, 'lookUp' | 'onDidChange'>;
  readonly prices: Pick<PartPrices, 'lookUp' | 'onDidChange'>;
  readonly errors: ErrorBoundary;
  readonly media: vscode.Uri;
}

interface Asked {
  readonly type: 'ready' | 'price' | 'show';
  readonly by?: number;
  readonly index?: number;
}

const isAsked = (message: unknown): message is Asked => {
  const { type, by, index } = (message ?? {}) as Readonly<Record<string, unknown>>;
  const isNumber = (value: unknown) => value === undefined || Number.isSafeInteger(value);
  return ['ready', 'price', 'show'].includes(type as string) && isNumber(by) && isNumber(index);
};

/** One document as a phone would show it, kept up to date while it is edited. */
export class PreviewPanel implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable;
  private index = 0;

  constructor(
    private readonly services: PreviewServices,
    private readonly source: vscode.TextDocument,
    private readonly panel: vscode.WebviewPanel,
  ) {
    const { analyses, wholeTables, prices, errors, media } = services;
    this.subscriptions = vscode.Disposable.from(
      analyses.onDidAnalyse((document) => {
        if (document === source) {
          this.update();
        }
      }),
      wholeTables.onDidChange((document) => {
        if (document === source) {
          this.update();
        }
      }),
      prices.onDidChange(() => {
        this.update();
      }),
      panel.webview.onDidReceiveMessage((message: unknown) => {
        if (isAsked(message)) {
          void errors.guard('preview', () => this.answer(message));
        }
      }),
    );
    panel.webview.options = { enableScripts: true, localResourceRoots: [media] };
    panel.webview.html = previewPage(panel.webview, media);
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private async answer(message: Asked): Promise<void> {
    if (message.type === 'ready') {
      this.services.analyses.current(this.source);
      this.update();
    } else if (message.type === 'price') {
      await this.price();
    } else {
      this.index = message.index ?? this.index + (message.by ?? 0);
      await this.show();
    }
  }

  private update(): void {
    void this.services.errors.guard('preview', () => this.show());
  }

  private async show(): Promise<void> {
    const analysis = this.services.analyses.current(this.source);
    this.index = Math.max(0, Math.min(this.index, stepCount(analysis) - 1));
    const prices = this.services.prices.lookUp(reachOf(analysis));
    const extremes = this.services.wholeTables.lookUp(this.source, analysis);
    const state = previewState(analysis, this.index, extremes, prices);
    await this.panel.webview.postMessage(state);
  }

  private async price(): Promise<void> {
    const analysis = this.services.analyses.current(this.source);
    const draft = draftFor(analysis, this.index, {
      now: Date.now(),
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    });
    if (draft) {
      await executeCommand('_clicksend.message.compose', draft, 'price');
    }
  }
}
