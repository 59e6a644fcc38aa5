import type * as vscode from 'vscode';

/** The account that calls are made with. Nothing here is secret. */
export interface ActiveAccount {
  readonly id: string;
  readonly kind: 'sandbox' | 'live';
  readonly username: string;
  /** What the status bar and the confirmation call it: the username, or "Sandbox". */
  readonly label: string;
}

/** Who is signed in, and a client for them of which a feature knows only the calls it makes. */
export interface Session<Client> {
  /** Undefined until `ready`, and while nobody is signed in. */
  readonly active: ActiveAccount | undefined;
  /** Settles when the stored accounts were read for the first time. */
  readonly ready: Promise<void>;
  /** Another account is active, or the sandbox that is was switched off or on: all is to be read anew. */
  readonly onDidChangeActive: vscode.Event<ActiveAccount | undefined>;
  /** Throws when nobody is signed in. */
  client(): Promise<Client>;
}
