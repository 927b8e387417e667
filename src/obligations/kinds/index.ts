import { acceptanceExpiry } from './acceptance-expiry.js';
import { auditRenewal } from './audit-renewal.js';
import { contractNotice } from './contract-notice.js';
import { decisionValidity } from './decision-validity.js';
import { draftedReassessment } from './drafted-reassessment.js';
import { evidenceExpiry } from './evidence-expiry.js';
import { finding } from './finding.js';
import { incidentOutreach } from './incident-outreach.js';
import type { Kind } from './kind.js';
import { offboarding } from './offboarding.js';
import { outreach } from './outreach.js';
import { overrideEnd } from './override-end.js';
import { promptedReassessment } from './prompted-reassessment.js';
import { reassessment } from './reassessment.js';
import { rotation } from './rotation.js';

/** Everything that has a due date. Another kind is another file and another line here. */
const all = [
  reassessment,
  auditRenewal,
  evidenceExpiry,
  decisionValidity,
  contractNotice,
  outreach,
  promptedReassessment,
  draftedReassessment,
  finding,
  acceptanceExpiry,
  overrideEnd,
  incidentOutreach,
  rotation,
  offboarding,
] as const;

export type ObligationKind = (typeof all)[number]['code'];

export const kinds: readonly Kind<ObligationKind>[] = all;
export const obligationKinds: readonly ObligationKind[] = kinds.map(({ code }) => code);

export function kindOf(code: ObligationKind): Kind<ObligationKind> {
  const found = kinds.find((kind) => kind.code === code);
  if (!found) throw new Error(`There is no kind of obligation ${code}.`);
  return found;
}
export type { Fulfilled, Ground, Kind, Owed } from './kind.js';
