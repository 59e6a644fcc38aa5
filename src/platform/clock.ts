/** Runs `task` once after `ms`; returns what calls it off. */
export type Schedule = (ms: number, task: () => void) => () => void;

/** Time as background loops see it, so that tests can move it. */
export interface Clock {
  now(): Date;
  readonly schedule: Schedule;
}

export const systemClock: Clock = {
  now: () => new Date(),
  schedule: (ms, task) => {
    const timer = setTimeout(task, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};
