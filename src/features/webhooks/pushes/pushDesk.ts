import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Arrival } from '../listener/server';
import { caughtEntry, deliveryEntry } from '../panel/entries';
import type { WebhookPanel } from '../panel/panel';
import { kindWords } from '../words';
import { readAddress } from './appAddress';
import type { CaughtPush, Delivery, DeliveryKind } from './caughtPush';
import { deliver, type Parcel } from './delivery';
import { DeliveryQueue } from './deliveryQueue';
import { parsed } from './parsed';
import type { PushStore } from './pushStore';

const forwardKey = 'webhooks.forwardTo';

/** Where pushes come in, are shown, and go out to the user's app. */
export class PushDesk implements vscode.Disposable {
  private readonly queue = new DeliveryQueue();
  private readonly stop = new AbortController();
  private readonly changes = new vscode.EventEmitter<void>();
  readonly onDidChangeForward = this.changes.event;

  constructor(
    private readonly store: PushStore,
    private readonly panel: Pick<WebhookPanel, 'print'>,
    private readonly memory: vscode.Memento,
    private readonly owns: (address: URL) => boolean,
  ) {}

  /** The app that every caught push goes on to. */
  get forwardTo(): URL | undefined {
    const kept = this.memory.get<string>(forwardKey);
    const address = kept === undefined ? undefined : readAddress(kept);
    return address instanceof URL ? address : undefined;
  }

  async setForward(address: URL | undefined): Promise<void> {
    await this.memory.update(forwardKey, address?.href);
    this.changes.fire();
  }

  catch(arrival: Arrival): void {
    const push: CaughtPush = { ...arrival, id: randomUUID(), deliveries: [] };
    this.store.add(push);
    this.panel.print(caughtEntry(push, parsed(push)), push.receivedAt);
    const address = this.forwardTo;
    if (address && !this.owns(address)) {
      void this.deliver(push, push, address, 'forward');
    }
  }

  /** Gives `parcel` to the app; what the app made of it is kept with `push`, and printed. */
  async deliver(
    push: CaughtPush,
    parcel: Parcel,
    address: URL,
    kind: DeliveryKind,
  ): Promise<Delivery> {
    const signal = this.stop.signal;
    const delivery = (await this.queue.run(() => deliver(parcel, address, { kind, signal }))) ?? {
      kind,
      url: address.href,
      at: Date.now(),
      durationMs: 0,
      answer: { failure: 'busy' },
    };
    if (!signal.aborted) {
      this.store.addDelivery(push.id, delivery);
      this.panel.print(deliveryEntry(kindWords(parsed(push).kind), delivery));
    }
    return delivery;
  }

  dispose(): void {
    this.stop.abort();
    this.changes.dispose();
  }
}
