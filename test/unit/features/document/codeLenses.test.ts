import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { Analysis } from '../../../../src/features/document/analyses';
import { SendLenses } from '../../../../src/features/document/codeLenses';
import { extremesOfKept } from '../../../../src/features/document/preview/wholeTable';
import type { Extremes } from '../../../../src/features/document/preview/extremes';
import { noPrices } from '../../../../src/features/document/prices/partPrices';
import type { Reach } from '../../../../src/features/document/prices/reach';
import { anAnalysis, pricesOf } from '../../../support/analysis';
import { EventEmitter, host, Position, Uri, windowEvents } from '../../../support/vscode';

describe('the lenses above a message', () => {
  const analysed = new EventEmitter<never>();
  const priced = new EventEmitter<undefined>();
  const measured = new EventEmitter<never>();
  let whole: Extremes | undefined;
  let known = noPrices;
  let asked: Reach[];
  let analysis: Analysis;
  let lenses: SendLenses;

  beforeEach(() => {
    host.reset();
    host.setSetting('clicksend.compose.defaultCountry', '');
    known = noPrices;
    whole = undefined;
    asked = [];
    lenses = new SendLenses(
      {
        current: () => analysis,
        onDidAnalyse: analysed.event as never,
      },
      {
        lookUp: (reach) => {
          asked.push(reach);
          return known;
        },
        onDidChange: priced.event as never,
      },
      { lookUp: () => whole, onDidChange: measured.event as never },
    );
  });

  afterEach(() => {
    lenses.dispose();
  });

  const titles = (): (string | undefined)[] => {
    const document = { uri: Uri.file('/a.sms'), positionAt: (at: number) => new Position(0, at) };
    const found = lenses.provideCodeLenses(document as unknown as vscode.TextDocument);
    return found.map(({ command }) => command?.title);
  };

  it('tell recipients and parts, and the money once it is known', async () => {
    analysis = await anAnalysis('---\nto: +61491570156, +61491570157\n---\nHi');
    const before = ['$(send) Send to 2', 'Price: 1 part', 'Preview 1 of 2'];
    assert.deepEqual(titles(), before);
    assert.deepEqual(asked, [[{ tariff: 'AU', recipients: 2, sample: '+61491570156' }]]);
    let refreshed = 0;
    lenses.onDidChangeCodeLenses(() => refreshed++);
    known = pricesOf({ AU: 792 });
    priced.fire(undefined);
    assert.equal(refreshed, 1);
    assert.equal(titles()[1], 'Price: 1 part, about $0.1584');
    windowEvents.activeEditor.fire(undefined);
    assert.equal(refreshed, 2, 'the editor has lost the focus');
  });

  it('count who is in the table', async () => {
    known = pricesOf({ AU: 792 });
    const csv = 'mobile,name\n+61491570156,Ann\n';
    analysis = await anAnalysis('---\nrecipients: a.csv\n---\nHi {{name}}', csv);
    assert.deepEqual(titles(), [
      '$(send) Send to 1',
      'Price: 1 part, about $0.0792',
      'Preview 1 of 1',
    ]);
  });

  it('tell the money of a long table when all of it was measured, as the preview does', async () => {
    known = pricesOf({ AU: 792 });
    const csv = `mobile,name\n+61491570156,Ann\n+61491570157,${'B'.repeat(200)}\n`;
    const text = '---\nrecipients: a.csv\n---\nHi {{name}}';
    analysis = await anAnalysis(text, csv, 1);
    assert.equal(titles()[1], 'Price: 1 part');
    const { table, message } = await anAnalysis(text, csv);
    whole = table?.kind === 'read' ? extremesOfKept(message.text, table.summary) : undefined;
    assert.equal(titles()[1], 'Price: 1 to 2 parts, about $0.2376');
  });

  it('count nobody in a text without recipients, and are not there without a text', async () => {
    analysis = await anAnalysis('Hi');
    assert.deepEqual(titles(), ['$(send) Send...', 'Price: 1 part', 'Preview']);
    analysis = await anAnalysis('---\nto: +61491570156\n---\n');
    assert.deepEqual(titles(), []);
  });
});
