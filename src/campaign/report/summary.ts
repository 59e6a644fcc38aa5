import { stat } from 'node:fs/promises';
import { readPlan } from '../plan/plan';
import type { Plan } from '../plan/plan';
import { readCampaign } from '../run/book';
import { readSaved, summarize } from '../run/summary';
import type { Summary } from '../run/summary';
import { campaignFiles } from '../store/directory';

/** The saved figures count only for the journal they were made from. */
export async function readSummary(
  directory: string,
): Promise<{ readonly plan: Plan; readonly summary: Summary }> {
  const files = campaignFiles(directory);
  const [saved, length] = await Promise.all([
    readSaved(files),
    stat(files.journal).then(
      ({ size }) => size,
      () => undefined,
    ),
  ]);
  if (saved && saved.journalLength === length) {
    return { plan: await readPlan(files), summary: saved.summary };
  }
  const { plan, ledger } = await readCampaign(directory);
  return { plan, summary: summarize(ledger) };
}
