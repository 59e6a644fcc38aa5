import * as vscode from 'vscode';
import { defaultCountry } from '../../../platform/defaultCountry';
import { fieldProblem } from '../../../platform/words/reasonWords';
import { askPick, askText, goBack } from '../../../platform/wizard';
import type { Step } from '../../../platform/wizard';
import type { CampaignSource, FoundRecipients } from '../../../sms/campaign';
import { findFieldProblem } from '../../../sms/recipients/fields';
import type { RecipientTable } from '../../../sms/recipients/recipientTable';
import { visibleLine } from '../../../sms/visibleText';
import type { CampaignClient } from '../services';
import { createDocument } from './newDocument';
import { openTableFile } from './recipientFile';

/** What is known of a campaign while it is asked for. */
export type Draft = Omit<Partial<CampaignSource>, 'recipients'> & {
  readonly recipients?: FoundRecipients | undefined;
};

/** Columns that are named in the step for the text. */
const shownColumns = 8;

const contactFields = ['first_name', 'last_name', 'custom_1', 'custom_2', 'custom_3', 'custom_4'];

type Columns = Pick<RecipientTable, 'columns' | 'ambiguous'>;

/** What the text can be filled from. @throws UserFacingError when the table cannot be read */
async function columnsOf(
  { recipients, country }: Draft,
  client: CampaignClient,
): Promise<Columns | undefined> {
  switch (recipients?.kind) {
    case 'file': {
      const uri = vscode.Uri.parse(recipients.uri);
      const table = await openTableFile(uri, country ?? (await defaultCountry(client)));
      await table.close();
      return table;
    }
    case 'list':
      return { columns: [...contactFields, 'phone_number', 'email'], ambiguous: new Set() };
    default:
      return undefined;
  }
}

function promptFor(columns: Columns | undefined): string {
  if (!columns) {
    return vscode.l10n.t('The text. {{name}} stands for the column "name" of the table.');
  }
  const names = columns.columns
    .slice(0, shownColumns)
    .map((name) => `{{${visibleLine(name, 30)}}}`);
  const more = columns.columns.length > shownColumns ? ', ...' : '';
  return vscode.l10n.t('The text. These stand for the columns: {0}', names.join(', ') + more);
}

export function askBody(client: CampaignClient): Step<Draft> {
  return async (state, frame) => {
    const columns = await columnsOf(state, client);
    const body = await askText(frame, {
      value: state.body ?? '',
      prompt: promptFor(columns),
      placeholder: vscode.l10n.t('Hi {{first_name}}, ... Reply STOP to opt out.'),
      validate: (value) => {
        const problem = columns && findFieldProblem(value, columns);
        return value.trim() === ''
          ? vscode.l10n.t('The text is empty.')
          : problem && fieldProblem(problem);
      },
    });
    return body === goBack ? goBack : { ...state, body };
  };
}

/** A document has lines, completion, problems and a preview; a box has one line. */
export function askWhereToWrite(client: CampaignClient): Step<Draft> {
  return async (state, frame) => {
    // First of all, so that no more is asked about a file that is no table of recipients.
    const columns = await columnsOf(state, client);
    const document = {
      iconPath: new vscode.ThemeIcon('new-file'),
      label: vscode.l10n.t('Create a .sms for This Table'),
      description: vscode.l10n.t('several lines, columns completed, a preview; send from there'),
    };
    const here = {
      iconPath: new vscode.ThemeIcon('edit'),
      label: vscode.l10n.t('Type One Line Here'),
      description: '',
    };
    const picked = await askPick(frame, {
      items: [document, here],
      placeholder: vscode.l10n.t('Where do you want to write the text?'),
    });
    if (picked !== document) {
      return picked === goBack ? goBack : state;
    }
    if (state.recipients?.kind === 'file') {
      await createDocument(vscode.Uri.parse(state.recipients.uri), columns?.columns ?? []);
    }
    throw new vscode.CancellationError();
  };
}
