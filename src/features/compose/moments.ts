import { parseSchedule } from '../../sms/time/schedule';
import type { ReadMoment } from './steps/moment';

/** Apart from the step, so that the date parser loads when a moment is first asked for. */
export const readMoment: ReadMoment = (text) => {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const moment = parseSchedule(text, { now: Date.now(), timeZone });
  return moment.ok ? { at: moment.at ?? 0 } : { reason: moment.reason };
};
