import type { Contact } from '../store/kept';

export interface DemoMessage {
  readonly to: string;
  readonly body: string;
  readonly outcome: string;
  /** Negative for what is still to come. */
  readonly hoursAgo: number;
  readonly customString?: string;
}

export interface DemoReply {
  readonly from: string;
  readonly body: string;
  readonly hoursAgo: number;
  readonly isUnprompted?: boolean;
}

export const demoTemplates = [
  {
    template_name: 'Appointment reminder',
    body: 'Hi (First Name), your appointment is on {{date}} at {{time}}. Reply YES to confirm.',
  },
  {
    template_name: 'Order shipped',
    body: 'Good news (First Name)! Order {{order}} is on its way and arrives {{day}}.',
  },
  {
    template_name: 'Verification code',
    body: 'Your verification code is {{code}}. It expires in 10 minutes.',
  },
  {
    template_name: 'Holiday greeting 🎄',
    body: 'Happy holidays from all of us! 漢字 and emoji make this Unicode. 🎉\r\nReply STOP to opt out.',
  },
] as const;

const person = (
  first_name: string,
  last_name: string,
  phone_number: string,
  custom_1: string,
): Partial<Contact> => ({
  first_name,
  last_name,
  phone_number,
  custom_1,
  email: `${first_name.toLowerCase()}@example.com`,
});

/** Their last digits say how a message to them goes: docs/sandbox.md. */
export const demoContacts: Readonly<Record<string, readonly Partial<Contact>[]>> = {
  Customers: [
    person('Ada', 'Lovelace', '+61400000201', 'Gold'),
    person('Grace', 'Hopper', '+61400100201', 'Silver'),
    person('Alan', 'Turing', '+61400200312', 'Gold'),
    person('Katherine', 'Johnson', '+12025550201', 'Silver'),
    person('Tim', 'Berners-Lee', '+447400000201', 'Bronze'),
  ],
  Staff: [
    person('Margaret', 'Hamilton', '+61400000701', 'Shift lead'),
    person('Linus', 'Torvalds', '+61400300201', 'Night shift'),
  ],
};

export const demoHistory: readonly DemoMessage[] = [
  {
    to: '+61400000201',
    body: 'Hi Ada, your appointment is on Monday at 10:30. Reply YES to confirm.',
    outcome: 'delivered',
    hoursAgo: 75,
    customString: 'appointment-1041',
  },
  {
    to: '+61400100201',
    body: 'Hi Grace, your order 7731 is on its way and arrives tomorrow.',
    outcome: 'delivered',
    hoursAgo: 52,
    customString: 'order-7731',
  },
  {
    to: '+61400200312',
    body: 'Hi Alan, your order 7740 is on its way and arrives tomorrow.',
    outcome: 'failed-12',
    hoursAgo: 51.5,
    customString: 'order-7740',
  },
  {
    to: '+12025550201',
    body: 'Your verification code is 482913. It expires in 10 minutes.',
    outcome: 'delivered',
    hoursAgo: 30,
  },
  {
    to: '+447400000201',
    body: 'Cheers for your feedback – we have read every word of it. 🙏',
    outcome: 'delivered',
    hoursAgo: 27,
  },
  {
    to: '+61400000319',
    body: 'FREE $$$ winner winner. This one is caught by a spam filter.',
    outcome: 'failed-19',
    hoursAgo: 25,
  },
  {
    to: '+61411111111',
    body: "To one of ClickSend's own test numbers: nothing is sent or charged.",
    outcome: 'test',
    hoursAgo: 6,
  },
  {
    to: '+61400300201',
    body: 'Can you take the late shift on Friday?',
    outcome: 'delivered',
    hoursAgo: 4,
  },
  {
    to: '+61400000200',
    body: 'This one has been handed to the network, and no final receipt has come yet.',
    outcome: 'sent',
    hoursAgo: 1,
  },
];

export const demoReplies: readonly DemoReply[] = [
  { from: '+61400000201', body: 'YES', hoursAgo: 74 },
  { from: '+61400100201', body: 'Great, thanks! Can you leave it at the door?', hoursAgo: 51 },
  { from: '+61400300201', body: 'Sure, see you Friday 👍', hoursAgo: 3.5 },
  {
    from: '+61400900201',
    body: 'Hello, are you open on Sunday?',
    hoursAgo: 2,
    isUnprompted: true,
  },
];

export const demoScheduled: readonly DemoMessage[] = [
  {
    to: '+61400000201',
    body: 'Hi Ada, we look forward to seeing you tomorrow at 10:30.',
    outcome: 'delivered',
    hoursAgo: -20,
    customString: 'appointment-1041',
  },
  {
    to: '+61400100201',
    body: 'Hi Grace, how was your delivery? Reply with 1 to 5.',
    outcome: 'delivered',
    hoursAgo: -46,
    customString: 'survey',
  },
];
