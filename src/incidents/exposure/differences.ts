import { counting, noCounts, type Counts } from './counts.js';
import type { Certainty, Facts, Standing, StandingWord } from './facts.js';
import { standingOf } from './standing.js';

/** A standing as it is stored. */
export interface StoredStanding {
  vendorId: string;
  standing: StandingWord;
  certainty: Certainty | null;
  /** JSON as text. */
  basis: string | null;
  /** Instant as ISO 8601 text. */
  sinceAt: string;
}

export interface Differences {
  /** Vendors whose stored standing ends. */
  ended: string[];
  begun: StoredStanding[];
  /** Of these, how many stand elsewhere; others only rest on something else. */
  moved: number;
  /** Where the vendors in use stand. */
  counts: Counts;
}

interface Derived {
  /** Those in use. */
  vendorIds: readonly string[];
  stored: ReadonlyMap<string, StoredStanding>;
  factsOf: (vendorId: string) => Facts;
  /** Instant as ISO 8601 text. */
  now: string;
}

/** What has to be written so that what is stored says what follows from the facts. Order does not matter. */
export function differencesOf({ vendorIds, stored, factsOf, now }: Derived): Differences {
  const differences: Differences = { ended: [], begun: [], moved: 0, counts: noCounts };
  const left = new Set(stored.keys());
  const counts = { ...noCounts };
  for (const id of vendorIds) {
    left.delete(id);
    const derived = standingOf(factsOf(id));
    count(counts, derived);
    const before = stored.get(id);
    const next = storedOf(id, derived, before, now);
    if (before && isSame(before, next)) continue;
    if (before) differences.ended.push(id);
    differences.begun.push(next);
    if (!before || !standsAlike(before, next)) differences.moved += 1;
  }
  for (const id of left) differences.ended.push(id);
  differences.moved += left.size;
  return { ...differences, counts };
}

function count(counts: Counts, { standing, certainty }: Standing): void {
  counts[standing] += 1;
  if (certainty) counts[certainty] += 1;
}

function storedOf(
  vendorId: string,
  { standing, certainty, basis }: Standing,
  before: StoredStanding | undefined,
  now: string,
): StoredStanding {
  const next = { vendorId, standing, certainty };
  const sinceAt = before && standsAlike(before, next) ? before.sinceAt : now;
  return { ...next, basis: basis && JSON.stringify(basis), sinceAt };
}

type Placed = Pick<StoredStanding, 'standing' | 'certainty'>;

const standsAlike = (one: Placed, other: Placed): boolean =>
  one.standing === other.standing && one.certainty === other.certainty;

const isSame = (one: StoredStanding, other: StoredStanding): boolean =>
  standsAlike(one, other) && one.basis === other.basis;

/** The counts after one vendor's standing ended, began or changed. */
export function countsAfter(
  counts: Counts,
  before: Placed | undefined,
  after: Placed | undefined,
): Counts {
  const without = before ? counting(counts, before, -1) : counts;
  return after ? counting(without, after) : without;
}

/** Two counts added up. */
export function addUp(one: Counts, other: Counts): Counts {
  const sum = { ...one };
  for (const key of Object.keys(noCounts) as (keyof Counts)[]) sum[key] += other[key];
  return sum;
}
