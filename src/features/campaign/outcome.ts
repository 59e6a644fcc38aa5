import { outcomeOf } from '../../sms/outcome';
import type { Outcome } from '../../sms/outcome';
import type { Campaign } from './shelf';

/** How a campaign came out, or comes out so far. */
export function campaignOutcome({ summary, state }: Pick<Campaign, 'summary' | 'state'>): Outcome {
  const { counts, refusals, undelivered, cancelled, isCancelled } = summary;
  const isSending = state === 'running' || state === 'runningElsewhere';
  return outcomeOf({
    accepted: counts.accepted - cancelled + counts.markedSent,
    refusals,
    // What is being sent has no answer yet, and is to have one.
    unknown: isSending ? 0 : counts.unsure + counts.absent,
    undelivered,
    withheld: counts.markedNotSent + cancelled + (isCancelled ? counts.waiting : 0),
  });
}
