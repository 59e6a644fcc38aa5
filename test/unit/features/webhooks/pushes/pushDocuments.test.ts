import assert from 'node:assert/strict';
import {
  editableText,
  EditedPushes,
  editUri,
  PushDocuments,
  pushIdOf,
  pushUri,
  readEdited,
} from '../../../../../src/features/webhooks/pushes/pushDocuments';
import { parsed } from '../../../../../src/features/webhooks/pushes/parsed';
import { PushStore } from '../../../../../src/features/webhooks/pushes/pushStore';
import { aPush } from '../../../../support/webhooks';

describe('documents of pushes', () => {
  const push = aPush({ form: 'json' });
  const store = new PushStore(undefined);
  store.add(push);

  it('show all that is known of a push', async () => {
    const text = await new PushDocuments(store).read(pushUri(push));
    const shown = JSON.parse(text) as Record<string, unknown>;
    assert.equal(shown['kind'], 'receipt');
    assert.equal((shown['fields'] as Record<string, unknown>)['status_code'], '201');
    assert.deepEqual(shown['request'], { ...push.raw, headers: {} });
    assert.equal(shown['received'], '2024-08-02T02:23:32.500Z');
  });

  it('start an edit with the push as it was, and keep what is saved', async () => {
    const edits = new EditedPushes(store);
    const uri = editUri(push);
    assert.equal(pushIdOf(uri), push.id);
    assert.match(uri.path, /\.push\.json$/);
    const text = await edits.read(uri);
    assert.deepEqual(readEdited(text), { form: 'json', fields: parsed(push).fields });
    const changed = text.replace('201', '301');
    await edits.write(uri, changed);
    assert.equal(await edits.read(uri), changed);
    assert.ok(edits.modifiedAt(uri) > 0);
  });

  it('are not found once the push is gone', async () => {
    await assert.rejects(new PushDocuments(store).read(editUri(aPush())));
  });
});

describe('readEdited', () => {
  for (const [text, problem] of [
    ['{', 'notJson'],
    ['[]', 'fields'],
    ['{"sendAs":"form"}', 'fields'],
    ['{"sendAs":"xml","fields":{}}', 'sendAs'],
    ['{"sendAs":"form","fields":[]}', 'fields'],
    ['{"sendAs":"form","fields":{"a":{}}}', 'fields'],
    ['{"sendAs":"form","fields":{"a":[1]}}', 'fields'],
  ] as const) {
    it(`refuses ${text}: ${problem}`, () => {
      assert.equal(readEdited(text), problem);
    });
  }

  it('reads back what it was given', () => {
    const push = aPush();
    assert.deepEqual(readEdited(editableText(push)), {
      form: 'form',
      fields: parsed(push).fields,
    });
  });
});
