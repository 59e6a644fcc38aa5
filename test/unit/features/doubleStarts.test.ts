import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { registerCompose } from '../../../src/features/compose/index';
import { openHistory } from '../../../src/features/history/history';
import { openInbound } from '../../../src/features/inbound/inbound';
import { openTemplates } from '../../../src/features/templates/templates';
import { aMessage, anInbound, someMoment } from '../../support/messages';
import { treeHost } from '../../support/treeHost';
import { host, settle } from '../../support/vscode';
import { FakeHistoryClient, historyServices } from './history/fakeHistory';
import { FakeInboundClient, inboundServices } from './inbound/fakeInbound';
import { FakeMemento, FakeTemplateServer, fakeServices, reminder } from './templates/fakeTemplates';

const composed = () => host.executed.filter(({ id }) => id === '_clicksend.message.compose').length;

/** Stands for the questions that the first start still asks. */
function holdCompose(): () => void {
  let end: () => void = () => undefined;
  const asking = new Promise<void>((resolve) => {
    end = resolve;
  });
  vscode.commands.registerCommand('_clicksend.message.compose', () => asking);
  return end;
}

/** As a double click does: the second starts before anything of the first was shown. */
const twice = async (id: string, ...args: readonly unknown[]) => {
  const handler = host.commands.get(id)!;
  const both = [handler(...args), handler(...args)];
  await settle();
  return both;
};

/** The command starts once, and once more when that has ended. */
async function startsOnce(id: string, ...args: readonly unknown[]): Promise<void> {
  const end = holdCompose();
  const both = await twice(id, ...args);
  assert.equal(composed(), 1, `${id} started twice`);
  end();
  await Promise.all(both);
  await host.commands.get(id)!(...args);
  assert.equal(composed(), 2, `${id} never starts again`);
}

describe('a double start', () => {
  let opened: vscode.Disposable | undefined;

  afterEach(() => {
    opened?.dispose();
    opened = undefined;
  });

  beforeEach(() => {
    host.reset();
    host.settings.set('clicksend.inbound.pollInterval', 0);
    host.onInput = () => 'Thanks';
  });

  describe('in History', () => {
    const scheduled = aMessage({ status: 'Scheduled', schedule: someMoment + 86_400 });
    const row = { kind: 'item', item: scheduled };

    beforeEach(() => {
      const { services } = historyServices(new FakeHistoryClient([scheduled]));
      opened = openHistory(services, treeHost('clicksend.history'));
    });

    it('sends once again', () => startsOnce('clicksend.message.sendAgain', row));
    it('reschedules once', () => startsOnce('clicksend.message.reschedule', row));
    it('replies once', () => startsOnce('clicksend.message.reply', row));

    it('does not send again what is being rescheduled', async () => {
      holdCompose();
      void host.commands.get('clicksend.message.reschedule')!(row);
      void host.commands.get('clicksend.message.sendAgain')!(row);
      await settle();
      assert.equal(composed(), 1);
    });
  });

  it('in Inbound replies once', async () => {
    const message = anInbound();
    const { services } = inboundServices(new FakeInboundClient([message]));
    opened = openInbound(services, treeHost('clicksend.inbound'));
    await startsOnce('clicksend.inbound.reply', { kind: 'item', item: { kind: 'reply', message } });
  });

  it('in Templates sends once', async () => {
    opened = openTemplates(
      fakeServices(new FakeTemplateServer([reminder])),
      treeHost('clicksend.templates'),
    );
    await startsOnce('clicksend.template.send', { kind: 'item', item: reminder });
  });

  describe('of a message', () => {
    let storage: string;
    let release: () => void;

    beforeEach(async () => {
      storage = await mkdtemp(path.join(tmpdir(), 'double-'));
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      const { services } = historyServices(new FakeHistoryClient([]));
      const refuse = () => Promise.reject(new Error('down'));
      opened = registerCompose({
        ...services,
        session: {
          ...services.session,
          client: async () => {
            asked++;
            await held;
            return {
              account: { get: refuse },
              senders: { list: refuse },
              contactLists: { list: refuse },
            } as never;
          },
        },
        sends: { fire: () => undefined },
        memory: new FakeMemento(),
        storage: vscode.Uri.file(storage),
      });
      asked = 0;
    });

    afterEach(async () => {
      release();
      await rm(storage, { recursive: true, force: true });
    });

    let asked: number;
    const loaded = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

    it('from another command asks once', async () => {
      const draft = { bodies: ['Hi'], to: ['+61411111111'], from: '', schedule: 0 };
      void twice('_clicksend.message.compose', draft, 'send');
      for (let turn = 0; turn < 100 && asked === 0; turn++) {
        await loaded();
      }
      await settle();
      assert.equal(asked, 1);
      void twice('_clicksend.message.compose', { ...draft, bodies: ['Another'] }, 'send');
      await settle();
      assert.equal(asked, 2, 'another text is another message');
    });

    it('from the palette asks once', async () => {
      void twice('clicksend.message.send');
      for (let turn = 0; turn < 100 && asked === 0; turn++) {
        await loaded();
      }
      await settle();
      assert.equal(asked, 1);
    });
  });
});
