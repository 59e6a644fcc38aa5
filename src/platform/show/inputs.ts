import * as vscode from 'vscode';
import { cleaning, withoutLinks, plainLabel } from './outsideText';

type Refusal = string | vscode.InputBoxValidationMessage | undefined;

interface InputOptions extends Omit<vscode.InputBoxOptions, 'validateInput'> {
  validateInput?: (value: string) => Refusal | Promise<Refusal>;
}

const cleanRefusal = <Given extends Refusal>(refusal: Given) =>
  typeof refusal === 'object'
    ? { ...refusal, message: plainLabel(refusal.message) }
    : refusal && plainLabel(refusal);

/** `vscode.window.showInputBox`. The value is what the person edits, and stays as it is. */
export function showInput({
  title,
  prompt,
  placeHolder,
  validateInput,
  ...rest
}: InputOptions): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    ...rest,
    ...(title !== undefined && { title: withoutLinks(title) }),
    ...(prompt !== undefined && { prompt: plainLabel(prompt) }),
    ...(placeHolder !== undefined && { placeHolder: withoutLinks(placeHolder) }),
    ...(validateInput && {
      validateInput: async (value: string) => cleanRefusal(await validateInput(value)),
    }),
  });
}

/** `vscode.window.createInputBox`. */
export function createInput(): vscode.InputBox {
  return cleaning(vscode.window.createInputBox(), {
    title: (title) => title && withoutLinks(title),
    prompt: (prompt) => prompt && plainLabel(prompt),
    placeholder: (text) => text && withoutLinks(text),
    validationMessage: cleanRefusal,
  });
}
