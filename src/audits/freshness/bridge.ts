import { addDays, addMonths } from '../../platform/clock.js';
import type { BridgeLetter } from '../bridge-letters/bridge-letter.entity.js';

export type LetterDates = Pick<BridgeLetter, 'coversFrom' | 'coversUntil'>;

export interface BridgeLimits {
  /** The report's last day. */
  periodTo: string;
  /** The last day on which the report is fresh by itself. */
  freshUntil: string;
  /** Months a letter may cover, 0 for none. */
  months: number;
}

/**
 * The days on which a bridge letter may begin: the last day of the report's period or the day after it, and the
 * same at the end of the months for which the report is fresh by itself. Anything later would leave a gap.
 */
export function bridgeBeginnings({ periodTo, freshUntil }: BridgeLimits): string[] {
  return [periodTo, freshUntil].flatMap((day) => [day, addDays(day, 1)]);
}

/**
 * The last day that a letter beginning on `coversFrom` may cover: `months` after its first day, or after the day
 * before it where it begins on the day after an end. Days `YYYY-MM-DD`.
 *
 * Source: practice around AICPA SOC 2 reports, where management's letter bridges about three months and the report
 * itself is renewed for anything longer.
 */
export function bridgeMayCoverUntil(coversFrom: string, limits: BridgeLimits): string {
  const anchor = [limits.periodTo, limits.freshUntil].find((day) => addDays(day, 1) === coversFrom);
  return addMonths(anchor ?? coversFrom, limits.months);
}

/**
 * The last day that letters carry a report past the end of its own freshness, without a gap; nothing where none
 * does. However many letters there are, they never carry it further than `months` past that end.
 */
export function bridgedUntil(
  letters: readonly LetterDates[],
  { freshUntil, months }: BridgeLimits,
): string | undefined {
  const limit = addMonths(freshUntil, months);
  let until = freshUntil;
  const ordered = [...letters].sort((a, b) => (a.coversFrom < b.coversFrom ? -1 : 1));
  for (const { coversFrom, coversUntil } of ordered) {
    if (coversFrom <= addDays(until, 1) && coversUntil > until) until = coversUntil;
  }
  const bridged = until < limit ? until : limit;
  return bridged > freshUntil ? bridged : undefined;
}
