/** The account that calls are made with. Nothing here is secret. */
export interface ActiveAccount {
  readonly id: string;
  readonly kind: 'sandbox' | 'live';
  readonly username: string;
  /** What the status bar and the confirmation call it: the username, or "Sandbox". */
  readonly label: string;
}
