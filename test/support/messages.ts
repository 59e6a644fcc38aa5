import type { HistoryMessage, InboundMessage } from '../../src/sms/resources';

/** 2026-11-23 10:00 in the zone the tests run in. */
export const someMoment = new Date(2026, 10, 23, 10).getTime() / 1000;

export function aMessage(change: Partial<HistoryMessage> = {}): HistoryMessage {
  return {
    messageId: '1F0C8A5E-0000-6000-8000-000000000001',
    direction: 'out',
    date: someMoment,
    to: '+61411111111',
    from: '+61422222222',
    body: 'Your appointment is tomorrow',
    status: 'Sent',
    statusCode: '201',
    statusText: 'Message delivered to the handset',
    errorCode: undefined,
    errorText: undefined,
    schedule: undefined,
    parts: 1,
    price: 0.0792,
    customString: undefined,
    listId: undefined,
    subaccountId: undefined,
    userId: undefined,
    country: 'AU',
    carrier: undefined,
    firstName: undefined,
    lastName: undefined,
    fromEmail: undefined,
    apiUsername: undefined,
    raw: { raw: true },
    ...change,
  };
}

export function anInbound(change: Partial<InboundMessage> = {}): InboundMessage {
  return {
    messageId: 'A1D2C3F4-0000-4000-8000-000000000001',
    originalMessageId: '1F0C8A5E-0000-6000-8000-000000000001',
    originalBody: 'Your appointment is tomorrow',
    from: '+61411111111',
    to: '+61422222222',
    body: 'Yes, thank you',
    timestamp: someMoment,
    customString: undefined,
    keyword: 'yes',
    raw: { raw: true },
    ...change,
  };
}

/** What an SMS can hold that is not meant to be only read. */
export const hostileBodies = {
  commandLink:
    '[Win a prize](command:workbench.action.terminal.new) $(trash) <img src=x onerror=1>',
  html: '<a href="command:x">click</a><script>alert(1)</script>',
  controls: 'before\u0000\u0007\u001b[31mred\u0085\u2028after',
  rightToLeft: 'invoice\u202Efdp.exe\u2066 \u200b\ufeff',
  long: 'x'.repeat(10_000),
} as const;
