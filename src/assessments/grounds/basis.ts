import { evidenceGrades, type EvidenceGrade, type ScoredQuestion } from '../../scoring/index.js';
import type { Review } from '../reviewing/review.entity.js';
import { attachedFooting, type Attachment } from './attached.js';
import type { Expiry, Footing } from './footing.js';

/** All that answers of one assessment may rest on, as it stands on one day. */
export interface Grounds {
  /** The vendor's audits, by id. */
  audits: ReadonlyMap<string, Footing>;
  /** Evidence attached to answers, by question. */
  attached: ReadonlyMap<string, readonly Attachment[]>;
}

/** What one answer rests on, the way the model takes it. */
export type Basis = Pick<ScoredQuestion, 'evidence' | 'evidenceLowered' | 'restsOn'> & {
  expired: Expiry | null;
};

export type Rested = Pick<Review, 'evidence' | 'auditId' | 'scopeGap'>;

const nothing = { evidenceLowered: null, restsOn: null, expired: null };

/** The vendor's word. */
export const onNothing: Basis = { ...nothing, evidence: 'assertion' };

/** Until a review: the vendor's word, or its own document where one is attached and valid. Source: VRM-1. */
export function basisBeforeReview(key: string, { attached }: Grounds): Basis {
  const footing = attachedFooting(attached.get(key) ?? []);
  return footing ? resting('document', footing) : onNothing;
}

/**
 * Once judged: the audit that the judgement names; else, where it looked at a document, an artefact or an audit
 * without a name, what is attached to the answer. The grade is never above the one that the reviewer gave. The
 * vendor's word and our own verification rest on nothing that could expire. Source: VRM-1.
 */
export function basisAfterReview(key: string, review: Rested, grounds: Grounds): Basis {
  const { evidence, auditId, scopeGap } = review;
  if (evidence === 'assertion' || evidence === 'verified') return { ...nothing, evidence };
  const audit = auditId === null ? undefined : grounds.audits.get(auditId);
  if (audit) return resting(evidence, outOfScope(audit, scopeGap));
  const footing = attachedFooting(grounds.attached.get(key) ?? []);
  if (!footing) return { ...nothing, evidence };
  // A reviewer saw more in it than the vendor's own document.
  return resting(evidence, { ...footing, grade: evidence });
}

function resting(given: EvidenceGrade, { words, grade, lowered, expired }: Footing): Basis {
  const evidence = evidenceGrades[given] < evidenceGrades[grade] ? given : grade;
  return { evidence, evidenceLowered: lowered, restsOn: words, expired };
}

function outOfScope(footing: Footing, gap: string | null): Footing {
  if (gap === null) return footing;
  const reason = `it is out of scope: ${gap.replace(/\.$/, '')}`;
  return { ...footing, lowered: [reason, ...[footing.lowered ?? []].flat()].join('; ') };
}
