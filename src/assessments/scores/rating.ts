import { bandRank, type Band, type Score } from '../../scoring/index.js';

export interface Scored {
  engagementId: string;
  band: Band;
  residual: number;
  /** When the answers it scores were given, as ISO 8601 text. */
  submittedAt: string;
}

/** Whether a floor holds the band above what the answers alone would give. */
export function isFloored({
  bandFromAnswers,
  bandAfterFloors,
}: Pick<Score, 'bandFromAnswers' | 'bandAfterFloors'>): boolean {
  return bandRank(bandAfterFloors) > bandRank(bandFromAnswers);
}

/**
 * Of the scores on the latest answers about each engagement the worst: by band, then by residual. Where answers
 * were given at the same instant, the one named first counts.
 */
export function worstOfLatest<S extends Scored>(scores: readonly S[]): S | undefined {
  const latest = new Map<string, S>();
  for (const score of scores) {
    const known = latest.get(score.engagementId);
    if (!known || score.submittedAt > known.submittedAt) latest.set(score.engagementId, score);
  }
  const worse = (one: S, other: S): number =>
    bandRank(other.band) - bandRank(one.band) || other.residual - one.residual;
  return [...latest.values()].sort(worse)[0];
}
