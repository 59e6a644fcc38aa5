import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ErrorBoundary } from '../../../../src/platform/errors';
import { cleanCompletion } from '../../../../src/platform/show/completionItem';
import { createInput, showInput } from '../../../../src/platform/show/inputs';
import { showWarning } from '../../../../src/platform/show/messages';
import { plainLabel, withoutLinks } from '../../../../src/platform/show/outsideText';
import { createPick, showPick } from '../../../../src/platform/show/picks';
import { StatusItem, showProgress } from '../../../../src/platform/show/status';
import { cleanTreeItem } from '../../../../src/platform/show/treeItem';
import { created, host, settle } from '../../../support/vscode';

/** What VS Code makes a link and an icon of. */
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)\)/i;
const icon = /(?<!\\)\$\([a-z-]+\)/;

const deceptive = /[\p{Cc}\u202E\u2028]/u;

const hostile =
  '[free](command:evil) $(trash)\n\nAccount: Sandbox\r\n\u202Egpj.exe\u0007\u2028[x](https://y)';

function assertPlain(text: unknown): void {
  assert.ok(typeof text === 'string', 'no text');
  assert.doesNotMatch(text, link);
  assert.doesNotMatch(text, deceptive);
}

function assertLabel(text: unknown): void {
  assertPlain(text);
  assert.doesNotMatch(text as string, icon);
}

describe('outside text', () => {
  beforeEach(() => {
    host.reset();
  });

  it('cannot become a link in a notification', () => {
    const text = 'Deleted [a](command:x) and [[b](https://c)](file:d).';
    assert.match(text, link);
    assert.doesNotMatch(withoutLinks(text), link);
  });

  it('cannot become an icon in a label, and other dollars stay', () => {
    assert.equal(
      plainLabel('$(trash) $(sync~spin) $5 $(a b)'),
      '\\$(trash) \\$(sync~spin) $5 $(a b)',
    );
  });

  it('leaves harmless text as it is', () => {
    const text = 'Send "Grüße 👋🏽" to 1,240 people (about $196.42)?';
    assert.equal(plainLabel(text), text);
  });

  it('is one plain line in messages, their details and their buttons', async () => {
    host.onMessage = ({ buttons }) => buttons[0];
    const button = { title: hostile, wish: 'send' };
    const picked = await showWarning(hostile, { modal: true, detail: [hostile, 'ours'] }, button);
    assert.equal(picked, button);
    const [shown] = host.messages;
    assertPlain(shown?.message);
    assertLabel(shown?.buttons[0]);
    const lines = shown?.detail?.split('\n') ?? [];
    assert.equal(lines.length, 2);
    lines.forEach((line) => {
      assertPlain(line);
    });
  });

  it('is plain in the rows of a pick, which give back what they stand for', async () => {
    const row = { label: hostile, description: hostile, detail: hostile, id: 1 };
    host.onPick = ([shown]) => {
      assertLabel(shown?.label);
      assertLabel(shown?.description);
      assertLabel(shown?.detail);
      return shown?.label;
    };
    assert.equal(await showPick([row]), row);
    assert.equal(await showPick(Promise.resolve([row])), row);
    host.onPick = () => undefined;
    assert.equal(await showPick([row]), undefined);
  });

  it('is plain in a pick whose rows change', () => {
    const pick = createPick<vscode.QuickPickItem>();
    const row = { label: hostile };
    pick.items = [row];
    pick.selectedItems = [row];
    pick.placeholder = hostile;
    const [real] = created.quickPicks;
    assertLabel(real?.items[0]?.label);
    assert.equal(real?.selectedItems[0], real?.items[0]);
    assertPlain(real?.placeholder);
    assert.equal(pick.items[0], row);
    assert.equal(pick.selectedItems[0], row);
  });

  it('is plain around an input, whose value stays as it is', async () => {
    host.onInput = () => 'typed';
    await showInput({
      title: hostile,
      prompt: hostile,
      value: hostile,
      validateInput: () => hostile,
    });
    const [asked] = host.inputs;
    assertPlain(asked?.title);
    assertLabel(asked?.prompt);
    assert.equal(asked?.value, hostile);
    assertLabel(host.refusedInputs[0]);
  });

  it('is plain around an input that stays open', async () => {
    const input = createInput();
    input.prompt = hostile;
    input.validationMessage = hostile;
    assertLabel(input.prompt);
    assertLabel(input.validationMessage);
    input.show();
    await settle();
    assertLabel(host.inputs[0]?.prompt);
  });

  it('has no icon but ours in the status bar', () => {
    const item = new StatusItem('id', 'name', vscode.StatusBarAlignment.Left, 1);
    item.show({ icon: 'sync', text: hostile, tooltip: hostile, command: 'c', spoken: hostile });
    const shown = created.statusBarItems[0];
    assert.match(shown?.text ?? '', /^\$\(sync\) /);
    assertLabel(shown?.text.slice('$(sync) '.length));
    assertPlain(shown?.tooltip);
  });

  it('is plain in progress', async () => {
    const { Notification } = vscode.ProgressLocation;
    await showProgress({ location: Notification, title: hostile }, (progress) => {
      progress.report({ message: hostile, increment: 1 });
      return Promise.resolve();
    });
    assertPlain(host.progress[0]?.title);
    assertPlain(host.progress[0]?.messages[0]);
  });

  it('is one line in a completion, which inserts what it was', () => {
    const item = cleanCompletion(new vscode.CompletionItem(hostile));
    assert.doesNotMatch(item.label as string, deceptive);
    assert.equal(item.insertText, hostile);
    assert.equal(item.filterText, hostile);
  });

  it('starts no line of the log', () => {
    const channel = vscode.window.createOutputChannel('ClickSend', { log: true });
    new ErrorBoundary(channel, () => undefined).record('send', new Error('x\n[info] all is well'));
    assert.ok(host.logLines.length > 0);
    assert.doesNotMatch(host.logLines.map(({ text }) => text).join('\n'), /^\[info\]/m);
  });

  it('is one line in a tree, and shows its controls in a tooltip', () => {
    const item = new vscode.TreeItem(hostile);
    item.description = hostile;
    item.tooltip = `${hostile}\nours`;
    cleanTreeItem(item);
    assert.doesNotMatch(item.label as string, deceptive);
    assert.doesNotMatch(item.description, deceptive);
    assert.doesNotMatch(item.tooltip.replaceAll('\n', ''), deceptive);
  });
});
