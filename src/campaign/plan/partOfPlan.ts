import { parseNumber } from '../../sms/numbers/phone';
import type { CampaignCopy } from '../run/book';
import { ExampleFinder } from './examples';
import { PlanReader } from './plan';
import type { Plan } from './plan';
import { PriceGroups } from './priceGroups';

/** The plan of some messages of a campaign, to be priced and confirmed. */
export async function partOfPlan(
  { plan, files, ledger }: CampaignCopy,
  isWanted: (index: number) => boolean,
): Promise<Plan> {
  const groups = new PriceGroups();
  const examples = new ExampleFinder();
  let count = 0;
  const reader = await PlanReader.open(files, plan);
  try {
    for (let block = 0; block < reader.blockCount; block++) {
      for (const { index, to: e164, text, parts } of await reader.block(block)) {
        if (!isWanted(index)) {
          continue;
        }
        const parsed = parseNumber(e164);
        const country = parsed.ok ? parsed.number.country : undefined;
        groups.add({ e164, country, text }, parts);
        examples.add(e164, text);
        count++;
      }
    }
  } finally {
    await reader.close();
  }
  const schedule = ledger.sendsNow ? 0 : plan.schedule;
  return {
    ...plan,
    schedule,
    count,
    skipped: {},
    groups: groups.list(),
    examples: examples.list(),
  };
}
