import assert from 'node:assert/strict';
import { ClickSendError } from '../../../../src/api/errors';
import { TemplateDocuments } from '../../../../src/features/templates/templateDocuments';
import { parseTemplateUri, templateUri } from '../../../../src/features/templates/uri';
import { host, workspace } from '../../../support/vscode';
import { FakeMemento, FakeTemplateServer, fakeServices, reminder } from './fakeTemplates';

function setUp(memory = new FakeMemento()) {
  const server = new FakeTemplateServer([reminder]);
  const services = fakeServices(server, memory);
  const clock = { now: 1_000_000 };
  const documents = new TemplateDocuments(services, () => clock.now);
  const uri = templateUri(reminder, 'sandbox');
  /** As VS Code does: the time first, then the content. */
  const open = async () => {
    const modifiedAt = await documents.modifiedAt(uri);
    loadedSize = documents.size(uri);
    return { modifiedAt, text: await documents.read(uri) };
  };
  let loadedSize = 0;
  /** As VS Code does: refuses when the document is younger than the one it loaded, and resized. */
  const save = async (text: string, loadedAt: number, { overwrite = false } = {}) => {
    const isYounger = (await documents.modifiedAt(uri)) > loadedAt;
    if (!overwrite && isYounger && documents.size(uri) !== loadedSize) {
      return 'conflict';
    }
    await documents.write(uri, text);
    return 'saved';
  };
  const later = (ms = 60_000) => {
    clock.now += ms;
  };
  return { server, services, documents, uri, open, save, later };
}

const body = (server: FakeTemplateServer) => server.rows[0]?.body;

describe('TemplateDocuments', () => {
  beforeEach(() => {
    host.reset();
  });

  it('knows a template by its id and account, whatever the name says', () => {
    const uri = templateUri({ ...reminder, name: 'a/b\u202E' }, 'acc');
    assert.equal(uri.path, '/7/a b[U+202E].sms');
    assert.deepEqual(parseTemplateUri(uri), { templateId: 7, accountId: 'acc' });
    assert.equal(parseTemplateUri(uri.with({ path: '/7' })), undefined);
    assert.equal(parseTemplateUri(uri.with({ authority: 'message' })), undefined);
  });

  it('saves the text under the name the server has', async () => {
    const { server, open, save, later } = setUp();
    const { modifiedAt } = await open();
    server.change({ ...reminder, name: 'Renamed elsewhere' });
    later();
    assert.equal(await save('new', modifiedAt), 'saved');
    assert.deepEqual(server.rows, [{ templateId: 7, name: 'Renamed elsewhere', body: 'new' }]);
  });

  it('makes VS Code refuse a save when the server has another text, and overwrites when asked', async () => {
    const { server, documents, uri, open, save, later } = setUp();
    const { modifiedAt } = await open();
    server.change({ ...reminder, body: 'theirs' });
    later();
    assert.equal(await save('mine', modifiedAt), 'conflict');
    assert.equal(body(server), 'theirs');
    assert.equal(await documents.read(uri), 'theirs');
    later();
    assert.equal(await save('mine', modifiedAt, { overwrite: true }), 'saved');
    assert.equal(body(server), 'mine');
  });

  it('does not overwrite a second change that nobody was told of', async () => {
    const { server, open, save, later } = setUp();
    const { modifiedAt } = await open();
    server.change({ ...reminder, body: 'theirs' });
    later();
    assert.equal(await save('mine', modifiedAt), 'conflict');
    server.change({ ...reminder, body: 'theirs again' });
    later();
    await assert.rejects(save('mine', modifiedAt, { overwrite: true }), { code: 'Unavailable' });
    assert.equal(body(server), 'theirs again');
    later();
    assert.equal(await save('mine', modifiedAt), 'conflict');
  });

  it('asks again before unsaved text is saved, however short ago it asked', async () => {
    const { server, uri, open, save } = setUp();
    const { modifiedAt } = await open();
    workspace.textDocuments = [{ uri, isDirty: true } as never];
    server.change({ ...reminder, body: 'theirs' });
    assert.equal(await save('mine', modifiedAt), 'conflict');
  });

  it('refuses to write over a change made between the check and the write', async () => {
    const { server, documents, uri, open } = setUp();
    await open();
    server.change({ ...reminder, body: 'theirs' });
    await assert.rejects(documents.write(uri, 'mine'), /not overwritten/);
    assert.equal(body(server), 'theirs');
  });

  it('fails a save in words when the server cannot be reached, and the next one works', async () => {
    const { server, open, save, later } = setUp();
    const { modifiedAt } = await open();
    later();
    server.fail('templates.get', new ClickSendError('unreachable'));
    server.fail('templates.get', new ClickSendError('unreachable'));
    await assert.rejects(save('mine', modifiedAt), /cannot be reached/);
    assert.equal(body(server), reminder.body);
    assert.equal(await save('mine', modifiedAt), 'saved');
  });

  it('takes its own text for no conflict when only the answer to the save was lost', async () => {
    const { server, open, save, later } = setUp();
    const { modifiedAt } = await open();
    server.fail('templates.update', new ClickSendError('outcomeUnknown'));
    later();
    await assert.rejects(save('mine', modifiedAt));
    server.change({ ...reminder, body: 'mine' });
    later();
    assert.equal(await save('mine', modifiedAt), 'saved');
    assert.equal(server.calls.filter((call) => call === 'templates.update').length, 1);
  });

  it('never saves into another account', async () => {
    const { server, services, documents, uri, open } = setUp();
    await open();
    services.session.switchTo({ id: 'live', kind: 'live', username: 'me', label: 'me' });
    await assert.rejects(documents.write(uri, 'mine'), /another account/);
    assert.equal(body(server), reminder.body);
  });

  it('gives another text of the same length another size, which VS Code looks at too', async () => {
    const { server, documents, uri, open, later } = setUp();
    await open();
    const before = documents.size(uri);
    later();
    await open();
    assert.equal(documents.size(uri), before);
    server.change({ ...reminder, body: reminder.body.toUpperCase() });
    later();
    await open();
    assert.notEqual(documents.size(uri), before);
  });

  it('keeps the time of a text across windows, so that restored text meets no false conflict', async () => {
    const memory = new FakeMemento();
    const { modifiedAt } = await setUp(memory).open();
    const again = setUp(memory);
    again.later();
    assert.equal(await again.save('mine', modifiedAt), 'saved');
  });

  it('says so when the template was deleted, and keeps the document', async () => {
    const { server, open, save, later } = setUp();
    const { modifiedAt } = await open();
    server.rows = [];
    later();
    await assert.rejects(save('mine', modifiedAt), /deleted on ClickSend. Your text is safe/);
  });

  it('reports a template that never was as a file that is not there', async () => {
    const { server, documents, uri } = setUp();
    server.rows = [];
    await assert.rejects(documents.modifiedAt(uri), { code: 'FileNotFound' });
  });

  it('asks the server once for what VS Code asks twice while opening', async () => {
    const { server, open } = setUp();
    assert.equal((await open()).text, reminder.body);
    assert.deepEqual(server.calls, ['templates.get']);
  });

  it('tells open editors of a change that the list or a new look at the window brought', async () => {
    const { server, documents, uri, open, later } = setUp();
    await open();
    workspace.textDocuments = [{ uri } as never];
    const changed: string[] = [];
    documents.onDidChange((each) => changed.push(each.path));
    documents.note([{ ...reminder, body: 'from the list' }], 'sandbox');
    assert.deepEqual(changed, [uri.path]);
    server.change({ ...reminder, body: 'later still' });
    await documents.recheck();
    assert.equal(changed.length, 1, 'checked a moment ago');
    later();
    await documents.recheck();
    assert.equal(changed.length, 2);
    assert.equal(await documents.read(uri), 'later still');
  });
});
