import type { MessageDraft } from '../../sms/draft';
import type { OutgoingMessage } from '../../sms/resources';

/** A contact list chosen as recipients. */
export interface ChosenList {
  readonly listId: number;
  readonly name: string;
  readonly contactCount: number;
}

export type Purpose = 'send' | 'price';

/** What the steps have found out so far. */
export interface ComposeState {
  readonly bodies: readonly string[];
  /** What placeholders of a template are filled with. */
  readonly values: Readonly<Record<string, string>>;
  /** E.164. */
  readonly numbers: readonly string[];
  readonly lists: readonly ChosenList[];
  /** "" is the account's default. */
  readonly from: string;
  /** Unix seconds; 0 is now. */
  readonly schedule: number;
  /** IANA zone the time was written in; "" is the zone of this machine. */
  readonly timeZone: string;
  readonly customString: string;
  readonly fromEmail: string;
  readonly shortenUrls: boolean;
}

/** Most messages one request may hold, list contacts counted: ClickSend answers TOO_MANY_RECIPIENTS. */
export const maxMessages = 1000;

export function stateFrom(draft: MessageDraft): ComposeState {
  const { listId, listName } = draft;
  return {
    bodies: draft.bodies,
    values: {},
    numbers: draft.to ?? [],
    lists:
      listId === undefined ? [] : [{ listId, name: listName ?? String(listId), contactCount: 1 }],
    from: draft.from ?? '',
    schedule: draft.schedule ?? 0,
    timeZone: draft.timeZone ?? '',
    customString: draft.customString ?? '',
    fromEmail: draft.fromEmail ?? '',
    shortenUrls: draft.shortenUrls ?? false,
  };
}

/** Contacts of lists counted by what ClickSend says of the list's size. */
export function recipientCount({ numbers, lists }: ComposeState): number {
  return numbers.length + lists.reduce((sum, { contactCount }) => sum + contactCount, 0);
}

/** One message for each body and recipient. */
export function messagesOf(state: ComposeState): readonly OutgoingMessage[] {
  const targets = [
    ...state.numbers.map((to) => ({ to })),
    ...state.lists.map(({ listId }) => ({ listId })),
  ];
  return state.bodies.flatMap((body) =>
    targets.map((target) => ({
      body,
      ...target,
      source: 'vscode',
      ...(state.from !== '' && { from: state.from }),
      ...(state.schedule !== 0 && { schedule: state.schedule }),
      ...(state.customString !== '' && { customString: state.customString }),
      ...(state.fromEmail !== '' && { fromEmail: state.fromEmail }),
    })),
  );
}
