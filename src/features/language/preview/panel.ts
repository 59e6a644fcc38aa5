import * as vscode from 'vscode';
import { executeCommand } from '../../../platform/commands';
import type { ErrorBoundary } from '../../../platform/errors';
import type { Analyses, Analysis } from '../analyses';
import type { PartPrices } from '../prices/partPrices';
import type { RecipientTables } from '../tables/recipientTables';
import { ExtremesTally } from './extremes';
import type { Extremes } from './extremes';
import { previewPage } from './page';

export interface PreviewServices {
  readonly analyses: Analyses;
  readonly tables: RecipientTables;
  readonly prices: Pick<PartPrices, 'lookUp' | 'onDidChange'>;
  readonly errors: ErrorBoundary;
  readonly media: vscode.Uri;
}

/** A long table is gone through again only when typing has paused. */
const pauseMs = 400;

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
  private extremes: Extremes | undefined;
  private pause: NodeJS.Timeout | undefined;
  /** Rises with every change, so that a pass over an outdated text stops. */
  private round = 0;

  constructor(
    private readonly services: PreviewServices,
    private readonly source: vscode.TextDocument,
    private readonly panel: vscode.WebviewPanel,
  ) {
    const { analyses, prices, errors, media } = services;
    this.subscriptions = vscode.Disposable.from(
      analyses.onDidAnalyse((document) => {
        if (document === source) {
          this.update();
        }
      }),
      prices.onDidChange(() => {
        void errors.guard('preview', () => this.show());
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
    clearTimeout(this.pause);
    this.round++;
    this.subscriptions.dispose();
  }

  private async answer(message: Asked): Promise<void> {
    if (message.type === 'ready') {
      await this.services.analyses.current(this.source);
      this.update();
    } else if (message.type === 'price') {
      await this.price();
    } else {
      this.index = message.index ?? this.index + (message.by ?? 0);
      await this.show();
    }
  }

  private update(): void {
    const round = ++this.round;
    void this.services.errors.guard('preview', () => this.show());
    clearTimeout(this.pause);
    this.pause = setTimeout(() => {
      void this.services.errors.guard('preview', () => this.findExtremes(round));
    }, pauseMs);
  }

  private async show(): Promise<void> {
    const analysis = await this.services.analyses.current(this.source);
    const { previewState, stepCount } = await import('./words');
    const { reachOf } = await import('../prices/estimate');
    this.index = Math.max(0, Math.min(this.index, stepCount(analysis) - 1));
    const prices = this.services.prices.lookUp(reachOf(analysis));
    const state = previewState(analysis, this.index, this.extremes, prices);
    await this.panel.webview.postMessage(state);
  }

  private async findExtremes(round: number): Promise<void> {
    const analysis = await this.services.analyses.current(this.source);
    const found = await this.extremesOf(analysis, () => round !== this.round);
    if (round !== this.round) {
      return;
    }
    this.extremes = found;
    await this.show();
  }

  private async extremesOf(
    { table, tableUri, message, defaultCountry }: Analysis,
    isCancelled: () => boolean,
  ): Promise<Extremes | undefined> {
    if (table?.kind !== 'read' || !tableUri) {
      return undefined;
    }
    const { recipients, columns, numberColumn } = table.summary;
    if (recipients.count === recipients.first.length) {
      const { fillFor } = await import('../draft');
      const fill = fillFor(message.text, columns);
      const tally = new ExtremesTally();
      for (const recipient of recipients.first) {
        tally.add(recipient, fill(recipient));
      }
      return tally.result;
    }
    if (numberColumn === undefined) {
      return undefined;
    }
    const { extremesOfTable } = await import('./wholeTable');
    return extremesOfTable(await this.services.tables.chunks(tableUri), {
      numberColumn,
      defaultCountry,
      body: message.text,
      isCancelled,
    });
  }

  private async price(): Promise<void> {
    const analysis = await this.services.analyses.current(this.source);
    const { draftFor } = await import('../draft');
    const draft = draftFor(analysis, this.index, {
      now: Date.now(),
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    });
    if (draft) {
      await executeCommand('_clicksend.message.compose', draft, 'price');
    }
  }
}
