import * as vscode from 'vscode';
import { showInput } from '../../../platform/show/inputs';
import { showPick } from '../../../platform/show/picks';
import { readAddress } from './appAddress';
import type { AddressProblem } from './appAddress';

/** The last addresses a person typed, newest first. */
export class AddressBook {
  constructor(
    private readonly memory: vscode.Memento,
    private readonly key: 'webhooks.targets' | 'webhooks.apps',
    private readonly most = 10,
  ) {}

  get addresses(): readonly string[] {
    const kept = this.memory.get<unknown>(this.key);
    return Array.isArray(kept)
      ? kept.filter(
          (each): each is string => typeof each === 'string' && readAddress(each) instanceof URL,
        )
      : [];
  }

  async remember(address: string): Promise<void> {
    const others = this.addresses.filter((each) => each !== address);
    await this.memory.update(this.key, [address, ...others].slice(0, this.most));
  }
}

export interface AddressChoice extends vscode.QuickPickItem {
  readonly address: string;
}

export interface AddressQuestion {
  readonly title: string;
  readonly prompt: string;
  readonly example: string;
  /** Offered before the remembered ones. */
  readonly first: readonly AddressChoice[];
}

/** One of the offered or remembered addresses, or one that is typed; undefined when cancelled. */
export async function askAddress(
  book: AddressBook,
  { title, prompt, example, first }: AddressQuestion,
): Promise<string | undefined> {
  const offered = new Set(first.map(({ address }) => address));
  const remembered = book.addresses
    .filter((address) => !offered.has(address))
    .map((address): AddressChoice => ({ label: address, address }));
  if (first.length + remembered.length === 0) {
    return typeAddress(title, prompt, example, book);
  }
  const typed: AddressChoice = {
    iconPath: new vscode.ThemeIcon('edit'),
    label: vscode.l10n.t('Type an Address…'),
    address: '',
    alwaysShow: true,
  };
  const picked = await showPick([...first, ...remembered, typed], {
    title,
    placeHolder: prompt,
    matchOnDescription: true,
  });
  if (picked === typed) {
    return typeAddress(title, prompt, example, book);
  }
  if (picked && readAddress(picked.address) instanceof URL && !offered.has(picked.address)) {
    await book.remember(picked.address);
  }
  return picked?.address;
}

async function typeAddress(
  title: string,
  prompt: string,
  example: string,
  book: AddressBook,
): Promise<string | undefined> {
  const typed = await showInput({
    title,
    prompt,
    placeHolder: example,
    ignoreFocusOut: true,
    validateInput: (text) => {
      const address = readAddress(text);
      return text.trim() === '' || address instanceof URL ? undefined : problemWords(address);
    },
  });
  const address = typed === undefined ? undefined : readAddress(typed);
  if (!(address instanceof URL)) {
    return undefined;
  }
  await book.remember(address.href);
  return address.href;
}

export function problemWords(problem: AddressProblem): string {
  switch (problem) {
    case 'notAUrl':
      return vscode.l10n.t('Type a whole address, for example http://localhost:3000/clicksend.');
    case 'notHttp':
      return vscode.l10n.t('The address must begin with http:// or https://.');
    case 'credentials':
      return vscode.l10n.t('Leave the user name and password out of the address.');
    case 'tooLong':
      return vscode.l10n.t('The address is too long.');
  }
}
