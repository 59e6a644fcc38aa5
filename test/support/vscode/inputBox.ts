import { EventEmitter } from './events';
import { host } from './host';

export const QuickInputButtons = { Back: { iconPath: 'back' } } as const;

/** An input box that answers as `host.onInput` says, as soon as it shows. */
export class FakeInputBox {
  value = '';
  title: string | undefined;
  prompt: string | undefined;
  placeholder: string | undefined;
  validationMessage: string | undefined;
  step: number | undefined;
  totalSteps: number | undefined;
  buttons: readonly unknown[] = [];
  busy = false;
  enabled = true;
  password = false;
  ignoreFocusOut = false;

  private readonly accepted = new EventEmitter<void>();
  private readonly changed = new EventEmitter<string>();
  private readonly hidden = new EventEmitter<void>();
  private readonly pressed = new EventEmitter<unknown>();
  readonly onDidAccept = this.accepted.event;
  readonly onDidChangeValue = this.changed.event;
  readonly onDidHide = this.hidden.event;
  readonly onDidTriggerButton = this.pressed.event;

  show(): void {
    const { title, prompt, value } = this;
    const asked = {
      ...(title !== undefined && { title }),
      ...(prompt !== undefined && { prompt }),
      value,
    };
    host.inputs.push(asked);
    queueMicrotask(() => {
      const typed = host.onInput(asked);
      if (typed === undefined) {
        this.hidden.fire();
        return;
      }
      this.value = typed;
      this.changed.fire(typed);
      this.accepted.fire();
      if (this.validationMessage !== undefined && this.validationMessage !== '') {
        host.refusedInputs.push(this.validationMessage);
        this.hidden.fire();
      }
    });
  }

  hide(): void {
    this.hidden.fire();
  }

  dispose(): void {
    this.accepted.dispose();
    this.changed.dispose();
    this.hidden.dispose();
    this.pressed.dispose();
  }
}
