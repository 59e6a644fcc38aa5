import type { Step } from '../../../platform/wizard';
import { defaultCountry } from '../../../platform/defaultCountry';
import type { MessageDraft } from '../../../sms/draft';
import type { ComposeClient } from '../services';
import type { Purpose } from '../flow';
import type { Memory } from '../memory';
import type { ComposeState } from '../state';
import { askExtras } from './extras';
import { askMoment } from './moment';
import { askRecipients } from './recipients';
import { askSender } from './sender';

/** Steps for what the draft leaves open. A price needs recipients only. */
export async function stepsFor(
  draft: MessageDraft,
  purpose: Purpose,
  client: ComposeClient,
  memory: Memory,
): Promise<readonly Step<ComposeState>[]> {
  const recipients = draft.to === undefined && draft.listId === undefined;
  const first = recipients ? [await recipientStep(client, memory)] : [];
  if (purpose === 'price') {
    return first;
  }
  const senders = draft.from === undefined ? client.listSenders() : Promise.resolve([]);
  senders.catch(() => undefined);
  const { readMoment } = await import('../moments');
  return [
    ...first,
    ...(draft.from === undefined
      ? [
          (state: ComposeState, frame: Parameters<typeof askSender>[1]) =>
            askSender(state, frame, senders),
        ]
      : []),
    ...(draft.schedule === undefined
      ? [
          (state: ComposeState, frame: Parameters<typeof askMoment>[1]) =>
            askMoment(state, frame, readMoment),
        ]
      : []),
    ...(draft.customString === undefined ? [askExtras] : []),
  ];
}

async function recipientStep(client: ComposeClient, memory: Memory): Promise<Step<ComposeState>> {
  const [{ parsePastedNumbers }, country] = await Promise.all([
    import('../../../sms/numbers/pastedNumbers'),
    defaultCountry(client),
  ]);
  const lists = client
    .listContactLists({ pageSize: 100 })
    .then(({ items }) => items.filter(({ contactCount }) => contactCount > 0));
  lists.catch(() => undefined);
  return (state, frame) =>
    askRecipients(state, frame, {
      parse: (text) => parsePastedNumbers(text, { defaultCountry: country }),
      recent: memory.recent,
      lists,
    });
}
