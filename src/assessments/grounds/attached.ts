import type { EvidenceFreshness, LinkedEvidence } from '../../evidence/index.js';
import { dayText } from '../../platform/templates/index.js';
import { clause, type Expiry, type Footing } from './footing.js';

/** Evidence attached to an answer, as it stands on one day. */
export type Attachment = Pick<LinkedEvidence, 'title' | 'freshness' | 'withdrawnAt'>;

/**
 * What the evidence attached to an answer is worth: a document of the vendor's as long as one piece of it is neither
 * expired nor stale by its age; otherwise the vendor's word with the reason. Nothing where nothing was attached.
 * Source: VRM-1 and the policy `evidence-freshness`.
 */
export function attachedFooting(attached: readonly Attachment[]): Footing | undefined {
  if (attached.length === 0) return undefined;
  const kept = attached.filter(({ withdrawnAt }) => withdrawnAt === null);
  const valid = kept.filter(({ freshness }) => freshness?.state !== 'stale');
  const shown = [valid, kept, attached].find(({ length }) => length > 0) ?? [];
  const words = shown.map(({ title }) => `“${title}”`).join(', ');
  const footing = { words, grade: 'document', lowered: null, expired: null } as const;
  if (valid.length > 0) return footing;
  const last = lastOf(kept);
  if (!last) return { ...footing, lowered: withdrawal(attached) };
  return { ...footing, ...ended(words, last) };
}

/** What was good the longest. */
const lastOf = (kept: readonly Attachment[]): EvidenceFreshness | undefined =>
  kept
    .flatMap(({ freshness }) => freshness ?? [])
    .sort((one, other) => other.daysStale - one.daysStale)
    .at(-1);

function ended(words: string, freshness: EvidenceFreshness): { lowered: string; expired: Expiry } {
  const { freshUntil, endsBy, daysStale: daysExpired } = freshness;
  const day = dayText(freshUntil);
  return endsBy === 'expiry'
    ? {
        lowered: `it expired on ${day}`,
        expired: { reason: `${words} expired on ${day}`, daysExpired },
      }
    : {
        lowered: `it is stale: ${clause(freshness)}`,
        expired: { reason: `${words}, counted until ${day} only`, daysExpired },
      };
}

function withdrawal(attached: readonly Attachment[]): string {
  const last =
    attached
      .map(({ withdrawnAt }) => withdrawnAt ?? '')
      .sort()
      .at(-1) ?? '';
  return `it was withdrawn on ${dayText(last.slice(0, 10))}`;
}
