import * as vscode from 'vscode';
import { withIcon } from '../../platform/show/outsideText';
import type { Analyses } from './analyses';
import type { WholeTables } from './preview/wholeTables';
import { lengthsOf, lengthsOfAll, reachOf, totalOf } from './prices/estimate';
import type { PartPrices } from './prices/partPrices';
import { priceInWords } from './prices/words';

const grouped = (count: number): string => count.toLocaleString();

const sendTitle = (count: number): string =>
  count === 0 ? vscode.l10n.t('Send...') : vscode.l10n.t('Send to {0}', grouped(count));

const previewTitle = (count: number): string =>
  count === 0 ? vscode.l10n.t('Preview') : vscode.l10n.t('Preview 1 of {0}', grouped(count));

/** "Send to 1,240 | Price: 2 parts, about $196.42 | Preview 1 of 1,240" above the body. */
export class SendLenses implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscription: vscode.Disposable;
  readonly onDidChangeCodeLenses = this.changed.event;

  constructor(
    private readonly analyses: Pick<Analyses, 'current' | 'onDidAnalyse'>,
    private readonly prices: Pick<PartPrices, 'lookUp' | 'onDidChange'>,
    private readonly wholeTables: Pick<WholeTables, 'lookUp' | 'onDidChange'>,
  ) {
    const change = () => {
      this.changed.fire();
    };
    this.subscription = vscode.Disposable.from(
      analyses.onDidAnalyse(change),
      prices.onDidChange(change),
      wholeTables.onDidChange(change),
      // VS Code forgets a refresh that is due when the editor loses the focus, to a preview for example.
      vscode.window.onDidChangeActiveTextEditor(change),
    );
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const analysis = this.analyses.current(document);
    const { message } = analysis;
    if (message.text.trim() === '') {
      return [];
    }
    const at = document.positionAt(analysis.document.body.start);
    const lens = (title: string, command: string, icon = ''): vscode.CodeLens =>
      new vscode.CodeLens(new vscode.Range(at, at), {
        title: withIcon(icon, title),
        command,
        arguments: [document.uri],
      });
    const reach = reachOf(analysis);
    const some = lengthsOf(analysis);
    const whole = some.isWhole ? undefined : this.wholeTables.lookUp(document, analysis);
    const lengths = whole ? lengthsOfAll(whole) : some;
    const prices = this.prices.lookUp(reach);
    const price = priceInWords(lengths, totalOf(reach, lengths, prices), prices);
    // None while nobody is known: the table is being read, or ClickSend has the list.
    const count = reach.reduce((sum, { recipients }) => sum + recipients, 0);
    return [
      lens(sendTitle(count), 'clicksend.document.send', 'send'),
      lens(price, 'clicksend.document.price'),
      lens(previewTitle(count), 'clicksend.document.preview'),
    ];
  }
}
