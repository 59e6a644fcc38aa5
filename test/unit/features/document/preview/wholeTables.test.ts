import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { WholeTables } from '../../../../../src/features/document/preview/wholeTables';
import { ErrorBoundary } from '../../../../../src/platform/errors';
import { anAnalysis } from '../../../../support/analysis';
import { EventEmitter, settle, Uri, window } from '../../../../support/vscode';

const csv = `mobile,name\n+61491570156,Ann\n+61491570157,${'B'.repeat(200)}\n`;
const document = {} as vscode.TextDocument;
const analysed = async (body: string, kept?: number) => ({
  ...(await anAnalysis(`---\nrecipients: a.csv\n---\n${body}`, csv, kept)),
  tableUri: Uri.file('/a.csv') as unknown as vscode.Uri,
});

describe('the whole table of a document', () => {
  let due: Map<number, () => void>;
  let changes: number;
  let tables: WholeTables;
  const forgotten = new EventEmitter<vscode.TextDocument>();

  beforeEach(() => {
    due = new Map();
    changes = 0;
    let timers = 0;
    tables = new WholeTables(
      { onDidForget: forgotten.event as never },
      {
        chunks: () =>
          Promise.resolve(
            (async function* () {
              yield await Promise.resolve(Buffer.from(csv));
            })(),
          ),
      },
      new ErrorBoundary(window.createOutputChannel() as never, () => undefined),
      {
        schedule: (_ms, run) => {
          const id = timers++;
          due.set(id, run);
          return () => due.delete(id);
        },
      },
    );
    tables.onDidChange(() => changes++);
  });

  const pass = async () => {
    const runs = [...due.values()];
    due.clear();
    runs.forEach((run) => {
      run();
    });
    await settle();
  };

  it('is measured once the typing has paused, from the rows kept or from the file', async () => {
    for (const kept of [10, 1]) {
      const analysis = await analysed('Hi {{name}}', kept);
      assert.equal(tables.lookUp(document, analysis), undefined);
      assert.equal(tables.lookUp(document, analysis), undefined);
      assert.equal(due.size, 1, 'asked for once');
      await pass();
      const found = tables.lookUp(document, analysis);
      assert.deepEqual([found?.messages, found?.parts], [2, 3]);
    }
    assert.equal(changes, 2);
  });

  it('says nothing of a text that has changed', async () => {
    const first = await analysed('Hi {{name}}');
    tables.lookUp(document, first);
    await pass();
    const second = { ...first, message: { ...first.message, text: 'Bye {{name}}' } };
    assert.equal(tables.lookUp(document, second), undefined);
    tables.lookUp(document, { ...first, message: { ...first.message, text: 'Bye' } });
    assert.equal(due.size, 1, 'only the latest');
    forgotten.fire(document);
    assert.equal(due.size, 0);
  });
});
