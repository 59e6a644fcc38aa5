import { parsePush } from '../../../sms/webhooks/parsedPush';
import type { ParsedPush } from '../../../sms/webhooks/parsedPush';
import type { RawPush } from '../../../sms/webhooks/rawPush';
import type { CaughtPush } from './caughtPush';

const known = new WeakMap<RawPush, ParsedPush>();

/** A caught push, read once however often its row is drawn. */
export function parsed({ raw }: CaughtPush): ParsedPush {
  const before = known.get(raw);
  if (before) {
    return before;
  }
  const now = parsePush(raw);
  known.set(raw, now);
  return now;
}
