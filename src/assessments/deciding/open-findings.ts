import type { FindingLine } from '../../findings/index.js';
import type { FrozenFinding } from './decision.entity.js';

/**
 * What an approver has before them: the findings about the engagement, and about the vendor as a whole, that nobody has
 * verified, in the order they are given. An accepted risk is among them: it is borne, not gone.
 */
export function openAbout(engagementId: string, findings: readonly FindingLine[]): FrozenFinding[] {
  return findings
    .filter(({ state }) => state !== 'verified')
    .filter((finding) => (finding.engagementId ?? engagementId) === engagementId)
    .map(({ id, reference, title, severity, state, owner, dueOn, acceptedUntil }) => ({
      id,
      reference,
      title,
      severity,
      state,
      owner,
      dueOn,
      ...(state === 'risk_accepted' && acceptedUntil ? { acceptedUntil } : {}),
    }));
}
