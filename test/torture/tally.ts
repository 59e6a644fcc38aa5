/** What was done, and what was found; the names are those of the JSON. */
export interface Counts {
  kills: number;
  powerCuts: number;
  faults: number;
  flips: number;
  takeovers: number;
  doubleStarts: number;
  twice: number;
  lost: number;
  mislabelled: number;
  billWrong: number;
  hangs: number;
}

export type Attacked = 'kills' | 'powerCuts' | 'faults' | 'flips' | 'takeovers' | 'doubleStarts';
export type Found = 'twice' | 'lost' | 'mislabelled' | 'billWrong' | 'hangs';

export const attacked: readonly Attacked[] = [
  'kills',
  'powerCuts',
  'faults',
  'flips',
  'takeovers',
  'doubleStarts',
];
export const found: readonly Found[] = ['twice', 'lost', 'mislabelled', 'billWrong', 'hangs'];

/** What five minutes on two cores must reach; the attack that is furthest behind is next. */
export const goals: Readonly<Record<Attacked, number>> = {
  kills: 200,
  powerCuts: 60,
  faults: 200,
  flips: 5000,
  takeovers: 50,
  doubleStarts: 50,
};

export const noCounts = (): Counts => ({
  kills: 0,
  powerCuts: 0,
  faults: 0,
  flips: 0,
  takeovers: 0,
  doubleStarts: 0,
  twice: 0,
  lost: 0,
  mislabelled: 0,
  billWrong: 0,
  hangs: 0,
});
