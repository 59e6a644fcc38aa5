import path from 'node:path';
import { writeFileSync } from 'node:fs';
import { makeClient, type ClickSendClient } from '../../../src/api/client';
import { hasPollRule } from '../../../src/features/inbound/pollRule';
import type { HistoryMessage } from '../../../src/sms/resources';
import { Position, Range, Uri, window, workspace } from '../../support/vscode';
import type { ClickOrder, SceneName } from './order';

/** A command as it is pressed: its id, then what a row or a menu hands to it. */
export type Press = readonly [id: string, ...args: readonly unknown[]];

const item = (of: unknown) => ({ kind: 'item', item: of });

/** An editor with a document of which nothing is selected. */
function openEditor(uri: Uri, languageId: string, text: string) {
  const document = {
    uri,
    languageId,
    version: 1,
    isDirty: false,
    getText: () => text,
    positionAt: (at: number) => {
      const before = text.slice(0, at).split('\n');
      return new Position(before.length - 1, before.at(-1)?.length ?? 0);
    },
  };
  window.activeTextEditor = { document, selections: [new Range(0, 0, 0, 0)] };
  workspace.textDocuments = [document];
}

/** The same sandbox account that the window works with. */
class Api {
  private readonly client: ClickSendClient;

  constructor(private readonly order: ClickOrder) {
    this.client = makeClient({
      baseUrl: `http://127.0.0.1:${order.sandboxPort}`,
      username: 'sandbox',
      apiKey: 'sandbox',
    });
  }

  async message(schedule?: number): Promise<HistoryMessage> {
    const { to, body } = this.order;
    await this.client.messages.send({ messages: [{ source: 'test', to, body, schedule }] });
    const { items } = await this.client.history.list({ filter: { to }, pageSize: 1 });
    return items[0]!;
  }

  async reply() {
    const { sandboxPort, to } = this.order;
    if (!(await hasPollRule(this.client))) {
      await this.client.inboundRules.create({
        name: 'Torture',
        dedicatedNumber: '*',
        searchType: 0,
        searchTerm: '',
        action: 'POLL',
        actionAddress: '',
        enabled: true,
      });
    }
    const { messageId: message_id } = await this.message();
    await fetch(`http://127.0.0.1:${sandboxPort}/_sandbox/reply`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ message_id, body: 'Hello' }),
    });
    const { items } = await this.client.inbound.list({ pageSize: 100 });
    return items.find(({ from }) => from === to)!;
  }

  template() {
    return this.client.templates.create({ name: `To ${this.order.to}`, body: this.order.body });
  }
}

/** Prepares what is then pressed, one after the other, in a hurry. */
type Scene = (order: ClickOrder, api: Api) => Promise<readonly Press[]>;

const onCampaign =
  (id: string): Scene =>
  ({ campaignId }) =>
    Promise.resolve([[id, { kind: 'campaign', campaign: { id: campaignId } }]]);

const tomorrow = () => Math.floor(Date.now() / 1000) + 86_400;

export const scenes: Readonly<Record<SceneName, Scene>> = {
  startTable: ({ csv }) => Promise.resolve([['clicksend.campaign.start', Uri.file(csv)]]),
  sendDocument: ({ csv, body }) => {
    const file = path.join(path.dirname(csv), 'reminder.sms');
    const text = `---\nrecipients: ${path.basename(csv)}\n---\n${body}`;
    writeFileSync(file, text);
    const uri = Uri.file(file);
    openEditor(uri, 'sms', text);
    return Promise.resolve([['clicksend.document.send'], ['clicksend.campaign.start']]);
  },
  runSource: ({ csv, body }) => {
    const recipients = { kind: 'file', uri: Uri.file(csv).toString() };
    const source = { name: 'reminder.sms', body, recipients, from: '' };
    return Promise.resolve([['_clicksend.campaign.run', source]]);
  },
  resume: onCampaign('clicksend.campaign.resume'),
  retryRejected: onCampaign('clicksend.campaign.retryRejected'),
  sendUndecided: onCampaign('clicksend.campaign.reconcile'),
  sendLate: onCampaign('clicksend.campaign.resume'),
  sendSelection: ({ body }) => {
    openEditor(Uri.file('/note.txt'), 'plaintext', body);
    return Promise.resolve([['clicksend.message.send']]);
  },
  sendAgain: async (_, api) => [['clicksend.message.sendAgain', item(await api.message())]],
  reschedule: async (_, api) => [
    ['clicksend.message.reschedule', item(await api.message(tomorrow()))],
  ],
  reply: async (_, api) => {
    const message = await api.reply();
    return [['clicksend.inbound.reply', item({ kind: 'reply', message })]];
  },
  replyInHistory: async (_, api) => [['clicksend.message.reply', item(await api.message())]],
  sendTemplate: async (_, api) => [['clicksend.template.send', item(await api.template())]],
  rescheduleAndAgain: async (_, api) => {
    const message = item(await api.message(tomorrow()));
    return [
      ['clicksend.message.reschedule', message],
      ['clicksend.message.sendAgain', message],
    ];
  },
};

export const prepare = (order: ClickOrder): Promise<readonly Press[]> =>
  scenes[order.scene](order, new Api(order));
