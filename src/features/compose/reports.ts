import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { directoryMode, replaceDurably } from '../../disk/durable';
import { OutcomeBar } from '../../platform/outcomeBar';
import { whenInWords } from '../../platform/words/moment';
import { outcomeInWords, outcomeLooks } from '../../platform/words/outcomeWords';
import { partsInWords } from '../../platform/words/partWords';
import { Authorities, documentScheme } from '../../contributions';
import { documentUri, type DocumentSource } from '../../platform/documents';
import type { SendReport } from '../../sms/draft';
import type { MessageResult } from '../../sms/resources';
import { showOutcome } from './outcome';
import { answerInWords, money, outcomeOfReport, price as priceWords } from './words';

/** A send whose answer never came. */
export interface UnansweredReport extends Omit<SendReport, 'result'> {
  readonly result?: undefined;
}

export type AnyReport = SendReport | UnansweredReport;

/** Results of sends as documents, kept on disk: a window that reloads still shows what was sent. */
export class Reports implements DocumentSource, vscode.FileDecorationProvider, vscode.Disposable {
  private readonly bar = new OutcomeBar();
  private readonly decorating = vscode.window.registerFileDecorationProvider(this);
  private readonly known = new Map<string, AnyReport>();

  constructor(private readonly folder: string) {}

  /** The result can be read from then on; whether it also outlives this window. */
  async add(report: AnyReport): Promise<boolean> {
    this.known.set(report.id, report);
    try {
      await mkdir(this.folder, { recursive: true, mode: directoryMode });
      await replaceDurably(this.file(report.id), JSON.stringify(report));
      return true;
    } catch {
      return false;
    }
  }

  private uri({ id, sentAt }: AnyReport): vscode.Uri {
    const moment = new Date(sentAt * 1000).toISOString().slice(0, 19).replaceAll(':', '.');
    return documentUri(Authorities.result, id, `SMS result ${moment.replace('T', ' ')}.txt`);
  }

  async show(report: AnyReport): Promise<void> {
    await vscode.window.showTextDocument(this.uri(report), { preview: false });
  }

  /** Shows a result that is just there, and says how it came out. */
  async announce(report: AnyReport): Promise<void> {
    showOutcome(report, this.uri(report), this.bar);
    await this.show(report);
  }

  /** The tab of a result shows how it came out. */
  async provideFileDecoration(uri: vscode.Uri): Promise<vscode.FileDecoration | undefined> {
    if (uri.scheme !== documentScheme || uri.authority !== Authorities.result) {
      return undefined;
    }
    const outcome = outcomeOfReport(await this.load(uri));
    const { sign, color } = outcomeLooks[outcome.state];
    return new vscode.FileDecoration(sign, outcomeInWords(outcome), new vscode.ThemeColor(color));
  }

  dispose(): void {
    this.bar.dispose();
    this.decorating.dispose();
  }

  async read(uri: vscode.Uri): Promise<string> {
    return reportText(await this.load(uri));
  }

  async modifiedAt(uri: vscode.Uri): Promise<number> {
    return (await this.load(uri)).sentAt * 1000;
  }

  private async load(uri: vscode.Uri): Promise<AnyReport> {
    const id = uri.path.split('/')[1] ?? '';
    const known = this.known.get(id);
    if (known) {
      return known;
    }
    if (!/^[\w-]+$/.test(id)) {
      throw vscode.FileSystemError.FileNotFound(uri);
    }
    const report = JSON.parse(await readFile(this.file(id), 'utf8')) as AnyReport;
    this.known.set(id, report);
    return report;
  }

  /** Ids of the messages of all answered sends since then (Unix seconds), of other windows too. */
  async messageIdsSince(since: number): Promise<ReadonlySet<string>> {
    const names = await readdir(this.folder).catch(() => []);
    const kept = await Promise.all(
      names
        .filter((name) => name.endsWith('.json'))
        .map((name) =>
          readFile(path.join(this.folder, name), 'utf8')
            .then((text) => JSON.parse(text) as AnyReport)
            .catch(() => undefined),
        ),
    );
    const answered = [...kept, ...this.known.values()].flatMap((report) =>
      report && 'result' in report && report.sentAt >= since ? (report.result?.messages ?? []) : [],
    );
    return new Set(answered.map(({ messageId }) => messageId));
  }

  private file(id: string): string {
    return path.join(this.folder, `${id}.json`);
  }
}

/** A result as plain text: what was accepted, blocked, invalid, and what it cost. */
export function reportText(report: AnyReport): string {
  const { result } = report;
  const outcome = outcomeOfReport(report);
  const head = [
    vscode.l10n.t('{0} SMS result: {1}', outcomeLooks[outcome.state].sign, outcomeInWords(outcome)),
    '',
    vscode.l10n.t('Account:  {0}', report.accountLabel),
    vscode.l10n.t('Sent:     {0}', whenInWords(report.sentAt)),
  ];
  return `${[...head, ...(result ? answered(report, result) : unanswered(report)), '', ...texts(report)].join('\n')}\n`;
}

function answered(report: AnyReport, result: SendReport['result']): readonly string[] {
  const { messages, currency } = result;
  // What needs somebody comes first.
  const groups = [
    { title: vscode.l10n.t('OUTCOME UNKNOWN: look in History'), outcome: 'unknown' },
    { title: vscode.l10n.t('Blocked: not sent, not charged'), outcome: 'blocked' },
    { title: vscode.l10n.t('Rejected: not sent, not charged'), outcome: 'rejected' },
    { title: vscode.l10n.t('Accepted by ClickSend'), outcome: 'accepted' },
  ] as const;
  const [first] = report.messages;
  return [
    ...(first?.schedule === undefined
      ? []
      : [vscode.l10n.t('Due:      {0}', whenInWords(first.schedule))]),
    vscode.l10n.t('Total:    {0}', money(result.totalPrice, currency)),
    vscode.l10n.t('Accepted: {0} of {1}', result.queuedCount, result.totalCount),
    ...groups.flatMap(({ title, outcome }) => {
      const rows = messages.filter((message) => message.outcome === outcome);
      return rows.length === 0
        ? []
        : [
            '',
            `${title} (${rows.length})`,
            '-'.repeat(title.length + 4),
            ...rows.map((row) => resultLine(row, currency)),
          ];
    }),
  ];
}

function resultLine(message: MessageResult, currency: SendReport['result']['currency']): string {
  const { to, from, parts, price, messageId, outcome } = message;
  const cells = [
    to.padEnd(16),
    ...(outcome === 'accepted'
      ? [
          partsInWords(parts ?? 0).padEnd(8),
          (price === undefined ? '' : priceWords(price, currency)).padEnd(12),
          vscode.l10n.t('from {0}', from).padEnd(18),
        ]
      : [answerInWords(message)]),
    messageId,
  ];
  return cells.join('  ').trimEnd();
}

function unanswered({ messages }: AnyReport): readonly string[] {
  return [
    '',
    vscode.l10n.t('OUTCOME UNKNOWN'),
    vscode.l10n.t(
      'The connection was lost before ClickSend answered. The messages may have been sent.',
    ),
    vscode.l10n.t(
      'They are never sent again by themselves. Run "ClickSend: Check Unanswered Sends" to look for them in history.',
    ),
    '',
    ...messages.map(({ to, listId }) => to ?? vscode.l10n.t('contact list {0}', listId ?? '')),
  ];
}

function texts({ messages }: AnyReport): readonly string[] {
  const bodies = [...new Set(messages.map(({ body }) => body))];
  return bodies.flatMap((body, index) => [
    ...(index > 0 ? [''] : []),
    bodies.length === 1 ? vscode.l10n.t('Text') : vscode.l10n.t('Text {0}', index + 1),
    '----',
    body,
  ]);
}
