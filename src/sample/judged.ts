import type { Judgement } from '../assessments/index.js';
import type { AuditKind } from '../audits/index.js';
import type { EvidenceGrade } from '../scoring/index.js';
import type { SampleReviews } from './story.js';

/** The same judgement, with the same words, of several answers. */
export function judged(
  judgement: Judgement,
  evidence: EvidenceGrade,
  comment: string,
  keys: readonly string[],
): SampleReviews {
  return Object.fromEntries(keys.map((key) => [key, { judgement, evidence, comment }]));
}

/** Of several answers that this audit tested. */
export function audited(
  restsOn: AuditKind,
  comment: string,
  keys: readonly string[],
): SampleReviews {
  const review = { judgement: 'meets', evidence: 'audit', comment, restsOn } as const;
  return Object.fromEntries(keys.map((key) => [key, review]));
}
