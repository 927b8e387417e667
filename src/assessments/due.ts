import { steps } from './states.js';
import type { AssessmentState } from './assessment.entity.js';

/** Whether the vendor still owes an answer after the due date; the due day itself is in time. */
export function isOverdue(
  { state, dueOn }: { state: AssessmentState; dueOn: string },
  today: string,
): boolean {
  return dueOn < today && steps.answer.from.includes(state);
}

export const invitationStandings = ['open', 'link_expired', 'revoked'] as const;
export type InvitationStanding = (typeof invitationStandings)[number];

/** Where an invitation stands; derived, never stored. */
export function standingOf(
  { revokedAt, expiresAt }: { revokedAt: Date | null; expiresAt: Date },
  now: Date,
): InvitationStanding {
  if (revokedAt) return 'revoked';
  return expiresAt <= now ? 'link_expired' : 'open';
}
