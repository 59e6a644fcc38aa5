import * as vscode from 'vscode';
import { findEntry } from '../../sms/document/syntax';
import { measure } from '../../sms/parts';
import type { Analyses, Analysis } from './analyses';
import { hasCampaigns, isCampaign } from './sending';

const { t } = vscode.l10n;

const grouped = (count: number): string => count.toLocaleString();

/** How many get the message, as far as known. */
async function recipientCount({ document, table }: Analysis): Promise<number | undefined> {
  if (table) return table.kind === 'read' ? table.summary.recipients.count : undefined;
  const to = findEntry(document, 'to')?.value;
  if (to === undefined) return undefined;
  const { parsePastedNumbers } = await import('../../sms/pastedNumbers');
  return parsePastedNumbers(to, { defaultCountry: findEntry(document, 'country')?.value }).good
    .length;
}

/** "Send to 1,240 | Price: 2 parts | Preview" above the body. */
export class SendLenses implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscription: vscode.Disposable;
  readonly onDidChangeCodeLenses = this.changed.event;

  constructor(private readonly analyses: Analyses) {
    this.subscription = analyses.onDidAnalyse(() => {
      this.changed.fire();
    });
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const analysis = await this.analyses.current(document);
    const { message } = analysis;
    if (message.text.trim() === '') return [];
    const at = document.positionAt(analysis.document.body.start);
    const lens = (title: string, command: string): vscode.CodeLens =>
      new vscode.CodeLens(new vscode.Range(at, at), {
        title,
        command,
        arguments: [document.uri],
      });
    const count = await recipientCount(analysis);
    const { parts } = measure(message.text);
    const lenses: vscode.CodeLens[] = [];
    if (!isCampaign(analysis) || (await hasCampaigns())) {
      const title =
        count === undefined || count === 0
          ? t('$(send) Send...')
          : t('$(send) Send to {0}', grouped(count));
      lenses.push(lens(title, 'clicksend.document.send'));
    }
    lenses.push(
      lens(
        parts === 1 ? t('Price: 1 part') : t('Price: {0} parts', parts),
        'clicksend.document.price',
      ),
    );
    lenses.push(
      lens(
        count === undefined || count === 0 ? t('Preview') : t('Preview 1 of {0}', grouped(count)),
        'clicksend.document.preview',
      ),
    );
    return lenses;
  }
}
