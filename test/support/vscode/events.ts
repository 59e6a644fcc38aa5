export class Disposable {
  static from(...disposables: readonly { dispose(): unknown }[]): Disposable {
    return new Disposable(() => {
      for (const disposable of disposables) {
        disposable.dispose();
      }
    });
  }

  private disposed = false;

  constructor(private readonly callOnDispose: () => unknown) {}

  dispose(): void {
    if (!this.disposed) {
      this.disposed = true;
      this.callOnDispose();
    }
  }
}

export class EventEmitter<T> {
  private listeners: ((event: T) => unknown)[] = [];

  readonly event = (
    listener: (event: T) => unknown,
    thisArgs?: unknown,
    disposables?: Disposable[],
  ): Disposable => {
    const bound = (event: T): unknown => listener.call(thisArgs, event);
    this.listeners.push(bound);
    const registration = new Disposable(() => {
      this.listeners = this.listeners.filter((other) => other !== bound);
    });
    disposables?.push(registration);
    return registration;
  };

  get listenerCount(): number {
    return this.listeners.length;
  }

  fire(event: T): void {
    for (const listener of [...this.listeners]) {
      listener(event);
    }
  }

  dispose(): void {
    this.listeners = [];
  }
}

export class CancellationError extends Error {
  constructor() {
    super('Canceled');
    this.name = 'Canceled';
  }
}

export class CancellationTokenSource {
  private readonly emitter = new EventEmitter<void>();
  private cancelled = false;

  readonly token: {
    readonly isCancellationRequested: boolean;
    readonly onCancellationRequested: EventEmitter<void>['event'];
  };

  constructor() {
    const isCancelled = () => this.cancelled;
    this.token = {
      get isCancellationRequested() {
        return isCancelled();
      },
      onCancellationRequested: this.emitter.event,
    };
  }

  cancel(): void {
    if (!this.cancelled) {
      this.cancelled = true;
      this.emitter.fire();
    }
  }

  dispose(): void {
    this.emitter.dispose();
  }
}
