import * as vscode from 'vscode';
import type { ClientSlice } from '../../../api/client';
import { systemClock } from '../../../platform/clock';
import type { Clock } from '../../../platform/clock';
import type { ErrorBoundary } from '../../../platform/errors';
import type { Session } from '../../../platform/session';
import { setting } from '../../../platform/settings';
import { parseMoney } from '../../../sms/price';
import type { Money } from '../../../sms/price';
import type { Currency, MessageResult, SendResult } from '../../../sms/resources';
import { free, unpriced } from './reach';
import type { Destination, Reach, Tariff } from './reach';

/** What parts cost, as far as the active account has been told. */
export interface PriceList {
  readonly currency: Currency | undefined;
  /** Undefined when it is not known (yet). */
  partPrice(tariff: Tariff): Money | undefined;
}

export const noPrices: PriceList = {
  currency: undefined,
  partPrice: (tariff) => (tariff === free ? 0 : undefined),
};

/** A number that is being typed may for a moment be a valid one of another country. */
const pauseMs = 1000;

/** Between two requests, however many documents want to know. */
const gapMs = 10_000;

/** How long a price is taken for true. */
const freshMs = 60 * 60_000;

/** How long what failed or was refused is left alone. */
const retryMs = 5 * 60_000;

/** One part in any encoding. The user's own text is nobody's business before it is sent. */
const sampleBody = 'Hello';

interface Answer {
  readonly at: number;
  readonly sample: string;
  readonly price: Money | undefined;
}

function partPriceOf({ outcome, price, parts = 1 }: MessageResult): Money | undefined {
  const money = outcome === 'accepted' && price !== undefined ? parseMoney(price) : undefined;
  return money === undefined || parts < 1 ? undefined : Math.round(money / parts);
}

/**
 * What one part costs in each country for the active account: asked for in the background, several
 * countries in one request, when a document first needs them. The sender is left out: the price is
 * nowhere said to depend on it, ClickSend replaces one that does not suit the country, and one that
 * is still being typed would be refused.
 */
export class PartPrices implements vscode.Disposable {
  private readonly answers = new Map<Tariff, Answer>();
  private currency: Currency | undefined;
  /** Sample numbers of the countries to ask for next. */
  private readonly wanted = new Map<Tariff, string>();
  private cancelTimer: (() => void) | undefined;
  private call: AbortController | undefined;
  private notBefore = 0;
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscription: vscode.Disposable;
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly session: Session<ClientSlice<'messages.price'>>,
    private readonly errors: ErrorBoundary,
    private readonly clock: Clock = systemClock,
  ) {
    this.subscription = session.onDidChangeActive(() => {
      this.forget();
      this.changed.fire();
    });
  }

  /** What is known now; what is missing is asked for, and `onDidChange` tells when it has come. */
  lookUp(reach: Reach): PriceList {
    if (!this.session.active || !setting('clicksend.document.prices')) {
      return noPrices;
    }
    for (const destination of reach) {
      if (!this.isSettled(destination)) {
        this.want(destination);
      }
    }
    return {
      currency: this.currency,
      partPrice: (tariff) => noPrices.partPrice(tariff) ?? this.answers.get(tariff)?.price,
    };
  }

  dispose(): void {
    this.forget();
    this.subscription.dispose();
    this.changed.dispose();
  }

  private forget(): void {
    this.cancelTimer?.();
    this.cancelTimer = undefined;
    this.call?.abort();
    this.call = undefined;
    this.answers.clear();
    this.wanted.clear();
    this.currency = undefined;
    this.notBefore = 0;
  }

  private get now(): number {
    return this.clock.now().getTime();
  }

  private isSettled({ tariff, sample }: Destination): boolean {
    if (tariff === free || tariff === unpriced) {
      return true;
    }
    const answer = this.answers.get(tariff);
    if (!answer) {
      return false;
    }
    const age = this.now - answer.at;
    // Another number of the country may be accepted where this one was not.
    return answer.price === undefined ? age < retryMs && answer.sample === sample : age < freshMs;
  }

  private want({ tariff, sample }: Destination): void {
    if (this.wanted.get(tariff) === sample) {
      return;
    }
    this.wanted.set(tariff, sample);
    if (!this.call) {
      this.schedule();
    }
  }

  private schedule(): void {
    this.cancelTimer?.();
    const delay = Math.max(pauseMs, this.notBefore - this.now);
    this.cancelTimer = this.clock.schedule(delay, () => {
      this.cancelTimer = undefined;
      void this.ask();
    });
  }

  private async ask(): Promise<void> {
    const call = new AbortController();
    const { signal } = call;
    const asked = new Map(this.wanted);
    this.wanted.clear();
    this.call = call;
    this.notBefore = this.now + gapMs;
    try {
      const client = await this.session.client();
      signal.throwIfAborted();
      const messages = [...asked].map(([tariff, to]) => ({
        body: sampleBody,
        to,
        customString: tariff,
      }));
      const answer = await client.messages.price({ messages }, { signal });
      if (!signal.aborted) {
        this.learn(asked, answer);
      }
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      this.notBefore = this.now + retryMs;
      this.errors.record('prices', error);
    }
    if (this.call !== call) {
      return;
    }
    this.call = undefined;
    if (this.wanted.size > 0) {
      this.schedule();
    }
  }

  private learn(asked: ReadonlyMap<Tariff, string>, { messages, currency }: SendResult): void {
    this.currency = currency ?? this.currency;
    const at = this.now;
    let isNew = false;
    for (const [tariff, sample] of asked) {
      const result = messages.find(
        (each) => each.customString === tariff || (each.customString === '' && each.to === sample),
      );
      const price = result && partPriceOf(result);
      isNew ||= price !== this.answers.get(tariff)?.price;
      this.answers.set(tariff, { at, sample, price });
    }
    // Telling of nothing new would have two documents ask in turn with numbers that are refused.
    if (isNew) {
      this.changed.fire();
    }
  }
}
