import { accountFacts } from '../../platform/accountFacts';
import { mostParts, shorten, type Shortened } from '../../sms/longestMessage';
import { measure } from '../../sms/parts';
import type { Money } from '../../sms/price';
import type { SendResult } from '../../sms/resources';
import type { ComposeClient } from './services';
import { messagesOf, type ComposeState } from './state';

/** What would be sent, and what it costs. */
export interface Quote {
  /** With the bodies as they go out. */
  readonly state: ComposeState;
  /** The bodies that are longer than the account sends. */
  readonly cuts: readonly Shortened[];
  readonly result: SendResult;
  readonly balance: Money | undefined;
}

/** Asks for the price of what would go out; of a text that is too long, the price of what is left. */
export async function askQuote(
  state: ComposeState,
  client: ComposeClient,
  signal: AbortSignal,
): Promise<Quote> {
  const priceOf = (priced: ComposeState) =>
    client.messages.price(
      { messages: messagesOf(priced), shortenUrls: priced.shortenUrls },
      { signal },
    );
  const [{ balance, maxParts }, result] = await Promise.all([
    accountFacts(client, signal),
    priceOf(state),
  ]);
  const cuts = state.bodies.map((body) => shorten(body, longest(body, maxParts, result)));
  if (!cuts.some(Boolean)) {
    return { state, cuts: [], result, balance };
  }
  const bodies = state.bodies.map((body, index) => cuts[index]?.text ?? body);
  const short = { ...state, bodies };
  return {
    state: short,
    cuts: cuts.filter((cut) => cut !== undefined),
    result: await priceOf(short),
    balance,
  };
}

/** Where the account does not say it, a price for fewer parts than the text has gives it away. */
function longest(body: string, maxParts: number | undefined, { messages }: SendResult): number {
  if (maxParts !== undefined) {
    return maxParts;
  }
  const { parts } = measure(body);
  const priced = messages.find((message) => body.startsWith(message.body) && message.parts)?.parts;
  return priced !== undefined && priced < parts ? priced : mostParts;
}
