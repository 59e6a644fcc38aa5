import { parseNumber } from '../../sms/numbers/phone';
import type { CampaignCopy } from '../run/book';
import { writePlan } from './makePlan';
import { PlanReader } from './plan';
import type { Plan } from './plan';

/**
 * Writes the plan of another campaign that sends some messages of this one, whose indices ascend,
 * word for word. Nothing is sent.
 */
export async function copyPlan(
  { plan, files }: CampaignCopy,
  indices: readonly number[],
  options: Pick<Plan, 'id' | 'schedule' | 'timeZone'> & {
    readonly directory: string;
    readonly now: number;
  },
): Promise<Plan> {
  const reader = await PlanReader.open(files, plan);
  try {
    const source = { ...plan, schedule: options.schedule, timeZone: options.timeZone };
    return await writePlan({ ...options, source, account: plan.account }, async (made) => {
      const messages = await reader.messages(indices);
      const recipients = messages.map(({ row, to: e164, text }) => {
        const parsed = parseNumber(e164);
        return { row, e164, text, country: parsed.ok ? parsed.number.country : undefined };
      });
      await made.add(recipients, []);
    });
  } finally {
    await reader.close();
  }
}
