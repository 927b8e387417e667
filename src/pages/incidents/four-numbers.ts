import {
  exposureBar,
  exposureStandings,
  standingMeanings,
  standingTitles,
  type ExposureView,
  type StandingWord,
} from '../../incidents/index.js';

/** The four numbers as a sentence, a bar and a line each, whose numbers lead to the vendors. */
export function fourNumbers(exposure: ExposureView, linkOf: (standing: StandingWord) => string) {
  const { counts, sentence, vendors, derivedAt } = exposure;
  return {
    sentence,
    vendors,
    ...(derivedAt ? { derivedAt } : {}),
    derived: exposure.derivation > 0,
    segments: exposureBar(counts),
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
