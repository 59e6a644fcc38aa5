import { rm } from 'node:fs/promises';
import * as vscode from 'vscode';
import { withWork, type ReportStep } from '../../../platform/show/work';
import { accountFacts } from '../../../platform/accountFacts';
import { defaultCountry } from '../../../platform/defaultCountry';
import { UserFacingError } from '../../../platform/errors';
import { fieldProblem } from '../../../platform/words/reasonWords';
import type { CampaignSource, FoundRecipients } from '../../../sms/campaign';
import { mostParts } from '../../../sms/longestMessage';
import { findFieldProblem } from '../../../sms/recipients/fields';
import type { RecipientTable } from '../../../sms/recipients/recipientTable';
import { makePlan } from '../../../campaign/plan/makePlan';
import type { Plan } from '../../../campaign/plan/plan';
import { newCampaignId } from '../../../campaign/plan/reference';
import { listTable, numbersTable } from '../../../campaign/plan/listedRecipients';
import type { CampaignClient, CampaignServices } from '../services';
import type { CampaignShelf } from '../shelf';
import { readOptedOut } from './optedOut';
import { chooseNumberColumn, openTableFile, tableFailure } from './recipientFile';
import { numberInWords, skippedInWords } from '../words';

interface Opened {
  readonly table: RecipientTable;
  readonly numberColumn: number;
  readonly defaultCountry: string | undefined;
}

async function tableOf(
  recipients: FoundRecipients,
  client: CampaignClient,
  defaultCountry: string | undefined,
): Promise<Pick<Opened, 'table' | 'numberColumn'>> {
  switch (recipients.kind) {
    case 'list':
      return { table: listTable(client, recipients.listId), numberColumn: 0 };
    case 'numbers':
      return { table: numbersTable(recipients.numbers), numberColumn: 0 };
    case 'file': {
      const uri = vscode.Uri.parse(recipients.uri);
      const table = await openTableFile(uri, defaultCountry);
      try {
        const named = recipients.numberColumn;
        const numberColumn = await chooseNumberColumn(table, uri, named, defaultCountry);
        return { table, numberColumn };
      } catch (error) {
        await table.close();
        throw error;
      }
    }
  }
}

function refuseNobody({ count, skipped }: Plan): void {
  if (count > 0) {
    return;
  }
  const reasons = Object.entries(skipped).map(([code, n]) => skippedInWords(code, n));
  throw new UserFacingError(
    reasons.length === 0
      ? vscode.l10n.t('There is nobody to send to.')
      : vscode.l10n.t('There is nobody to send to: {0}.', reasons.join(', ')),
  );
}

/**
 * Reads the recipients, checks each, and writes the plan of a campaign. Asks for the column with
 * the numbers when it cannot be told. Nothing is sent.
 */
export async function planCampaign(
  source: CampaignSource & { readonly recipients: FoundRecipients },
  { session }: Pick<CampaignServices, 'session'>,
  shelf: CampaignShelf,
): Promise<Plan> {
  if (source.schedule !== undefined && source.schedule * 1000 <= Date.now()) {
    throw new UserFacingError(vscode.l10n.t('The time it is scheduled for has passed.'));
  }
  const client = await session.client();
  const account = session.active;
  if (!account) {
    throw new vscode.CancellationError();
  }
  const country = source.country ?? (await defaultCountry(client));
  const { maxParts = mostParts } = await accountFacts(client, new AbortController().signal);
  const optedOut = await readOptedOut(country);
  const opened = await tableOf(source.recipients, client, country);
  const problem = findFieldProblem(source.body, opened.table);
  if (problem) {
    await opened.table.close();
    throw new UserFacingError(fieldProblem(problem));
  }
  const id = newCampaignId();
  const directory = shelf.directory(id);
  const { id: accountId, label, kind } = account;
  const isSandbox = kind === 'sandbox';
  try {
    const plan = await withWork(vscode.l10n.t('Reading recipients'), (signal, report) =>
      makePlan(opened.table, {
        id,
        directory,
        source,
        account: { id: accountId, label, isSandbox },
        numberColumn: opened.numberColumn,
        defaultCountry: country,
        optedOut: optedOut?.numbers,
        optedOutFiles: optedOut?.files,
        maxParts,
        now: Date.now(),
        signal,
        onProgress: countingBy(report),
      }),
    );
    refuseNobody(plan);
    return plan;
  } catch (error) {
    await rm(directory, { recursive: true, force: true });
    if (error instanceof Error && error.name === 'AbortError') {
      throw new vscode.CancellationError();
    }
    throw tableFailure(error, source.name);
  }
}

/** A number that changes faster than this cannot be read. */
const reportEveryMs = 200;

/** Reports now and then how many messages are planned. */
function countingBy(report: ReportStep): (messages: number) => void {
  let shownAt = 0;
  return (messages) => {
    if (Date.now() - shownAt >= reportEveryMs) {
      shownAt = Date.now();
      report({ message: numberInWords(messages) });
    }
  };
}
