import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type * as vscode from 'vscode';
import { Analyses, type Analysis } from '../../../../src/features/document/analyses';
import { RecipientTables } from '../../../../src/features/document/recipients/recipientTables';
import { ErrorBoundary } from '../../../../src/platform/errors';
import { lookingLimit } from '../../../../src/platform/files/namedFile';
import { host, settle, Uri, window } from '../../../support/vscode';

describe('the table that a document names', () => {
  let folder: string;
  let tables: RecipientTables;
  let analyses: Analyses;

  beforeEach(async () => {
    host.reset();
    folder = await mkdtemp(path.join(tmpdir(), 'analyses-'));
    const errors = new ErrorBoundary(window.createOutputChannel() as never, () => undefined);
    tables = new RecipientTables(errors);
    analyses = new Analyses({ tables, errors, rules: () => ({}) as never });
  });

  afterEach(async () => {
    analyses.dispose();
    tables.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  async function analysed(recipients: string): Promise<Analysis> {
    const text = `---\nrecipients: ${recipients}\n---\nHi`;
    const document = {
      uri: Uri.file(path.join(folder, 'a.sms')),
      version: 1,
      getText: () => text,
    } as unknown as vscode.TextDocument;
    const changed = new Promise((resolve) => {
      tables.onDidChange(resolve);
    });
    const first = analyses.current(document);
    if (first.table?.kind !== 'reading') {
      return first;
    }
    await changed;
    await settle();
    Object.assign(document, { version: 2 });
    return analyses.current(document);
  }

  const findingsOf = ({ problems }: Analysis) =>
    problems
      .filter(({ severity }) => severity !== 'information')
      .map(({ severity, finding }) => [severity, finding.code]);

  it('is read', async () => {
    await writeFile(path.join(folder, 'a.csv'), 'mobile\n+61411000001\n');
    const { table } = await analysed('a.csv');
    assert.equal(table?.kind, 'read');
  });

  it('is refused with words when it is a pipe, a device, or on another machine', async function () {
    if (process.platform === 'win32') {
      this.skip();
    }
    execFileSync('mkfifo', [path.join(folder, 'pipe.csv')]);
    for (const named of [
      'pipe.csv',
      '/dev/zero',
      '//host/x',
      '//host/share/a.csv',
      '\\\\host\\x',
    ]) {
      const analysis = await analysed(named);
      assert.equal(analysis.table?.kind, 'refused', named);
      assert.deepEqual(findingsOf(analysis), [['error', 'tableRefused']], named);
    }
  });

  it('is no error when it is only too large to be looked at: it can be sent to', async () => {
    await writeFile(path.join(folder, 'a.csv'), 'mobile\n');
    await truncate(path.join(folder, 'a.csv'), lookingLimit + 1);
    assert.deepEqual(findingsOf(await analysed('a.csv')), [['warning', 'tableRefused']]);
  });
});
