import assert from 'node:assert/strict';
import type { ActiveAccount } from '../../../../../src/platform/session';
import { ErrorBoundary } from '../../../../../src/platform/errors';
import { PartPrices } from '../../../../../src/features/document/prices/partPrices';
import { free, unpriced } from '../../../../../src/features/document/prices/reach';
import type { Reach } from '../../../../../src/features/document/prices/reach';
import type { SendRequest, SendResult } from '../../../../../src/sms/resources';
import { aPricing } from '../../../../support/pricing';
import type { Priced } from '../../../../support/pricing';
import { ManualTimers } from '../../../../support/timers';
import { EventEmitter, host, settle, window } from '../../../../support/vscode';

const minute = 60_000;
const account = (id: string): ActiveAccount => ({ id, kind: 'live', username: id, label: id });

const australia = { tariff: 'AU', recipients: 3, sample: '+61491570156' };
const newZealand = { tariff: 'NZ', recipients: 1, sample: '+64211234567' };

class Stage {
  now = 1_000_000_000;
  readonly timers = new ManualTimers();
  readonly requests: SendRequest[] = [];
  answer: (request: SendRequest) => Promise<SendResult> = (request) =>
    Promise.resolve(aPricing(request));
  changes = 0;
  private readonly activeChanged = new EventEmitter<ActiveAccount | undefined>();
  private readonly session = {
    active: account('one') as ActiveAccount | undefined,
    ready: Promise.resolve(),
    onDidChangeActive: this.activeChanged.event as never,
    client: () =>
      Promise.resolve({
        messages: {
          price: (request: SendRequest) => {
            this.requests.push(request);
            return this.answer(request);
          },
        },
      }),
  };
  readonly prices = new PartPrices(
    this.session,
    new ErrorBoundary(window.createOutputChannel() as never, () => undefined),
    { now: () => new Date(this.now), schedule: this.timers.schedule },
  );

  constructor() {
    this.prices.onDidChange(() => this.changes++);
  }

  partPrice(tariff: string, reach: Reach = [australia]): number | undefined {
    return this.prices.lookUp(reach).partPrice(tariff);
  }

  /** Looks up, lets the pause pass, and the answer come. */
  async ask(...reach: Reach): Promise<void> {
    this.prices.lookUp(reach);
    this.timers.fire();
    await settle();
  }

  switchTo(active: ActiveAccount | undefined): void {
    this.session.active = active;
    this.activeChanged.fire(active);
  }

  /** Every answer says this of each message. */
  answersWith(priced: Partial<Priced>): void {
    this.answer = (request) => Promise.resolve(aPricing(request, () => priced));
  }
}

describe('prices of a part', () => {
  let stage: Stage;

  beforeEach(() => {
    host.reset();
    host.settings.set('clicksend.document.prices', true);
    stage = new Stage();
  });

  afterEach(() => {
    stage.prices.dispose();
  });

  it('asks for all countries in one request, after a pause, with a text of its own', async () => {
    assert.equal(stage.partPrice('AU', [australia, newZealand]), undefined);
    assert.equal(stage.requests.length, 0, 'nothing at once');
    stage.timers.fire();
    await settle();
    assert.deepEqual(
      stage.requests.map(({ messages }) => messages.map(({ to, from, body }) => [to, from, body])),
      [
        [
          [australia.sample, undefined, 'Hello'],
          [newZealand.sample, undefined, 'Hello'],
        ],
      ],
    );
    assert.equal(stage.changes, 1);
    assert.equal(stage.partPrice('AU'), 792);
    assert.equal(stage.partPrice('NZ'), 1190);
    assert.equal(stage.prices.lookUp([]).currency?.code, 'AUD');
  });

  it('asks nothing where the setting says so', () => {
    host.settings.set('clicksend.document.prices', false);
    assert.equal(stage.partPrice('AU', [australia]), undefined);
    assert.deepEqual(stage.timers.waits, []);
  });

  it('starts the pause anew while a number is typed, and asks with the last one', async () => {
    stage.prices.lookUp([{ ...australia, sample: '+61491570157' }]);
    stage.prices.lookUp([australia]);
    stage.prices.lookUp([australia]);
    assert.equal(stage.timers.waits.length, 2);
    stage.timers.fire();
    await settle();
    assert.deepEqual(
      stage.requests[0]?.messages.map(({ to }) => to),
      [australia.sample],
    );
  });

  it('asks once an hour, and shows the old price meanwhile', async () => {
    await stage.ask(australia);
    stage.now += 59 * minute;
    assert.equal(stage.partPrice('AU'), 792);
    assert.equal(stage.timers.armed, false);
    stage.now += minute;
    assert.equal(stage.partPrice('AU'), 792);
    assert.equal(stage.timers.armed, true);
  });

  it('leaves seconds between two requests', async () => {
    await stage.ask(australia);
    stage.now += 2000;
    stage.prices.lookUp([newZealand]);
    assert.equal(stage.timers.waits.at(-1), 8000);
  });

  it('asks for what came up during a request afterwards', async () => {
    let release: (() => void) | undefined;
    stage.answer = (request) =>
      new Promise((resolve) => {
        release = () => {
          resolve(aPricing(request));
        };
      });
    await stage.ask(australia);
    stage.prices.lookUp([newZealand]);
    assert.equal(stage.timers.armed, false);
    release?.();
    await settle();
    stage.timers.fire();
    await settle();
    assert.equal(stage.requests[1]?.messages[0]?.to, newZealand.sample);
  });

  it('asks nothing when nobody is signed in, for test numbers, or for numbers of no country', () => {
    stage.prices.lookUp([{ ...australia, tariff: free }]);
    stage.prices.lookUp([{ ...australia, tariff: unpriced }]);
    stage.switchTo(undefined);
    stage.prices.lookUp([australia]);
    assert.equal(stage.timers.armed, false);
    assert.equal(stage.partPrice(free), 0);
    assert.equal(stage.partPrice(unpriced), undefined);
  });

  it('forgets what another account was told, also what is on its way', async () => {
    await stage.ask(australia);
    stage.switchTo(account('two'));
    assert.equal(stage.changes, 2);
    assert.equal(stage.partPrice('AU'), undefined);
    let release: (() => void) | undefined;
    stage.answer = (request) =>
      new Promise((resolve) => {
        release = () => {
          resolve(aPricing(request));
        };
      });
    stage.timers.fire();
    await settle();
    stage.switchTo(account('three'));
    release?.();
    await settle();
    assert.equal(stage.partPrice('AU'), undefined);
  });

  it('writes a failure to the log only, and tries again after some minutes', async () => {
    stage.answer = () => Promise.reject(new Error('no network'));
    await stage.ask(australia);
    assert.deepEqual(host.messages, []);
    assert.equal(host.logLines.length, 1);
    assert.equal(stage.changes, 0);
    stage.prices.lookUp([australia]);
    assert.equal(stage.timers.waits.at(-1), 5 * minute);
    stage.answersWith({});
    stage.now += 5 * minute;
    await stage.ask(australia);
    assert.equal(stage.partPrice('AU'), 792);
  });

  const withoutPrice: readonly [string, Partial<Priced>][] = [
    ['refuses', { outcome: 'blocked', status: 'COUNTRY_NOT_ENABLED', price: 0 }],
    ['counts no part for', { parts: 0, price: 0 }],
    ['names no price for', { price: undefined }],
  ];
  for (const [title, priced] of withoutPrice) {
    it(`knows no price for a number that ClickSend ${title}, but tries another`, async () => {
      stage.answersWith(priced);
      await stage.ask(australia);
      assert.equal(stage.partPrice('AU'), undefined);
      assert.equal(stage.timers.armed, false, 'not with the same number');
      stage.prices.lookUp([{ ...australia, sample: '+61491570157' }]);
      assert.equal(stage.timers.armed, true);
    });
  }

  it('divides the price by the parts ClickSend counts', async () => {
    stage.answersWith({ parts: 2, price: 0.1584 });
    await stage.ask(australia);
    assert.equal(stage.partPrice('AU'), 792);
  });
});
