import { EventEmitter } from './events';
import type { PickRow } from './host';

/** A quick pick whose person is the test: `type`, `accept`, `hide`. */
export class FakeQuickPick {
  items: readonly PickRow[] = [];
  activeItems: readonly PickRow[] = [];
  selectedItems: readonly PickRow[] = [];
  buttons: readonly unknown[] = [];
  value = '';
  title: string | undefined;
  placeholder: string | undefined;
  busy = false;
  enabled = true;
  visible = false;
  matchOnDescription = false;
  matchOnDetail = false;
  ignoreFocusOut = false;
  canSelectMany = false;
  keepScrollPosition = false;

  private readonly accepted = new EventEmitter<void>();
  private readonly changed = new EventEmitter<string>();
  private readonly hidden = new EventEmitter<void>();
  private readonly activated = new EventEmitter<readonly PickRow[]>();
  private readonly pressed = new EventEmitter<unknown>();

  readonly onDidAccept = this.accepted.event;
  readonly onDidChangeValue = this.changed.event;
  readonly onDidHide = this.hidden.event;
  readonly onDidChangeActive = this.activated.event;
  readonly onDidChangeSelection = this.activated.event;
  readonly onDidTriggerButton = this.pressed.event;
  readonly onDidTriggerItemButton = this.pressed.event;

  type(value: string): void {
    this.value = value;
    this.changed.fire(value);
  }

  accept(label: string): void {
    const item = this.items.find((candidate) => candidate.label === label);
    if (!item) {
      throw new Error(`no row "${label}" among ${this.items.map((row) => row.label).join(', ')}`);
    }
    this.activeItems = [item];
    this.selectedItems = [item];
    this.accepted.fire();
  }

  /** Enter before the list has caught up with the typing: what is selected is of the list before. */
  acceptStale(item: PickRow): void {
    this.selectedItems = [item];
    this.accepted.fire();
  }

  show(): void {
    this.visible = true;
  }

  hide(): void {
    if (this.visible) {
      this.visible = false;
      this.hidden.fire();
    }
  }

  dispose(): void {
    this.hide();
  }
}
