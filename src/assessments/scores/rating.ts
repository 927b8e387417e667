import { bandOf, bandRank, type Band, type Score } from '../../scoring/index.js';

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

/** The same of a model's band and a residual, where the whole score is not at hand. */
export function isHeldUp(modelBand: Band, residual: number): boolean {
  return bandRank(modelBand) > bandRank(bandOf(residual));
}

/** The scores on the latest answers about each engagement. Of answers given at the same instant those named first count. */
export function latestOf<S extends Scored>(scores: readonly S[]): S[] {
  const latest = new Map<string, S>();
  for (const score of scores) {
    const known = latest.get(score.engagementId);
    if (!known || score.submittedAt > known.submittedAt) latest.set(score.engagementId, score);
  }
  return [...latest.values()];
}

/** The worst of them: by band, then by residual. */
export function worstOf<S extends Scored>(scores: readonly S[]): S | undefined {
  const worse = (one: S, other: S): number =>
    bandRank(other.band) - bandRank(one.band) || other.residual - one.residual;
  return [...scores].sort(worse)[0];
}
