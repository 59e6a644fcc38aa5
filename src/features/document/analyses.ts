import * as vscode from 'vscode';
import { languageIds } from '../../contributions';
import type { ErrorBoundary } from '../../platform/errors';
import { onDidChangeSetting, setting } from '../../platform/settings';
import { messageOf } from '../../sms/document/message';
import type { Message } from '../../sms/document/message';
import { findEntry, parseDocument } from '../../sms/document/syntax';
import type { SmsDocument } from '../../sms/document/syntax';
import type { AccountRules } from './accountRules';
import { findProblems } from './problems/checks';
import type { Problem } from './problems/problem';
import type { RecipientTables, TableState } from './recipients/recipientTables';

/** One frame: what is typed within it is checked once. */
const frameMs = 16;

export interface Analysis {
  readonly version: number;
  readonly document: SmsDocument;
  readonly message: Message;
  readonly tableUri: vscode.Uri | undefined;
  /** Undefined when the document names no table. */
  readonly table: TableState | undefined;
  readonly problems: readonly Problem[];
  /**
   * Country of numbers without a country code, ISO 3166-1 alpha-2: the document's own, else the
   * setting's, else the account's once it is known.
   */
  readonly defaultCountry: string | undefined;
}

export interface AnalysisOptions {
  readonly tables: RecipientTables;
  readonly errors: ErrorBoundary;
  /** Those for a document, as far as known; asked at every analysis. */
  readonly rules: (document: vscode.Uri) => AccountRules;
  readonly now?: () => number;
}

/** `//host/share`, with which Windows signs in at that host. */
const isOnNetwork = (path: string): boolean => /^[\\/]{2}/.test(path);

/** Where the file is that a document names; undefined when it cannot be found out. */
export function tableUri(document: vscode.TextDocument, path: string): vscode.Uri | undefined {
  if (path === '' || isOnNetwork(path)) {
    return undefined;
  }
  if (/^[a-z]:[\\/]/i.test(path)) {
    return vscode.Uri.file(path);
  }
  const folder =
    document.uri.scheme === 'untitled'
      ? vscode.workspace.workspaceFolders?.[0]?.uri
      : vscode.Uri.joinPath(document.uri, '..');
  if (!folder) {
    return undefined;
  }
  return path.startsWith('/') ? folder.with({ path }) : vscode.Uri.joinPath(folder, path);
}

function defaultCountryOf(
  document: SmsDocument,
  source: vscode.Uri,
  ofAccount: string | undefined,
): string | undefined {
  const own = findEntry(document, 'country')?.value;
  const candidates = [own, setting('clicksend.compose.defaultCountry', source), ofAccount];
  return candidates.find((country) => country !== undefined && country !== '');
}

/** What is known of each open SMS document, kept up to date while it is typed. */
export class Analyses implements vscode.Disposable {
  private readonly known = new Map<vscode.TextDocument, Analysis>();
  private readonly timers = new Map<vscode.TextDocument, NodeJS.Timeout>();
  private readonly changed = new vscode.EventEmitter<vscode.TextDocument>();
  private readonly closed = new vscode.EventEmitter<vscode.TextDocument>();
  private readonly subscriptions: vscode.Disposable;
  readonly onDidAnalyse = this.changed.event;
  readonly onDidForget = this.closed.event;

  constructor(private readonly options: AnalysisOptions) {
    const { workspace } = vscode;
    this.subscriptions = vscode.Disposable.from(
      workspace.onDidOpenTextDocument((document) => {
        this.schedule(document, 0);
      }),
      workspace.onDidChangeTextDocument(({ document }) => {
        this.schedule(document, frameMs);
      }),
      workspace.onDidCloseTextDocument((document) => {
        this.forget(document);
      }),
      options.tables.onDidChange((uri) => {
        this.refresh((analysis) => analysis.tableUri?.toString() === uri.toString());
      }),
      onDidChangeSetting('clicksend.compose.defaultCountry', () => {
        this.refresh();
      }),
    );
    for (const document of workspace.textDocuments) {
      this.schedule(document, 0);
    }
  }

  /** The latest, which may lag one frame behind the text. */
  latest(document: vscode.TextDocument): Analysis | undefined {
    return this.known.get(document);
  }

  /** Of the text as it is now. */
  current(document: vscode.TextDocument): Analysis {
    const known = this.known.get(document);
    return known?.version === document.version ? known : this.analyse(document);
  }

  refresh(concerns: (analysis: Analysis) => boolean = () => true): void {
    for (const [document, analysis] of [...this.known]) {
      if (concerns(analysis)) {
        this.schedule(document, 0);
      }
    }
  }

  dispose(): void {
    for (const timer of this.timers.values()) {
      clearTimeout(timer);
    }
    this.timers.clear();
    this.subscriptions.dispose();
    this.changed.dispose();
    this.closed.dispose();
  }

  private schedule(document: vscode.TextDocument, delayMs: number): void {
    if (document.languageId !== languageIds.sms) {
      return;
    }
    clearTimeout(this.timers.get(document));
    const run = () => {
      this.timers.delete(document);
      void this.options.errors.guard('check document', () => {
        if (!document.isClosed) {
          this.analyse(document);
        }
      });
    };
    this.timers.set(document, setTimeout(run, delayMs));
  }

  private analyse(source: vscode.TextDocument): Analysis {
    const document = parseDocument(source.getText());
    const message = messageOf(document);
    const recipients = findEntry(document, 'recipients')?.value;
    const uri = recipients === undefined ? undefined : tableUri(source, recipients);
    const rules = this.options.rules(source.uri);
    const defaultCountry = defaultCountryOf(document, source.uri, rules.defaultCountry);
    const numberColumn = findEntry(document, 'number_column')?.value;
    const table: TableState | undefined = uri
      ? this.options.tables.state(uri, { defaultCountry, numberColumn })
      : recipients !== undefined && isOnNetwork(recipients)
        ? { kind: 'refused', problem: 'network' }
        : undefined;
    const problems = findProblems(document, message, table, {
      now: (this.options.now ?? Date.now)(),
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      defaultCountry,
      maxParts: rules.maxParts,
    });
    const analysis = {
      version: source.version,
      document,
      message,
      tableUri: uri,
      table,
      problems,
      defaultCountry,
    };
    this.known.set(source, analysis);
    this.changed.fire(source);
    return analysis;
  }

  private forget(document: vscode.TextDocument): void {
    clearTimeout(this.timers.get(document));
    this.timers.delete(document);
    if (this.known.delete(document)) {
      this.closed.fire(document);
    }
  }
}
