import * as vscode from 'vscode';
import { askMoment } from '../../../platform/ask/moment';
import type { Session } from '../../../platform/session';
import { askPick, goBack, type Answer, type Frame, type Step } from '../../../platform/wizard';
import { defaultCountry } from '../../../platform/defaultCountry';
import type { MessageDraft } from '../../../sms/draft';
import type { ComposeClient } from '../services';
import type { Memory } from '../memory';
import type { ComposeState, Purpose } from '../state';
import { askExtras } from './extras';
import { askRecipients } from './recipients';
import { askSender } from './sender';
import { askBody, valueSteps } from './text';

/** The steps that any message may need. */
export interface ComposeSteps {
  readonly recipients: Step<ComposeState>;
  readonly sender: Step<ComposeState>;
  readonly moment: Step<ComposeState>;
  readonly extras: Step<ComposeState>;
}

/** Asks each account once, and again after a failure. */
function oncePer<Client extends object, T>(load: (client: Client) => Promise<T>) {
  const known = new WeakMap<Client, Promise<T>>();
  return (client: Client): Promise<T> => {
    const answer = known.get(client) ?? load(client);
    known.set(client, answer);
    answer.catch(() => known.delete(client));
    return answer;
  };
}

/** @param session asked for its client at each step: the account may be another by then */
export function makeSteps(session: Session<ComposeClient>, memory: Memory): ComposeSteps {
  const countries = oncePer((client: ComposeClient) => defaultCountry(client));
  const senders = oncePer((client: ComposeClient) => client.senders.list());
  const lists = oncePer(async (client: ComposeClient) =>
    (await client.contactLists.list({ pageSize: 100 })).items.filter(
      ({ contactCount }) => contactCount > 0,
    ),
  );
  return {
    recipients: async (state, frame) => {
      const client = await session.client();
      // The sender step comes next.
      void senders(client);
      const [country, { parsePastedNumbers }] = await Promise.all([
        countries(client),
        import('../../../sms/numbers/pastedNumbers'),
      ]);
      return askRecipients(state, frame, {
        parse: (text) => parsePastedNumbers(text, { defaultCountry: country }),
        recent: memory.recent,
        lists: () => lists(client),
      });
    },
    sender: async (state, frame) => {
      const { countryOf } = await import('../../../sms/numbers/phone');
      return askSender(state, frame, {
        countryOf,
        senders: async () => senders(await session.client()),
      });
    },
    moment: async (state, frame) => {
      const { schedule, timeZone } = state;
      const answer = await askMoment(frame, { before: { schedule, timeZone } });
      return answer === goBack ? goBack : { ...state, ...answer };
    },
    extras: askExtras,
  };
}

/** Those of the steps that the draft leaves open. A price needs text and recipients only. */
export function openSteps(
  draft: MessageDraft,
  purpose: Purpose,
  steps: ComposeSteps,
): readonly Step<ComposeState>[] {
  const [body] = draft.bodies;
  const open = [
    ...(body === undefined ? [askBody] : draft.hasBlanks ? valueSteps(body) : []),
    ...(draft.to === undefined && draft.listId === undefined ? [steps.recipients] : []),
  ];
  if (purpose === 'price') {
    return open;
  }
  return [
    ...open,
    ...(draft.from === undefined ? [steps.sender] : []),
    ...(draft.schedule === undefined ? [steps.moment] : []),
    ...(draft.customString === undefined ? [steps.extras] : []),
  ];
}

/** Stands before the confirmation of a draft that leaves nothing open: asks when one comes back. */
export function changeStep(steps: ComposeSteps): Step<ComposeState> {
  let isBack = false;
  return (state, frame) => {
    const answer = isBack ? askChange(state, frame, steps) : Promise.resolve(state);
    isBack = true;
    return answer;
  };
}

async function askChange(
  state: ComposeState,
  frame: Frame,
  steps: ComposeSteps,
): Promise<Answer<ComposeState>> {
  const picked = await askPick(frame, {
    items: [
      {
        iconPath: new vscode.ThemeIcon('check'),
        label: vscode.l10n.t('Change Nothing'),
        step: undefined,
      },
      {
        iconPath: new vscode.ThemeIcon('person'),
        label: vscode.l10n.t('Recipients'),
        step: steps.recipients,
      },
      {
        iconPath: new vscode.ThemeIcon('device-mobile'),
        label: vscode.l10n.t('Sender'),
        step: steps.sender,
      },
      { iconPath: new vscode.ThemeIcon('clock'), label: vscode.l10n.t('Time'), step: steps.moment },
      {
        iconPath: new vscode.ThemeIcon('settings'),
        label: vscode.l10n.t('Options'),
        step: steps.extras,
      },
    ],
    placeholder: vscode.l10n.t('What do you want to change for this send?'),
  });
  if (picked === goBack || !picked.step) {
    return state;
  }
  // A step of its own, so that it has a way back.
  const answer = await picked.step(state, { ...frame, step: 2 });
  return answer === goBack ? askChange(state, frame, steps) : answer;
}
