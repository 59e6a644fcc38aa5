import type { PushForm } from '../../../sms/webhooks/fields';
import type { RawPush } from '../../../sms/webhooks/rawPush';

/** Why an app gave no answer. */
export type DeliveryFailure =
  'refused' | 'unknownHost' | 'timeout' | 'reset' | 'tls' | 'busy' | 'stopped' | 'other';

/** What was given to the app: the push as it came, an edited one, or the same in another form. */
export type DeliveryKind = 'forward' | 'replay' | 'edited' | PushForm;

/** One push given to the user's app, and what the app made of it. */
export interface Delivery {
  readonly kind: DeliveryKind;
  readonly url: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Until the whole answer was there, or until giving up. */
  readonly durationMs: number;
  readonly answer:
    | {
        readonly status: number;
        readonly contentType: string;
        /** The start of the body, as text. */
        readonly excerpt: string;
      }
    | { readonly failure: DeliveryFailure };
}

/** A push the listener caught. */
export interface CaughtPush {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
  readonly raw: RawPush;
  /** The exact body, kept only when it is not UTF-8 and `raw.body` is therefore not the same. */
  readonly bodyBase64?: string;
  /** The headers an app may read besides the content type, lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Oldest first. */
  readonly deliveries: readonly Delivery[];
}

/** The body as it came, byte for byte. */
export function bodyBytes(push: Pick<CaughtPush, 'raw' | 'bodyBase64'>): Buffer {
  return push.bodyBase64 === undefined
    ? Buffer.from(push.raw.body, 'utf8')
    : Buffer.from(push.bodyBase64, 'base64');
}

/** Keeps the text of a body, and its bytes where the text is not the same. */
export function keepBody(body: Buffer): { readonly text: string; readonly bodyBase64?: string } {
  const text = body.toString('utf8');
  return Buffer.from(text, 'utf8').equals(body)
    ? { text }
    : { text, bodyBase64: body.toString('base64') };
}
