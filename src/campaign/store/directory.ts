import path from 'node:path';

/** The files of one campaign. */
export interface CampaignFiles {
  readonly directory: string;
  /** Written last and whole: without it there is no campaign. */
  readonly plan: string;
  /** One line per block of messages, in the order of the table. */
  readonly messages: string;
  /** One line per row that gets nothing. */
  readonly skipped: string;
  readonly journal: string;
  /** Counts as of a certain length of the journal; may be missing or out of date. */
  readonly summary: string;
  readonly results: string;
  readonly report: string;
}

export function campaignFiles(directory: string): CampaignFiles {
  const file = (name: string): string => path.join(directory, name);
  return {
    directory,
    plan: file('plan.json'),
    messages: file('messages.jsonl'),
    skipped: file('skipped.jsonl'),
    journal: file('journal.jsonl'),
    summary: file('summary.json'),
    results: file('results.csv'),
    report: file('not-sent.csv'),
  };
}
