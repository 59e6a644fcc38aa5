import * as vscode from 'vscode';
import type { ErrorBoundary } from '../../../platform/errors';
import { FileRefused, fileChunks, fileStamp } from '../../../platform/files/namedFile';
import type { FileProblem } from '../../../platform/files/namedFile';
import { isOwnReport } from '../../../platform/words/reportColumns';
import type { TableProblem } from '../../../sms/recipients/rowReader';
import { summariseTable, type SummaryOptions, type TableSummary } from './tableSummary';

export type TableState =
  | { readonly kind: 'reading' }
  | { readonly kind: 'refused'; readonly problem: FileProblem }
  /** Written by a campaign of ours. */
  | { readonly kind: 'ownReport' }
  | { readonly kind: 'unreadable'; readonly reason: TableProblem; readonly row: number | undefined }
  | { readonly kind: 'read'; readonly summary: TableSummary };

export type TableOptions = Pick<SummaryOptions, 'defaultCountry' | 'numberColumn'>;

/** Recipients kept with their cells: enough to step through, and no more than some megabytes. */
export const keptRecipientsLimit = 5000;

const keptTables = 8;

interface Entry {
  readonly uri: vscode.Uri;
  readonly options: TableOptions;
  readonly watcher: vscode.Disposable;
  state: TableState;
  /** Modification time and size of what was read. */
  stamp: string | undefined;
  isChecking: boolean;
  isStale: boolean;
}

function isTableError(
  error: unknown,
): error is Error & { readonly reason: TableProblem; readonly row: number | undefined } {
  return error instanceof Error && error.name === 'TableError';
}

/** The tables that documents name, each read once and again only when its file has changed. */
export class RecipientTables implements vscode.Disposable {
  private readonly entries = new Map<string, Entry>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly errors: ErrorBoundary) {}

  /** What is known now; `onDidChange` fires when there is more. */
  state(uri: vscode.Uri, options: TableOptions): TableState {
    const key = JSON.stringify([uri.toString(), options.defaultCountry, options.numberColumn]);
    const known = this.entries.get(key);
    if (known) {
      this.entries.delete(key);
      this.entries.set(key, known);
      return known.state;
    }
    const entry = this.open(uri, options);
    this.entries.set(key, entry);
    this.forgetOldest();
    void this.check(entry);
    return entry.state;
  }

  /** The file anew, for what needs every row: nothing keeps a long table. */
  chunks(uri: vscode.Uri): Promise<AsyncIterable<Uint8Array>> {
    return fileChunks(uri);
  }

  dispose(): void {
    for (const { watcher } of this.entries.values()) {
      watcher.dispose();
    }
    this.entries.clear();
    this.changed.dispose();
  }

  private open(uri: vscode.Uri, options: TableOptions): Entry {
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    const watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), name.replace(/[*?[\]{}]/g, '?')),
    );
    const entry: Entry = {
      uri,
      options,
      watcher,
      state: { kind: 'reading' },
      stamp: undefined,
      isChecking: false,
      isStale: false,
    };
    const check = () => {
      void this.check(entry);
    };
    watcher.onDidChange(check);
    watcher.onDidCreate(check);
    watcher.onDidDelete(check);
    return entry;
  }

  private forgetOldest(): void {
    const [oldest] = this.entries;
    if (oldest === undefined || this.entries.size <= keptTables) {
      return;
    }
    oldest[1].watcher.dispose();
    this.entries.delete(oldest[0]);
  }

  /** Reads again when the file is another than the one read; changes meanwhile make it look again. */
  private async check(entry: Entry): Promise<void> {
    if (entry.isChecking) {
      entry.isStale = true;
      return;
    }
    entry.isChecking = true;
    try {
      const before = entry.state;
      entry.state = await this.read(entry);
      if (entry.state !== before) {
        this.changed.fire(entry.uri);
      }
    } finally {
      entry.isChecking = false;
    }
    if (entry.isStale) {
      entry.isStale = false;
      await this.check(entry);
    }
  }

  private async read(entry: Entry): Promise<TableState> {
    try {
      const stamp = await fileStamp(entry.uri);
      if (stamp === entry.stamp) {
        return entry.state;
      }
      const options = { ...entry.options, keptRecipients: keptRecipientsLimit };
      const summary = await summariseTable(await fileChunks(entry.uri), options);
      entry.stamp = stamp;
      return isOwnReport(summary.columns) ? { kind: 'ownReport' } : { kind: 'read', summary };
    } catch (error) {
      entry.stamp = undefined;
      if (isTableError(error)) {
        return { kind: 'unreadable', reason: error.reason, row: error.row };
      }
      if (error instanceof FileRefused) {
        return { kind: 'refused', problem: error.problem };
      }
      this.errors.record('recipients', error);
      return { kind: 'refused', problem: 'missing' };
    }
  }
}
