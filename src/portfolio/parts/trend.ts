import { addDays, addMonths } from '../../platform/clock.js';
import { bandRank, type Band } from '../../scoring/index.js';
import type { MonthEnd } from '../portfolio.dto.js';
import { countsOf } from './counts.js';

/** A score that was the last on the latest answers about an engagement in the month it was made. */
export interface MonthlyScore {
  vendorId: string;
  engagementId: string;
  band: Band;
  residual: number;
  /** Instants as ISO 8601 text. */
  scoredAt: string;
  submittedAt: string;
}

export interface Entered {
  id: string;
  createdAt: string;
}

/** The last twelve days that end a month, the earliest first; `today` (`YYYY-MM-DD`) may be the last of them. */
export function monthEnds(today: string): string[] {
  const nextMonth = addMonths(`${addDays(today, 1).slice(0, 7)}-01`, 0);
  return Array.from({ length: 12 }, (_, back) =>
    addDays(addMonths(nextMonth, -back), -1),
  ).reverse();
}

/**
 * How many vendors stood in each band at the end of each of these days: each vendor that was entered by then, once,
 * by the worst of its engagements. An engagement stands by the last score on its latest answers.
 */
export function trendOf(
  vendors: readonly Entered[],
  scores: readonly MonthlyScore[],
  days: readonly string[],
): MonthEnd[] {
  const inTime = [...scores].sort((one, other) => compare(one.scoredAt, other.scoredAt));
  const standing = new Map<string, Map<string, MonthlyScore>>();
  let read = 0;
  return days.map((on) => {
    const end = `${addDays(on, 1)}T00:00:00.000Z`;
    for (let next = inTime[read]; next && next.scoredAt < end; next = inTime[read]) {
      const engagements = standing.get(next.vendorId) ?? new Map<string, MonthlyScore>();
      const known = engagements.get(next.engagementId);
      if (!known || next.submittedAt >= known.submittedAt) engagements.set(next.engagementId, next);
      standing.set(next.vendorId, engagements);
      read += 1;
    }
    const entered = vendors.filter(({ createdAt }) => createdAt < end);
    const counts = countsOf(entered.map(({ id }) => worstBand(standing.get(id)?.values() ?? [])));
    return { on, counts, vendors: entered.length };
  });
}

function worstBand(scores: Iterable<MonthlyScore>): Band | null {
  let worst: Band | null = null;
  for (const { band } of scores)
    if (worst === null || bandRank(band) > bandRank(worst)) worst = band;
  return worst;
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
