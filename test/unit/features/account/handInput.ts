import * as vscode from 'vscode';

/** An input box under a person's hands: it stays until a test types, accepts, goes back or leaves. */
export class HandInput {
  value = '';
  title: string | undefined;
  prompt: string | undefined;
  placeholder: string | undefined;
  validationMessage: string | undefined;
  step: number | undefined;
  totalSteps: number | undefined;
  buttons: readonly unknown[] = [];
  busy = false;
  password = false;
  ignoreFocusOut = false;
  isOpen = false;
  private readonly accepted = new vscode.EventEmitter<void>();
  private readonly changed = new vscode.EventEmitter<string>();
  private readonly hidden = new vscode.EventEmitter<void>();
  private readonly pressed = new vscode.EventEmitter<unknown>();
  readonly onDidAccept = this.accepted.event;
  readonly onDidChangeValue = this.changed.event;
  readonly onDidHide = this.hidden.event;
  readonly onDidTriggerButton = this.pressed.event;

  type(text: string): void {
    this.value = text;
    this.changed.fire(text);
  }

  accept(): void {
    this.accepted.fire();
  }

  goBack(): void {
    this.pressed.fire(vscode.QuickInputButtons.Back);
  }

  escape(): void {
    this.hidden.fire();
  }

  show(): void {
    this.isOpen = true;
  }

  dispose(): void {
    this.isOpen = false;
  }
}
