/** What a person does twice. */
export const sceneNames = [
  'startTable',
  'sendDocument',
  'runSource',
  'resume',
  'retryRejected',
  'sendUndecided',
  'sendLate',
  'sendSelection',
  'sendAgain',
  'reschedule',
  'reply',
  'replyInHistory',
  'sendTemplate',
  'rescheduleAndAgain',
] as const;
export type SceneName = (typeof sceneNames)[number];

/** Asked of a process that stands for a window, as a line of JSON. */
export interface ClickOrder {
  readonly scene: SceneName;
  /** Where the window keeps what it keeps. */
  readonly storage: string;
  readonly sandboxPort: number;
  /** A table, where the scene is about many. */
  readonly csv: string;
  /** The text of the campaign or the message. */
  readonly body: string;
  /** Who gets the message, where the scene is about one. */
  readonly to: string;
  readonly campaignId: string;
  /** How often it is pressed, and how many turns of the event loop lie between two of them. */
  readonly presses: number;
  readonly gap: number;
}
