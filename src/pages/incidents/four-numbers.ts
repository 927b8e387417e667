import { exposureStandings, type ExposureView, type StandingWord } from '../../incidents/index.js';
import { standingMeanings, standingTitles } from './incident-words.js';

interface Segment {
  key: string;
  /** Per cent of the bar. */
  x: string;
  width: string;
}

/** The narrowest that is still seen, in per cent: nothing that is there may vanish from the bar. */
const least = 0.75;

/** The four numbers as a sentence, a bar and a line each, whose numbers lead to the vendors. */
export function fourNumbers(exposure: ExposureView, linkOf: (standing: StandingWord) => string) {
  const { counts, sentence, vendors, derivedAt } = exposure;
  return {
    sentence,
    vendors,
    ...(derivedAt ? { derivedAt } : {}),
    derived: exposure.derivation > 0,
    segments: segmentsOf([
      ['confirmed', counts.confirmed],
      ['possible', counts.possible],
      ['clear', counts.clear],
      ['stale', counts.stale],
      ['never_asked', counts.never_asked],
    ]),
    parts: exposureStandings.map((standing) => ({
      standing,
      word: standingTitles[standing],
      meaning: standingMeanings[standing],
      count: counts[standing],
      href: linkOf(standing),
      ...(standing === 'affected' && counts.possible > 0
        ? { split: `${counts.confirmed} for certain, ${counts.possible} perhaps` }
        : {}),
    })),
  };
}

/** Widths in proportion, except that none which is there is narrower than `least`. */
export function segmentsOf(counts: readonly (readonly [string, number])[]): Segment[] {
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return [];
  const raw = counts.map(([, count]) => (count === 0 ? 0 : Math.max(least, (100 * count) / total)));
  const sum = raw.reduce((all, width) => all + width, 0);
  let x = 0;
  return counts.flatMap(([key], at) => {
    const width = ((raw[at] ?? 0) * 100) / sum;
    const segment = { key, x: percent(x), width: percent(width) };
    x += width;
    return width === 0 ? [] : [segment];
  });
}

const percent = (value: number): string => `${Math.round(value * 100) / 100}%`;
