import type { Message } from '../store/account';
import { matchingReceiptRules } from '../store/rules';
import type { World } from '../world';
import { magicOf } from './magic';

const replyDelayMs = 1500;

/**
 * What others do when a message gets somewhere: rules push its receipt, and the owner of a magic
 * number answers.
 */
export function reactions(world: () => World) {
  return {
    onReceipt: (message: Message, step: Message['step'], at: number): void => {
      const { account } = message;
      const receipt = { message, messageId: message.id, step, at };
      for (const rule of matchingReceiptRules(account, step, 'URL')) {
        const { action_address, receipt_rule_id } = rule;
        world().postman.pushReceipt(account, receipt, action_address, receipt_rule_id);
      }
    },
    onArrival: (message: Message, atMs: number): void => {
      const { decisions, clock, inbox, store } = world();
      const replies = decisions.magicNumbers ? (magicOf(message.to).replies ?? []) : [];
      for (const [index, body] of replies.entries()) {
        clock.at(atMs + replyDelayMs * (index + 1), (dueMs) => {
          if (store.messageAt(message.seq) !== message) {
            return;
          }
          const at = Math.floor(dueMs / 1000);
          inbox.receive(message.account, { from: message.to, body, original: message, at });
        });
      }
    },
  };
}
