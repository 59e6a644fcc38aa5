import { askSenderId } from '../../../platform/ask/sender';
import { goBack, type Answer, type Frame } from '../../../platform/wizard';
import type { Sender } from '../../../sms/resources';
import type { ComposeState } from '../state';

export interface SenderSources {
  /** ISO 3166-1 alpha-2 country of a number. */
  readonly countryOf: (e164: string) => string | undefined;
  readonly senders: () => Promise<readonly Sender[]>;
}

export async function askSender(
  state: ComposeState,
  frame: Frame,
  { countryOf, senders }: SenderSources,
): Promise<Answer<ComposeState>> {
  const countries = state.numbers.flatMap((number) => countryOf(number) ?? []);
  const from = await askSenderId(frame, { from: state.from, countries, senders });
  return from === goBack ? goBack : { ...state, from };
}
