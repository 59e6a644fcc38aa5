import type {
  Currency,
  MessageResult,
  OutgoingMessage,
  SendRequest,
  SendResult,
} from '../../src/sms/resources';

export type Priced = Pick<MessageResult, 'outcome' | 'status' | 'parts' | 'price'>;

export const aud: Currency = { code: 'AUD', prefix: '$', name: 'Australian Dollars' };

/** A part as the sandbox has it, by what a number begins with. */
const partPrices: Readonly<Record<string, number>> = { '+61': 0.0792, '+64': 0.119 };

/** The answer to a request for prices: one part each, accepted, unless told otherwise. */
export function aPricing(
  { messages }: SendRequest,
  differing: (message: OutgoingMessage) => Partial<Priced> = () => ({}),
): SendResult {
  const results = messages.map((message): MessageResult => {
    const to = message.to ?? '';
    const price = partPrices[to.slice(0, 3)] ?? 0.11;
    return {
      outcome: 'accepted',
      status: 'SUCCESS',
      to,
      body: message.body,
      from: '',
      messageId: 'ID',
      parts: 1,
      price,
      customString: message.customString ?? '',
      country: undefined,
      carrier: undefined,
      schedule: undefined,
      ...differing(message),
    };
  });
  const count = results.length;
  const totalPrice = results.reduce((sum, { price }) => sum + (price ?? 0), 0);
  // ClickSend promises no order.
  return {
    totalPrice,
    totalCount: count,
    queuedCount: count,
    blockedCount: 0,
    messages: results.reverse(),
    currency: aud,
  };
}
