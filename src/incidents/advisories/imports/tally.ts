import type { LeftOut } from '../reading/index.js';
import type { TakenRecord } from './import.entity.js';

const mostTold = 200;

/** What became of the records of an import so far. */
export interface Tally {
  added: number;
  changed: number;
  same: number;
  taken: TakenRecord[];
  leftOut: LeftOut[];
  leftOutCount: number;
}

export const nothing = (): Tally => ({
  ...{ added: 0, changed: 0, same: 0, taken: [] },
  ...{ leftOut: [], leftOutCount: 0 },
});

export function take(tally: Tally, record: TakenRecord): void {
  tally[record.outcome] += 1;
  if (tally.taken.length < mostTold) tally.taken.push(record);
}

export function add(tally: Tally, more: Tally): void {
  tally.added += more.added;
  tally.changed += more.changed;
  tally.same += more.same;
  tally.taken.push(...more.taken.slice(0, mostTold - tally.taken.length));
  leave(tally, more.leftOut);
}

export function leave(tally: Tally, left: readonly LeftOut[]): void {
  tally.leftOutCount += left.length;
  tally.leftOut.push(...left.slice(0, mostTold - tally.leftOut.length));
}
