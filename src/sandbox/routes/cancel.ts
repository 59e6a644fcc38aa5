import * as v from 'valibot';
import { deprecatedData, notFound, ok } from '../http/envelope';
import type { Route } from '../http/call';
import { parseBody } from '../http/parseBody';
import type { Account, Message } from '../store/account';
import type { World } from '../world';

const cancelAllDraft = v.object({
  custom_string: v.optional(
    v.nullable(v.union([v.string(), v.pipe(v.number(), v.transform(String))])),
  ),
});

const scheduledOf = (account: Account): readonly Message[] =>
  account.timeline.all().filter((message) => message.isWaiting);

function findScheduled(world: World, account: Account, id: string): Message | undefined {
  if (world.decisions.referenceSamples && /^\{*message_?id\}*$/iu.test(id)) {
    return scheduledOf(account).at(-1);
  }
  const message = world.store.findMessage(id);
  return message?.account === account && message.isWaiting ? message : undefined;
}

/** Cancels; the money comes back, as nothing was sent. */
function cancel({ journeys }: World, messages: readonly Message[]): void {
  if (messages.length > 0) {
    journeys.turn(messages, 'cancelled', 0);
  }
}

export function cancelRoutes(world: World): readonly Route[] {
  const { decisions } = world;
  return [
    {
      method: 'PUT',
      path: '/v3/sms/{message_id}/cancel',
      run: ({ account, params: [id = ''] }) => {
        const message = findScheduled(world, account, id);
        if (message) {
          cancel(world, [message]);
        } else if (decisions.cancelNotPossible === 'notFound') {
          throw notFound('Scheduled sms message not found.');
        }
        return ok('Scheduled sms message has been cancelled.', deprecatedData(decisions));
      },
    },
    {
      method: 'PUT',
      path: '/v3/sms/cancel-all',
      run: ({ account, body }) => {
        const wanted = parseBody(cancelAllDraft, body).custom_string ?? '';
        const messages = scheduledOf(account).filter(
          ({ customString }) => wanted === '' || customString === wanted,
        );
        cancel(world, messages);
        const count = messages.length;
        return ok(`${count} sms messages have been cancelled.`, { count });
      },
    },
  ];
}
