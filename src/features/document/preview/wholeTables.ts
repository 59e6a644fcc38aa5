import * as vscode from 'vscode';
import { systemClock } from '../../../platform/clock';
import type { Clock } from '../../../platform/clock';
import type { ErrorBoundary } from '../../../platform/errors';
import type { Analyses, Analysis } from '../analyses';
import type { RecipientTables } from '../recipients/recipientTables';
import type { TableSummary } from '../recipients/tableSummary';
import type { Extremes } from './extremes';
import { extremesOfKept, extremesOfTable } from './wholeTable';

/** A long table is gone through again only when typing has paused. */
const pauseMs = 400;

interface Measured {
  readonly body: string;
  readonly summary: TableSummary;
  extremes: Extremes | undefined;
  readonly callOff: () => void;
}

/**
 * What all messages of a document's table come to, each measured. The one estimate of their price:
 * a figure made from some rows above the text would contradict the preview's.
 */
export class WholeTables implements vscode.Disposable {
  private readonly measured = new Map<vscode.TextDocument, Measured>();
  private readonly changed = new vscode.EventEmitter<vscode.TextDocument>();
  private readonly subscription: vscode.Disposable;
  readonly onDidChange = this.changed.event;

  constructor(
    analyses: Pick<Analyses, 'onDidForget'>,
    private readonly tables: Pick<RecipientTables, 'chunks'>,
    private readonly errors: ErrorBoundary,
    private readonly clock: Pick<Clock, 'schedule'> = systemClock,
  ) {
    this.subscription = analyses.onDidForget((document) => {
      this.forget(document);
    });
  }

  /** What is known now of this very text and table; `onDidChange` tells when there is more. */
  lookUp(document: vscode.TextDocument, analysis: Analysis): Extremes | undefined {
    const { table, message } = analysis;
    if (table?.kind !== 'read') {
      this.forget(document);
      return undefined;
    }
    const { summary } = table;
    const known = this.measured.get(document);
    if (known?.summary === summary && known.body === message.text) {
      return known.extremes;
    }
    this.forget(document);
    const callOff = this.clock.schedule(pauseMs, () => {
      void this.errors.guard('whole table', () => this.measure(document, analysis, next));
    });
    const next: Measured = { body: message.text, summary, extremes: undefined, callOff };
    this.measured.set(document, next);
    return undefined;
  }

  dispose(): void {
    for (const document of [...this.measured.keys()]) {
      this.forget(document);
    }
    this.subscription.dispose();
    this.changed.dispose();
  }

  private forget(document: vscode.TextDocument): void {
    this.measured.get(document)?.callOff();
    this.measured.delete(document);
  }

  private async measure(
    document: vscode.TextDocument,
    { tableUri, defaultCountry }: Analysis,
    asked: Measured,
  ): Promise<void> {
    const isOutdated = () => this.measured.get(document) !== asked;
    const { body, summary } = asked;
    const { recipients, numberColumn } = summary;
    if (recipients.count === recipients.first.length) {
      asked.extremes = extremesOfKept(body, summary);
    } else if (tableUri && numberColumn !== undefined) {
      asked.extremes = await extremesOfTable(await this.tables.chunks(tableUri), {
        numberColumn,
        defaultCountry,
        body,
        isCancelled: isOutdated,
      });
    }
    if (!isOutdated()) {
      this.changed.fire(document);
    }
  }
}
