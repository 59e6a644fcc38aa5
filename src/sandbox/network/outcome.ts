/** How far a message has come. `code` is ClickSend's `status_code`, `error` its gateway code. */
export interface Step {
  readonly status: string;
  readonly code: number | undefined;
  readonly error: number | undefined;
  /** Whether the network reports it: a delivery receipt is made. */
  readonly receipt: boolean;
  /** Which delay passes before it. */
  readonly after: 'none' | 'send' | 'delivery';
}

/** What becomes of a message, from its acceptance on. */
export interface Outcome {
  readonly name: string;
  readonly steps: readonly Step[];
}

/** Texts of the gateway's error codes (docs/clicksend-facts.md, 4, shortened). */
const errorTexts: Readonly<Record<number, string>> = {
  5: 'Message was cancelled.',
  7: 'Unknown failure.',
  8: 'Unknown subscriber.',
  9: 'Unidentified subscriber or routing.',
  10: 'Illegal subscriber, or message filtered.',
  11: 'SMS is not supported by the subscriber.',
  12: 'Subscriber has been absent for 12 hours or more.',
  13: 'Memory of the handset is full.',
  14: 'Network error or congestion.',
  15: 'Rejected by the network.',
  16: 'Temporary failure, will be retried.',
  17: 'Timed out.',
  18: 'Routing error.',
  19: 'Rejected by anti-spam.',
  20: 'Delivery receipt expired.',
};

export const errorText = (error: number | undefined): string | null =>
  error === undefined ? null : (errorTexts[error] ?? 'Unknown failure.');

const step = (
  status: string,
  code: number | undefined,
  after: Step['after'],
  rest: { error?: number; receipt?: boolean } = {},
): Step => ({ status, code, error: rest.error, receipt: rest.receipt ?? false, after });

const queued = step('Queued', 200, 'none');
const handedOver = step('Sent', 200, 'send', { receipt: true });
const arrived = step('Sent', 201, 'delivery', { receipt: true });
const failed = (error: number): Step => step('Failed', 301, 'delivery', { error, receipt: true });
const retrying = step('Failed', 300, 'delivery', { error: 16, receipt: true });

export const failureCodes = [7, 8, 9, 10, 11, 12, 13, 14, 15, 17, 18, 19, 20] as const;

const all: readonly Outcome[] = [
  { name: 'delivered', steps: [queued, handedOver, arrived] },
  { name: 'sent', steps: [queued, handedOver] },
  { name: 'temporary', steps: [queued, handedOver, retrying, arrived] },
  { name: 'temporary-expired', steps: [queued, handedOver, retrying, failed(20)] },
  { name: 'silent', steps: [queued, step('Completed', undefined, 'send')] },
  {
    name: 'approval',
    steps: [step('WaitApproval', 200, 'none'), { ...handedOver, after: 'delivery' }, arrived],
  },
  {
    name: 'cancelled-after-review',
    steps: [step('WaitApproval', 200, 'none'), step('CancelledAfterReview', undefined, 'delivery')],
  },
  ...failureCodes.map((code) => ({
    name: `failed-${code}`,
    steps: [queued, handedOver, failed(code)],
  })),
  // The vendor's test numbers: in history at once as Completed, and never a receipt.
  { name: 'test', steps: [step('Completed', undefined, 'none')] },
  { name: 'cancelled', steps: [step('Cancelled', 301, 'none', { error: 5 })] },
  { name: 'received', steps: [step('Received', undefined, 'none')] },
];

const byName = new Map(all.map((outcome) => [outcome.name, outcome]));

/** What a scheduled message is until its time comes. */
export const scheduledStep = step('Scheduled', 200, 'none');

/** An outcome that is known to exist, because the sandbox itself wrote its name. */
export function outcomeNamed(name: string): Outcome {
  const outcome = byName.get(name);
  if (!outcome) {
    throw new Error(`No outcome is called ${name}`);
  }
  return outcome;
}

/** Outcomes that a person may force or set as the default. */
export const outcomeNames: readonly string[] = all
  .map(({ name }) => name)
  .filter((name) => !['test', 'cancelled', 'received'].includes(name));

/** Text of a status in history. */
export function statusText({ status, code, error }: Step): string | null {
  if (code === undefined) {
    return null;
  }
  if (error !== undefined) {
    return errorText(error);
  }
  if (code === 201) {
    return 'Message delivered to the handset';
  }
  if (status === 'Queued') {
    return 'Message is waiting for delivery';
  }
  if (status === 'Scheduled') {
    return 'Message is scheduled';
  }
  if (status === 'WaitApproval') {
    return 'Message is waiting for approval';
  }
  return 'Message handed to the network';
}

/** Text of a status in a delivery receipt, which words it differently from history. */
export function receiptText(step: Step): string {
  if (step.code === 201) {
    return 'Success: Message received on handset.';
  }
  if (step.code === 200) {
    return 'Success: Message sent to network.';
  }
  return step.code === 300
    ? 'Temporary failure: Message delivery will be retried.'
    : 'Failure: Message was not delivered.';
}
