import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ClickSendError } from '../../../../src/api/errors';
import { openTemplates } from '../../../../src/features/templates/templates';
import { pickTemplate } from '../../../../src/features/templates/pick';
import type { Template } from '../../../../src/sms/resources';
import { treeHost } from '../../../support/treeHost';
import { created, host, settle } from '../../../support/vscode';
import { FakeTemplateServer, fakeServices, reminder } from './fakeTemplates';

function setUp(rows: Template[] = [reminder]) {
  const server = new FakeTemplateServer(rows);
  const services = fakeServices(server);
  openTemplates(services, treeHost('clicksend.templates'));
  return { server, services };
}

const node = (item: Template) => ({
  kind: 'item',
  id: `templates//${item.templateId}`,
  sectionId: 'templates',
  groupId: undefined,
  item,
});

const run = async (id: string, ...args: readonly unknown[]) => {
  const result: unknown = await host.commands.get(id)!(...args);
  await settle();
  return result;
};

const composed = () =>
  host.executed.filter(({ id }) => id === '_clicksend.message.compose').map(({ args }) => args);

function selectInEditor(text: string, isEmpty = false) {
  const inserted: string[] = [];
  const selection = new vscode.Selection(0, 0, 0, isEmpty ? 0 : text.length);
  Object.assign(vscode.window, {
    activeTextEditor: {
      document: { getText: () => text, languageId: 'javascript' },
      selections: [selection],
      selection,
      edit: (build: (edit: { replace(range: unknown, text: string): void }) => void) => {
        build({ replace: (_range, each) => inserted.push(each) });
        return Promise.resolve(true);
      },
    },
  });
  return inserted;
}

/** One tab a group, a preview or not. As in VS Code, showing another document replaces a preview. */
function openTabs(uri: string, ...previews: readonly boolean[]) {
  const tabs = previews.map((isPreview, index) => ({
    input: new vscode.TabInputText(vscode.Uri.parse(uri)),
    isPreview,
    isDirty: false,
    isActive: true,
    group: { viewColumn: index + 1 },
  }));
  const groups = tabs.map((tab) => ({ tabs: [tab] }));
  const { showTextDocument } = vscode.window;
  const close = vscode.window.tabGroups.close.bind(vscode.window.tabGroups);
  Object.assign(vscode.window, {
    showTextDocument: (shown: vscode.Uri, { viewColumn = 1 }: { viewColumn?: number }) => {
      const group = groups[viewColumn - 1]!;
      const kept = group.tabs.filter((tab) => !tab.isPreview);
      group.tabs = [...kept, { ...tabs[0]!, input: new vscode.TabInputText(shown) }];
      return showTextDocument(shown);
    },
  });
  Object.assign(vscode.window.tabGroups, {
    all: groups,
    close: (closing: (typeof tabs)[number][]) => {
      if (closing.some((tab) => !groups.some((group) => group.tabs.includes(tab)))) {
        throw new Error('Tab close: Invalid tab not found!');
      }
      return close(closing as never);
    },
  });
  restoreWindow = () => {
    Object.assign(vscode.window, { showTextDocument });
    Object.assign(vscode.window.tabGroups, { close });
  };
  return tabs;
}

let restoreWindow = (): void => undefined;

describe('template commands', () => {
  afterEach(() => {
    restoreWindow();
    restoreWindow = () => undefined;
  });

  beforeEach(() => {
    host.reset();
  });

  it('hands the text of now to composing, which asks for what is blank', async () => {
    setUp([{ ...reminder, body: 'Hi {{name}}' }]);
    await run('clicksend.template.send', node({ ...reminder, body: 'old in the list' }));
    assert.deepEqual(composed(), [[{ bodies: ['Hi {{name}}'], hasBlanks: true }, 'send']]);
    await run('clicksend.template.price', node(reminder));
    assert.deepEqual(composed()[1], [{ bodies: ['Hi {{name}}'], hasBlanks: true }, 'price']);
  });

  it('says that an empty template has nothing to send', async () => {
    setUp([{ ...reminder, body: ' \n' }]);
    await run('clicksend.template.send', node(reminder));
    assert.deepEqual(
      host.messages.map(({ message }) => message),
      ['The template "Reminder" has no text yet.'],
    );
  });

  it('creates from the selection under the name given and opens it', async () => {
    const { server } = setUp([]);
    selectInEditor('Hello you');
    host.onInput = ({ value }) => `${value ?? ''}!`;
    await run('clicksend.template.createFromSelection');
    assert.deepEqual(server.rows, [{ templateId: 100, name: 'Hello you!', body: 'Hello you' }]);
    assert.equal(
      String(created.shownDocuments[0]),
      'clicksend://template/100/Hello%20you!.sms?sandbox',
    );
  });

  it('refuses a blank name', async () => {
    const { server } = setUp([]);
    host.onInput = () => '  ';
    await run('clicksend.template.create');
    assert.deepEqual(host.refusedInputs, ['A template needs a name.']);
    assert.deepEqual(server.calls, []);
  });

  it('creates where an empty text is refused, with the name as text', async () => {
    const { server } = setUp([]);
    server.fail('templates.create', new ClickSendError('badRequest', { status: 400 }));
    host.onInput = () => 'New';
    await run('clicksend.template.create');
    assert.deepEqual(server.rows, [{ templateId: 100, name: 'New', body: 'New' }]);
  });

  it('looks again after a creation whose answer was lost', async () => {
    const { server } = setUp([]);
    server.fail('templates.create', new ClickSendError('outcomeUnknown'));
    host.onInput = () => 'New';
    await run('clicksend.template.create');
    assert.equal(host.messages.length, 1);
    const creations = server.calls.filter((call) => call === 'templates.create');
    assert.equal(creations.length, 1, 'never tried twice');
  });

  it('duplicates the text of now, not of the list', async () => {
    const { server } = setUp([{ ...reminder, body: 'now' }]);
    host.onInput = ({ value }) => value;
    await run('clicksend.template.duplicate', node(reminder));
    assert.deepEqual(server.rows.at(-1), { templateId: 100, name: 'Reminder copy', body: 'now' });
  });

  it('asks before a second template gets a name, and lets the person change it', async () => {
    const { server } = setUp();
    const typed = ['reminder ', 'Other'];
    host.onInput = () => typed.shift();
    await run('clicksend.template.create');
    assert.equal(host.messages[0]!.message, 'There is already a template "reminder".');
    assert.equal(host.messages[0]!.modal, true);
    assert.deepEqual(
      host.inputs.map(({ value }) => value),
      ['', 'reminder'],
    );
    assert.deepEqual(
      server.rows.map(({ name }) => name),
      ['Reminder', 'Other'],
    );
    host.onInput = () => 'OTHER';
    host.onMessage = () => 'Use This Name';
    await run('clicksend.template.rename', node(reminder));
    assert.deepEqual(
      server.rows.map(({ name }) => name),
      ['OTHER', 'Other'],
    );
  });

  it('lets a template change the case of its own name, also while the search fails', async () => {
    const { server } = setUp();
    host.onInput = () => 'REMINDER';
    await run('clicksend.template.rename', node(reminder));
    server.fail('templates.list', new ClickSendError('badRequest', { status: 400 }));
    host.onInput = () => 'Reminder';
    await run('clicksend.template.create');
    assert.deepEqual(host.messages, []);
    assert.deepEqual(
      server.rows.map(({ name }) => name),
      ['REMINDER', 'Reminder'],
    );
  });

  it('renames without touching a text changed meanwhile, and moves its editors along', async () => {
    const { server } = setUp([{ ...reminder, body: 'now' }]);
    const [preview, pinned] = openTabs('clicksend://template/7/Reminder.sms?sandbox', true, false);
    host.onInput = () => 'Visit';
    await run('clicksend.template.rename', node(reminder));
    assert.deepEqual(host.messages, []);
    assert.deepEqual(server.rows, [{ templateId: 7, name: 'Visit', body: 'now' }]);
    const moved = 'clicksend://template/7/Visit.sms?sandbox';
    assert.deepEqual(created.shownDocuments.map(String), [moved, moved]);
    assert.deepEqual(created.closedTabs, [pinned]);
    assert.notEqual(preview, pinned);
  });

  it('opens the editor that is there after a rename, not one long closed', async () => {
    const renamed = { ...reminder, name: 'Visit' };
    setUp([renamed]);
    const closed = vscode.Uri.parse('clicksend://template/7/Reminder.sms?sandbox');
    Object.assign(vscode.workspace, { textDocuments: [{ uri: closed, isClosed: false }] });
    await run('clicksend.template.open', node(renamed));
    assert.equal(String(created.shownDocuments[0]), 'clicksend://template/7/Visit.sms?sandbox');
  });

  it('leaves an editor with unsaved text where it is, and opens that one', async () => {
    setUp();
    const uri = vscode.Uri.parse('clicksend://template/7/Reminder.sms?sandbox');
    openTabs(uri.toString(), false);
    Object.assign(vscode.workspace, { textDocuments: [{ uri, isDirty: true }] });
    host.onInput = () => 'Visit';
    await run('clicksend.template.rename', node(reminder));
    assert.deepEqual(created.shownDocuments, []);
    assert.deepEqual(created.closedTabs, []);
    await run('clicksend.template.open', node({ ...reminder, name: 'Visit' }));
    assert.deepEqual(created.shownDocuments.map(String), [uri.toString()]);
  });

  it('deletes only after the modal, and Undo brings the last text back', async () => {
    const { server } = setUp([{ ...reminder, body: 'last' }]);
    await run('clicksend.template.delete', node(reminder));
    assert.equal(server.rows.length, 1);
    assert.equal(host.messages[0]!.modal, true);
    host.onMessage = ({ buttons }) => buttons[0];
    await run('clicksend.template.delete', node(reminder));
    assert.deepEqual(server.rows, [{ templateId: 100, name: 'Reminder', body: 'last' }]);
    assert.deepEqual(host.messages.at(-1)!.buttons, ['Undo']);
  });

  it('does not undo into another account', async () => {
    const { server, services } = setUp();
    host.onMessage = ({ buttons }) => {
      if (buttons[0] === 'Undo') {
        services.session.switchTo({ id: 'live', kind: 'live', username: 'me', label: 'me' });
      }
      return buttons[0] === 'Switch Account' ? undefined : buttons[0];
    };
    await run('clicksend.template.delete', node(reminder));
    assert.deepEqual(server.rows, []);
    assert.match(host.messages.at(-1)!.message, /deleted in the account Sandbox/);
  });

  it('takes a template that is gone already for deleted', async () => {
    setUp([]);
    host.onMessage = ({ modal, buttons }) => (modal ? buttons[0] : undefined);
    await run('clicksend.template.delete', node(reminder));
    assert.deepEqual(
      host.messages.map(({ severity }) => severity),
      ['warning', 'information'],
    );
  });

  it('keeps a name from becoming a link in the notification', async () => {
    const evil = { ...reminder, name: '[x](command:workbench.action.quit)' };
    setUp([evil]);
    host.onMessage = ({ modal, buttons }) => (modal ? buttons[0] : undefined);
    await run('clicksend.template.delete', node(evil));
    assert.doesNotMatch(host.messages.at(-1)!.message, /\]\(/);
  });

  it('inserts at every cursor', async () => {
    setUp();
    const inserted = selectInEditor('x', true);
    await run('clicksend.template.insert', node(reminder));
    assert.deepEqual(inserted, [reminder.body]);
  });

  it('shows in words that a template to open cannot be loaded', async () => {
    const { server } = setUp();
    server.fail('templates.get', new ClickSendError('serverError', { status: 500 }));
    await run('clicksend.template.open', node(reminder));
    assert.deepEqual(created.shownDocuments, []);
    assert.match(host.messages[0]!.message, /problem of its own \(500\)/);
  });

  it('picks on the server what the first page lacks', async () => {
    const rows = Array.from({ length: 120 }, (_, index) => ({
      templateId: index,
      name: `$(x) T${index}`,
      body: '',
    }));
    const server = new FakeTemplateServer(rows);
    const picked = pickTemplate(fakeServices(server), 'Open Template', () => Promise.resolve());
    await settle();
    const pick = created.quickPicks[0]!;
    assert.equal(pick.items.length, 101);
    pick.type('T119');
    await settle();
    pick.accept('\\$(x) T119');
    assert.equal((await picked).templateId, 119);
  });

  it('offers Retry in the pick when loading fails', async () => {
    const server = new FakeTemplateServer([reminder]);
    server.fail('templates.list', new ClickSendError('unreachable'));
    const picked = pickTemplate(fakeServices(server), 'Open Template');
    await settle();
    const pick = created.quickPicks[0]!;
    pick.accept("Couldn't load templates. Retry");
    await settle();
    pick.accept('Reminder');
    assert.equal((await picked).templateId, 7);
  });
});
