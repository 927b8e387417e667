import { bandRank, type Band, type Score } from '../scoring/index.js';

export interface Scored {
  engagementId: string;
  band: Band;
  residual: number;
  /** Instant as ISO 8601 text. */
  scoredAt: string;
}

/** Whether a floor holds the band above what the answers alone would give. */
export function isFloored({
  bandFromAnswers,
  bandAfterFloors,
}: Pick<Score, 'bandFromAnswers' | 'bandAfterFloors'>): boolean {
  return bandRank(bandAfterFloors) > bandRank(bandFromAnswers);
}

/** Of the latest score of each engagement the worst: by band, then by residual. */
export function worstOfLatest<S extends Scored>(scores: readonly S[]): S | undefined {
  const latest = new Map<string, S>();
  for (const score of scores) {
    const known = latest.get(score.engagementId);
    if (!known || score.scoredAt > known.scoredAt) latest.set(score.engagementId, score);
  }
  const worse = (one: S, other: S): number =>
    bandRank(other.band) - bandRank(one.band) || other.residual - one.residual;
  return [...latest.values()].sort(worse)[0];
}
