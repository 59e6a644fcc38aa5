import * as vscode from 'vscode';
import { plainLabel, withoutLinks } from './outsideText';

export interface MessageOptions {
  readonly modal?: boolean;
  /** What a modal says below its question, line by line: no text from outside starts a new one. */
  readonly detail?: readonly string[];
}

type Button = string | vscode.MessageItem;

interface Show {
  <Item extends Button>(
    message: string,
    options: MessageOptions,
    ...items: readonly Item[]
  ): Promise<Item | undefined>;
  <Item extends Button>(message: string, ...items: readonly Item[]): Promise<Item | undefined>;
}

type HostShow = (
  message: string,
  options: vscode.MessageOptions,
  ...items: vscode.MessageItem[]
) => Thenable<vscode.MessageItem | undefined>;

export const showInformation = cleanly((...given) =>
  vscode.window.showInformationMessage(...given),
);
export const showWarning = cleanly((...given) => vscode.window.showWarningMessage(...given));
export const showError = cleanly((...given) => vscode.window.showErrorMessage(...given));

function cleanly(show: HostShow): Show {
  return async <Item extends Button>(
    message: string,
    ...[first, ...others]: readonly (MessageOptions | Item)[]
  ): Promise<Item | undefined> => {
    const isOptions = typeof first === 'object' && !('title' in first);
    const { modal = false, detail } = isOptions ? first : {};
    const items = (isOptions || first === undefined ? others : [first, ...others]) as Item[];
    const buttons = items.map((item: Button): vscode.MessageItem =>
      typeof item === 'string'
        ? { title: plainLabel(item) }
        : { ...item, title: plainLabel(item.title) },
    );
    const options = { modal, ...(detail && { detail: detail.map(withoutLinks).join('\n') }) };
    const picked = await show(withoutLinks(message), options, ...buttons);
    return picked && items[buttons.indexOf(picked)];
  };
}
