import type { ObligationKind } from './obligation.entity.js';

export const kindWords: Readonly<Record<ObligationKind, string>> = {
  reassessment: 'Reassessment',
  audit_renewal: 'Audit renewal',
  evidence_expiry: 'Evidence expiry',
  decision_validity: 'End of a decision',
  contract_notice: 'Contract notice',
  outreach: 'Answers due',
  prompted_reassessment: 'Reassessment a rule asks for',
};

const places: Readonly<Record<string, (id: string, vendorId: string) => string>> = {
  engagement: (id) => `/engagements/${id}`,
  assessment: (id) => `/assessments/${id}`,
  audit: (id) => `/audits/${id}`,
  evidence: (id) => `/evidence/${id}`,
};

/** The page on which the thing that is due is done. */
export function placeOf(
  kind: ObligationKind,
  {
    subjectKind,
    subjectId,
    vendorId,
  }: { subjectKind: string; subjectId: string; vendorId: string },
): string {
  if (kind === 'reassessment' || kind === 'prompted_reassessment' || kind === 'decision_validity') {
    return `/vendors/${vendorId}/assessments/new`;
  }
  return places[subjectKind]?.(subjectId, vendorId) ?? `/vendors/${vendorId}`;
}
