import assert from 'node:assert/strict';
import { appendFile, chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Delivery } from '../../../../../src/features/webhooks/pushes/caughtPush';
import { PushFile } from '../../../../../src/features/webhooks/pushes/pushFile';
import { PushStore } from '../../../../../src/features/webhooks/pushes/pushStore';
import { aPush } from '../../../../support/webhooks';

const delivery: Delivery = {
  kind: 'forward',
  url: 'http://localhost:3000/hook',
  at: 1,
  durationMs: 12,
  answer: { status: 500, contentType: 'text/plain', excerpt: 'boom' },
};

describe('PushStore', () => {
  let folder: string;
  let file: string;
  let failures: unknown[];

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'clicksend-pushes-'));
    file = path.join(folder, 'webhooks', 'pushes.jsonl');
    failures = [];
  });

  const opened: PushStore[] = [];

  afterEach(async () => {
    for (const store of opened.splice(0)) {
      store.dispose();
    }
    await rm(folder, { recursive: true, force: true });
  });

  const open = (limits = {}) => {
    const onDisk = new PushFile(file, (error) => failures.push(error), 60_000);
    const store = new PushStore(onDisk, limits);
    opened.push(store);
    return { store, onDisk };
  };

  const reopened = async (limits = {}) => {
    const { store } = open(limits);
    await store.load();
    return store.all();
  };

  it('has pushes and what the app answered again after a reload', async () => {
    const { store } = open();
    const push = aPush();
    store.add(push);
    store.addDelivery(push.id, delivery);
    store.dispose();
    assert.deepEqual(await reopened(), [{ ...push, deliveries: [delivery] }]);
  });

  it('is for nobody else to read, an older file included', async function () {
    if (process.platform === 'win32') {
      this.skip();
    }
    const modes = async () => [
      ((await stat(path.dirname(file))).mode & 0o777).toString(8),
      ((await stat(file)).mode & 0o777).toString(8),
    ];
    const { store, onDisk } = open();
    store.add(aPush());
    await onDisk.flush();
    assert.deepEqual(await modes(), ['700', '600']);
    await onDisk.rewrite(() => store.all());
    assert.deepEqual(await modes(), ['700', '600']);
    await chmod(file, 0o644);
    await reopened();
    assert.deepEqual(await modes(), ['700', '600']);
  });

  it('writes what is left when the window closes', async () => {
    const { store, onDisk } = open();
    const [first, second] = [aPush(), aPush()];
    store.add(first);
    await onDisk.flush();
    store.add(second);
    store.dispose();
    assert.deepEqual(await reopened(), [first, second]);
    assert.deepEqual(failures, []);
  });

  it('keeps the newest only, in memory and after a reload', async () => {
    const { store, onDisk } = open({ pushes: 3 });
    const pushes = Array.from({ length: 5 }, () => aPush());
    pushes.forEach((push) => {
      store.add(push);
    });
    assert.deepEqual(store.all(), pushes.slice(-3));
    await onDisk.flush();
    assert.deepEqual(await reopened({ pushes: 3 }), pushes.slice(-3));
  });

  it('keeps fewer when they are large', () => {
    const { store } = open({ size: 10_000 });
    for (let n = 0; n < 10; n += 1) {
      store.add(
        aPush({ raw: { method: 'POST', query: '', contentType: '', body: 'x'.repeat(3000) } }),
      );
    }
    assert.equal(store.count, 2);
  });

  it('rewrites the file when it has grown, and loses nothing that is kept', async () => {
    const { store, onDisk } = open({ pushes: 5, size: 5000 });
    const pushes = Array.from({ length: 40 }, () => aPush());
    for (const push of pushes) {
      store.add(push);
      await onDisk.flush();
    }
    await onDisk.flush();
    const size = (await readFile(file, 'utf8')).length;
    assert.ok(size <= 11_000, `${size}`);
    assert.deepEqual(await reopened({ pushes: 5, size: 5000 }), store.all());
    assert.deepEqual(store.all(), pushes.slice(-store.count));
  });

  it('survives a torn last line and lines that are something else', async () => {
    const { store, onDisk } = open();
    const [first, second] = [aPush(), aPush()];
    store.add(first);
    await onDisk.flush();
    const strange = [
      '{}',
      'null',
      '[1]',
      '{"push":{"id":7}}',
      '{"id":"x","delivery":{}}',
      '\u0000',
    ];
    await appendFile(file, `${strange.join('\n')}\n{"push":{"id":"torn","rec`);
    const again = open();
    await again.store.load();
    assert.deepEqual(again.store.all(), [first]);
    again.store.add(second);
    await again.onDisk.flush();
    assert.deepEqual(await reopened(), [first, second]);
  });

  it('takes a file that is no text at all for empty', async () => {
    const { store, onDisk } = open();
    store.add(aPush());
    await onDisk.flush();
    await writeFile(file, Buffer.from(Array.from({ length: 5000 }, (_, n) => (n * 7919) % 256)));
    assert.deepEqual(await reopened(), []);
  });

  it('keeps what was caught while the old ones were being read', async () => {
    const { store, onDisk } = open();
    const [old, fresh] = [aPush(), aPush()];
    store.add(old);
    await onDisk.flush();
    const again = open();
    const loading = again.store.load();
    again.store.add(fresh);
    await loading;
    assert.deepEqual(again.store.all(), [old, fresh]);
  });

  it('forgets everything when cleared', async () => {
    const { store, onDisk } = open();
    store.add(aPush());
    await onDisk.flush();
    store.add(aPush());
    await store.clear();
    assert.equal(store.count, 0);
    assert.deepEqual(await reopened(), []);
  });

  it('works in memory where there is no place for files', async () => {
    const store = new PushStore(undefined);
    await store.load();
    const push = aPush();
    store.add(push);
    assert.equal(store.find(push.id), push);
  });
});
