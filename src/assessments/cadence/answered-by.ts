import type { Tier } from '../../scoring/index.js';
import type { Due } from './reassessment-rule.js';

/** A decision on an engagement. */
export interface Decided {
  assessmentId: string;
  /** It was about the short questionnaire. */
  short: boolean;
}

/** A reassessment that is owed after a decision, or after none. */
export interface OwedAfter extends Pick<Due, 'part'> {
  afterId: string | null;
}

/** Whether a decision is one on what is owed: in tier 1 the short questionnaire counts as light. */
export const counts = (part: Due['part'], tier: Tier, short: boolean): boolean =>
  part === 'light' || tier !== 1 || !short;

/**
 * The assessment whose decision did what was owed: the first after the one it followed that counts, whatever its outcome,
 * early or late. Nothing if there is none.
 * @param decisions those on the engagement, the earliest first
 */
export function answeredBy(
  decisions: readonly Decided[],
  { part, afterId }: OwedAfter,
  tier: Tier,
): string | undefined {
  const at = decisions.findIndex(({ assessmentId }) => assessmentId === afterId);
  return decisions.slice(at + 1).find(({ short }) => counts(part, tier, short))?.assessmentId;
}
