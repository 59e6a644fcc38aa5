import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { stateFrom } from '../../../../src/features/compose/state';
import { askBeginning } from '../../../../src/features/compose/textSource';
import { messageTexts } from '../../../../src/platform/editorText';
import { host } from '../../../support/vscode';

/** An editor with these texts, one a line, of which those lines are selected. */
function editorWith(lines: readonly string[], selected: readonly number[], languageId = 'go') {
  const text = lines.join('\n');
  const selections = selected.map(
    (line) => new vscode.Selection(line, 0, line, lines[line]?.length ?? 0),
  );
  return {
    document: {
      languageId,
      uri: vscode.Uri.file('/a'),
      getText: (range?: vscode.Selection) => (range ? (lines[range.start.line] ?? '') : text),
    },
    selections: selections.length > 0 ? selections : [new vscode.Selection(0, 0, 0, 0)],
  } as unknown as vscode.TextEditor;
}

const title = 'Send SMS';

describe('what is sent of an editor', () => {
  beforeEach(() => {
    host.reset();
  });

  it('is the selection, without a question', async () => {
    const draft = await askBeginning(editorWith(['Hi', 'Bye'], [1]), title, undefined);
    assert.deepEqual(draft, { bodies: ['Bye'] });
    assert.deepEqual([host.picks, host.inputs], [[], []]);
  });

  it('is a message for each of several selections, or one of them all, after asking', async () => {
    const editor = editorWith(['Hi', 'you', 'Bye'], [0, 2]);
    host.onPick = (rows) => rows[0]?.label;
    assert.deepEqual(await askBeginning(editor, title, undefined), { bodies: ['Hi', 'Bye'] });
    host.onPick = (rows) => rows[1]?.label;
    assert.deepEqual(await askBeginning(editor, title, undefined), { bodies: ['Hi\nBye'] });
    assert.deepEqual(host.picks[0], [
      '2 messages, one for each selection',
      'One message, the selections joined by line breaks',
    ]);
  });

  it('is nothing when the question is dismissed', async () => {
    host.onPick = () => undefined;
    await assert.rejects(
      askBeginning(editorWith(['Hi', 'Bye'], [0, 1]), title, undefined),
      vscode.CancellationError,
    );
  });

  it('is no whole table, though VS Code calls it plain text', () => {
    const table = editorWith(['mobile,name', '+61411111111,Ann'], [], 'plaintext');
    assert.equal(messageTexts(table).length, 1);
    Object.assign(table.document, { uri: vscode.Uri.file('/customers.CSV') });
    assert.deepEqual(messageTexts(table), []);
  });

  it('is the body of an SMS document, and no code', async () => {
    const sms = editorWith(['---', 'to: +61411111111', '---', 'Hi', ''], [], 'sms');
    assert.deepEqual(await askBeginning(sms, title, undefined), { bodies: ['Hi'] });
    host.onPick = (rows) => rows[0]?.label;
    const state = stateFrom({ bodies: ['Half written'], to: ['+61411111111'] });
    const unsent = { bodies: ['Half written'], state };
    assert.deepEqual(await askBeginning(editorWith(['func main()'], []), title, state), unsent);
    assert.match(host.picks[0]?.[0] ?? '', /Continue your unsent message/);
  });

  it('offers the unsent message whatever is selected, and never takes it by itself', async () => {
    const state = stateFrom({ bodies: ['Half written'], to: ['+61411111111'] });
    const editor = editorWith(['Hi'], [0]);
    host.onPick = (rows) => rows[0]?.label;
    assert.deepEqual(await askBeginning(editor, title, state), { bodies: ['Hi'] });
    assert.equal(host.picks[0]?.length, 2);
    host.onPick = (rows) => rows[1]?.label;
    assert.deepEqual(await askBeginning(editor, title, state), { bodies: ['Half written'], state });
  });

  it('does not ask about an unsent message that says no more than the selection', async () => {
    const same = stateFrom({ bodies: ['Hi'] });
    assert.deepEqual(await askBeginning(editorWith(['Hi'], [0]), title, same), { bodies: ['Hi'] });
    assert.deepEqual(host.picks, []);
  });
});
