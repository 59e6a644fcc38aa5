/**
 * What ClickSend says became of a message, as data. All three sets are open: the vendor has added
 * values before, so every lookup can miss, and a miss is to be shown verbatim.
 */

export type Severity = 'none' | 'info' | 'warning' | 'error';

interface Meaning<Reason extends string> {
  readonly reason: Reason;
  readonly severity: Severity;
}

export type DeliveryCodeReason =
  'onItsWay' | 'delivered' | 'temporaryFailure' | 'failed' | 'temporaryRoutingFailure';

/** Where a message stands, whichever field said so. */
export type DeliveryState =
  'scheduled' | 'pending' | 'delivered' | 'retrying' | 'failed' | 'cancelled' | 'received';

interface DeliveryCode extends Meaning<DeliveryCodeReason> {
  readonly state: DeliveryState;
}

/**
 * `status_code` of receipts and history. The vendor's older table calls 300 permanent; the newer one
 * retries it, and a code held for final too early hides a delivery.
 */
export const deliveryCodes = {
  '200': { reason: 'onItsWay', state: 'pending', severity: 'info' },
  '201': { reason: 'delivered', state: 'delivered', severity: 'none' },
  '300': { reason: 'temporaryFailure', state: 'retrying', severity: 'warning' },
  '301': { reason: 'failed', state: 'failed', severity: 'error' },
  '302': { reason: 'temporaryRoutingFailure', state: 'retrying', severity: 'warning' },
} as const satisfies Record<string, DeliveryCode>;

export type GatewayErrorReason =
  | 'waiting'
  | 'scheduled'
  | 'handedToNetwork'
  | 'deliveredToHandset'
  | 'cancelled'
  | 'waitingForApproval'
  | 'unknownFailure'
  | 'unknownSubscriber'
  | 'unidentifiedSubscriber'
  | 'filtered'
  | 'smsNotSupported'
  | 'absentSubscriber'
  | 'handsetMemoryFull'
  | 'networkCongestion'
  | 'rejectedByNetwork'
  | 'willBeRetried'
  | 'timedOut'
  | 'routingError'
  | 'antiSpam'
  | 'receiptExpired';

/** The vendor's gateway table, `error_code` 1 to 20 (its older numbering). */
export const gatewayErrors = {
  '1': { reason: 'waiting', severity: 'info' },
  '2': { reason: 'scheduled', severity: 'info' },
  '3': { reason: 'handedToNetwork', severity: 'info' },
  '4': { reason: 'deliveredToHandset', severity: 'none' },
  '5': { reason: 'cancelled', severity: 'warning' },
  '6': { reason: 'waitingForApproval', severity: 'info' },
  '7': { reason: 'unknownFailure', severity: 'error' },
  '8': { reason: 'unknownSubscriber', severity: 'error' },
  '9': { reason: 'unidentifiedSubscriber', severity: 'error' },
  '10': { reason: 'filtered', severity: 'error' },
  '11': { reason: 'smsNotSupported', severity: 'error' },
  '12': { reason: 'absentSubscriber', severity: 'error' },
  '13': { reason: 'handsetMemoryFull', severity: 'error' },
  '14': { reason: 'networkCongestion', severity: 'error' },
  '15': { reason: 'rejectedByNetwork', severity: 'error' },
  '16': { reason: 'willBeRetried', severity: 'warning' },
  '17': { reason: 'timedOut', severity: 'error' },
  '18': { reason: 'routingError', severity: 'error' },
  '19': { reason: 'antiSpam', severity: 'error' },
  '20': { reason: 'receiptExpired', severity: 'error' },
} as const satisfies Record<string, Meaning<GatewayErrorReason>>;

interface HistoryMeaning {
  readonly state: DeliveryState;
  readonly severity: Severity;
}

/** `status` of a history row. `Completed` and `Sent` are not yet deliveries. */
export const historyStatuses = {
  Queued: { state: 'pending', severity: 'info' },
  Completed: { state: 'pending', severity: 'info' },
  Scheduled: { state: 'scheduled', severity: 'info' },
  WaitApproval: { state: 'pending', severity: 'warning' },
  Failed: { state: 'failed', severity: 'error' },
  Cancelled: { state: 'cancelled', severity: 'warning' },
  CancelledAfterReview: { state: 'cancelled', severity: 'error' },
  Received: { state: 'received', severity: 'none' },
  Sent: { state: 'pending', severity: 'info' },
} as const satisfies Record<string, HistoryMeaning>;

export type SendStatusReason =
  | 'accepted'
  | 'missingCredentials'
  | 'invalidCredentials'
  | 'accountNotActivated'
  | 'invalidRecipient'
  | 'throttled'
  | 'invalidSenderId'
  | 'insufficientCredit'
  | 'countryNotEnabled'
  | 'registrationNeeded'
  | 'alreadyExists'
  | 'emptyMessage'
  | 'tooManyRecipients'
  | 'missingRequiredFields'
  | 'invalidSchedule'
  | 'noPermissionForList'
  | 'vendorError';

interface SendStatus extends Meaning<SendStatusReason> {
  /** Whether it says for certain that the message was not sent. */
  readonly isRefusal: boolean;
  /** Whether the same message can be accepted later without a change to it. */
  readonly worthRetrying: boolean;
}

const refusal = (reason: SendStatusReason, worthRetrying = false): SendStatus => ({
  reason,
  severity: 'error',
  isRefusal: true,
  worthRetrying,
});

/** It went wrong for ClickSend, or went before: the message may have been sent. */
const doubt = (reason: SendStatusReason): SendStatus => ({
  reason,
  severity: 'error',
  isRefusal: false,
  worthRetrying: false,
});

/** `status` of one message in the answer to send and price; HTTP is 200 for all of them. */
export const sendStatuses = {
  SUCCESS: { reason: 'accepted', severity: 'none', isRefusal: false, worthRetrying: false },
  MISSING_CREDENTIALS: refusal('missingCredentials'),
  INVALID_CREDENTIALS: refusal('invalidCredentials'),
  ACCOUNT_NOT_ACTIVATED: refusal('accountNotActivated'),
  INVALID_RECIPIENT: refusal('invalidRecipient'),
  THROTTLED: refusal('throttled', true),
  INVALID_SENDER_ID: refusal('invalidSenderId'),
  INSUFFICIENT_CREDIT: refusal('insufficientCredit', true),
  COUNTRY_NOT_ENABLED: refusal('countryNotEnabled', true),
  REGISTRATION_NEEDED: refusal('registrationNeeded', true),
  ALREADY_EXISTS: doubt('alreadyExists'),
  EMPTY_MESSAGE: refusal('emptyMessage'),
  TOO_MANY_RECIPIENTS: refusal('tooManyRecipients'),
  MISSING_REQUIRED_FIELDS: refusal('missingRequiredFields'),
  INVALID_SCHEDULE: refusal('invalidSchedule'),
  NOT_ENOUGH_PERMISSION_TO_LIST_ID: refusal('noPermissionForList'),
  INTERNAL_ERROR: doubt('vendorError'),
  SOMETHING_IS_WRONG: doubt('vendorError'),
} as const satisfies Record<string, SendStatus>;

function lookUp<Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** Meaning of a `status_code`; undefined for one the vendor has added. */
export function deliveryCode(code: string): DeliveryCode | undefined {
  return lookUp<DeliveryCode>(deliveryCodes, code);
}

/** Meaning of an `error_code`; undefined for one the vendor has added. */
export function gatewayError(code: string): Meaning<GatewayErrorReason> | undefined {
  return lookUp<Meaning<GatewayErrorReason>>(gatewayErrors, code);
}

/**
 * Meaning of a per-message status; undefined for one the vendor has added, of which nobody knows
 * whether the message was sent.
 */
export function sendStatus(status: string): SendStatus | undefined {
  return lookUp<SendStatus>(sendStatuses, status);
}

/**
 * Where a message stands, from a history row's `status` and `status_code`; undefined when neither is
 * known. A cancelled message carries 301 like a failed one, so there the status decides; 200 says less
 * than the status does, which may be Scheduled.
 */
export function deliveryState(
  status: string | undefined,
  code: string | undefined,
): DeliveryState | undefined {
  const said =
    status === undefined ? undefined : lookUp<HistoryMeaning>(historyStatuses, status)?.state;
  const coded = code === undefined ? undefined : deliveryCode(code)?.state;
  if (said === 'received' || (said === 'cancelled' && coded !== 'delivered')) {
    return said;
  }
  return coded === 'pending' ? (said ?? coded) : (coded ?? said);
}

/** Whether nothing more is to be heard of a message. */
export function isFinal(state: DeliveryState | undefined): boolean {
  return (
    state === 'delivered' || state === 'failed' || state === 'cancelled' || state === 'received'
  );
}
