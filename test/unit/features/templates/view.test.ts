import assert from 'node:assert/strict';
import { ClickSendError } from '../../../../src/api/errors';
import { openTemplates } from '../../../../src/features/templates/templates';
import { templateDrag } from '../../../../src/features/templates/drag';
import { treeHost } from '../../../support/treeHost';
import { created, host, settle } from '../../../support/vscode';
import { FakeTemplateServer, fakeServices, reminder } from './fakeTemplates';
import type { PagedNode, TreeGroup } from '../../../../src/platform/tree/pagedTreeNode';
import type { Template } from '../../../../src/sms/resources';
import type * as vscode from 'vscode';

type Node = PagedNode<Template, TreeGroup>;

function setUp(rows: Template[]) {
  const server = new FakeTemplateServer(rows);
  const services = fakeServices(server);
  const feature = openTemplates(
    services,
    treeHost('clicksend.templates', { dragAndDropController: templateDrag }),
  );
  const view = created.treeViews.get('clicksend.templates')!;
  const { treeDataProvider, dragAndDropController } = view.options as unknown as {
    treeDataProvider: vscode.TreeDataProvider<Node>;
    dragAndDropController: vscode.TreeDragAndDropController<Node>;
  };
  const children = async () => (await treeDataProvider.getChildren()) ?? [];
  const items = async () =>
    (await children()).map((node) => treeDataProvider.getTreeItem(node) as vscode.TreeItem);
  return {
    server,
    services,
    feature,
    view,
    items,
    children,
    treeDataProvider,
    drag: dragAndDropController,
  };
}

const run = (id: string, ...args: readonly unknown[]) => host.commands.get(id)!(...args);
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    templateId: index + 1,
    name: `T${index + 1}`,
    body: `Text ${index + 1}`,
  }));

describe('the Templates view', () => {
  beforeEach(() => {
    host.reset();
  });

  it('shows name and first words, and nothing of it deceives', async () => {
    const { items } = setUp([
      { templateId: 1, name: 'In\u202Evoice', body: 'Hello\n\u0007there '.repeat(900) },
    ]);
    const [item] = await items();
    assert.equal(item!.label, 'In[U+202E]voice');
    assert.match(String(item!.description), /^Hello ␇there Hello/);
    assert.ok(String(item!.description).length <= 90);
    assert.equal(item!.tooltip, undefined);
  });

  it('resolves a tooltip in which a body is never Markdown', async () => {
    const evil = '[run](command:x) <b>\n```\n$(trash) (First Name) {{code}}';
    const { children, treeDataProvider } = setUp([
      { templateId: 1, name: '[a](command:y)', body: evil },
    ]);
    const [node] = await children();
    const item = treeDataProvider.getTreeItem(node!) as vscode.TreeItem;
    const resolved = await treeDataProvider.resolveTreeItem!(item, node!, {} as never);
    const tooltip = resolved!.tooltip as vscode.MarkdownString;
    assert.equal(tooltip.isTrusted, undefined);
    assert.ok(tooltip.value.includes(`\n\`\`\`\`plaintext\n${evil}\n\`\`\`\`\n`), tooltip.value);
    assert.match(tooltip.value, /^\*\*\\\[a\\\]\\\(command:y\\\)\*\*/);
    assert.match(tooltip.value, /1&nbsp;part,&nbsp;UCS\\-2/);
    assert.match(tooltip.value, /Placeholders:&nbsp;First&nbsp;Name,&nbsp;code/);
  });

  it('reads a page of 100, and the next only when asked', async () => {
    const { server, children, items } = setUp(many(150));
    assert.equal((await children()).length, 101);
    const more = (await items()).at(-1)!;
    const load = host.commands.get(more.command!.command);
    assert.equal(load, undefined, 'registered once for all trees, by extension.ts');
    assert.deepEqual(
      server.queries.map(({ page, pageSize }) => [page, pageSize]),
      [[1, 100]],
    );
  });

  it('has the server search and sort, says so beside the title, and forgets with one command', async () => {
    const { server, view, items } = setUp([reminder, { templateId: 8, name: 'Sale', body: 'x' }]);
    await items();
    const search = run('clicksend.template.search') as Promise<unknown>;
    created.quickPicks[0]!.type(' Sal ');
    created.quickPicks[0]!.accept('Name contains "Sal"');
    await search;
    assert.deepEqual(
      (await items()).map(({ label }) => label),
      ['Sale'],
    );
    host.onPick = () => 'Newest first';
    await run('clicksend.template.sort');
    await items();
    const { where, orderBy } = server.queries.at(-1)!;
    assert.deepEqual(where, { field: 'template_name', value: 'Sal' });
    assert.equal(orderBy, 'template_id:desc');
    assert.equal(view.description, 'Name contains "Sal" · Newest first');
    assert.equal(host.contexts.get('clicksend.templates.filtered'), true);
    await run('clicksend.template.clearSearch');
    assert.equal((await items()).length, 2);
    assert.equal(view.description, 'Newest first');
    assert.equal(host.contexts.get('clicksend.templates.filtered'), false);
  });

  it('tells an empty list from a search that found nothing', async () => {
    const { items } = setUp([]);
    await items();
    assert.equal(host.contexts.get('clicksend.templates.state'), 'empty');
    const search = run('clicksend.template.search') as Promise<unknown>;
    created.quickPicks[0]!.type('x');
    created.quickPicks[0]!.accept('Text contains "x"');
    await search;
    await items();
    assert.equal(host.contexts.get('clicksend.templates.state'), 'filtered');
  });

  it('shows a failure as a row and an unreachable server as a welcome', async () => {
    const { server, items } = setUp([reminder]);
    server.fail('templates.list', new ClickSendError('serverError', { status: 500 }));
    assert.deepEqual(
      (await items()).map(({ label }) => label),
      ["Couldn't load templates. Retry"],
    );
    server.fail('templates.list', new ClickSendError('unreachable'));
    await run('clicksend.template.refresh');
    assert.deepEqual(await items(), []);
    assert.equal(host.contexts.get('clicksend.templates.state'), 'unreachable');
    await run('clicksend.template.refresh');
    assert.equal((await items()).length, 1);
    assert.deepEqual(host.messages, []);
  });

  it('starts anew with another account and asks nothing when signed out', async () => {
    const { server, services, items } = setUp([reminder]);
    await items();
    services.session.switchTo(undefined);
    assert.deepEqual(await items(), []);
    assert.equal(server.queries.length, 1);
    services.session.switchTo({ id: 'live', kind: 'live', username: 'me', label: 'me' });
    assert.equal((await items()).length, 1);
    assert.equal(server.queries.length, 2);
  });

  it('renames by a key the row last selected, also while VS Code asks for all rows anew', async () => {
    const { server, view, children } = setUp([reminder]);
    view.select(...(await children()));
    const asked: unknown[] = [];
    host.onInput = ({ value }) => {
      asked.push(value);
      return value === reminder.name ? 'Visit' : undefined;
    };
    await run('clicksend.template.rename', 'selected');
    // As VS Code has it until the new rows are there; it tells nobody.
    view.selection = [];
    await run('clicksend.template.rename', 'selected');
    assert.deepEqual(asked, [reminder.name, 'Visit']);
    assert.equal(created.quickPicks.length, 0);
    assert.equal(server.rows[0]?.name, 'Visit');
    view.select();
    void run('clicksend.template.rename', 'selected');
    await settle();
    assert.equal(created.quickPicks.length, 1, 'nothing is selected: it asks which');
  });

  it('gives the whole text to an editor it is dragged into', async () => {
    const { children, drag } = setUp([reminder]);
    const { DataTransfer } = await import('../../../support/vscode');
    const transfer = new DataTransfer();
    await drag.handleDrag!(await children(), transfer as never, {} as never);
    assert.equal(transfer.get('text/plain')?.value, reminder.body);
  });

  it('lets go of everything when disposed', async () => {
    const { feature, items } = setUp([reminder]);
    await items();
    feature.dispose();
    await settle();
    assert.equal(host.commands.size, 0);
  });
});
