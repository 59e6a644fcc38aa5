import { parseSchedule } from '../../sms/time/schedule';
import type { ReadMoment } from './steps/moment';

/** Apart from the step, so that the date parser loads when a moment is first asked for. */
export const readMoment: ReadMoment = (text) => {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const moment = parseSchedule(text, { now: Date.now(), timeZone });
  return moment.ok
    ? { schedule: moment.at ?? 0, timeZone: moment.timeZone }
    : { reason: moment.reason };
};
