import { dayText, daysBetween } from '../../platform/templates/index.js';
import type { Footing } from './footing.js';

/** Evidence attached to an answer. */
export interface Attachment {
  title: string;
  /** The last day on which it is valid, `YYYY-MM-DD`. */
  expiresOn: string | null;
  /** Instant as ISO 8601 text. */
  withdrawnAt: string | null;
}

/**
 * What the evidence attached to an answer is worth on `day`: a document of the vendor's as long as one piece of it
 * is valid; otherwise the vendor's word with the reason. Nothing where nothing was attached. Source: VRM-1.
 */
export function attachedFooting(attached: readonly Attachment[], day: string): Footing | undefined {
  if (attached.length === 0) return undefined;
  const kept = attached.filter(({ withdrawnAt }) => withdrawnAt === null);
  const valid = kept.filter(({ expiresOn }) => expiresOn === null || expiresOn >= day);
  const shown = [valid, kept, attached].find(({ length }) => length > 0) ?? [];
  const words = shown.map(({ title }) => `“${title}”`).join(', ');
  const footing = { words, grade: 'document', lowered: null, expired: null } as const;
  if (valid.length > 0) return footing;
  const last = kept
    .map(({ expiresOn }) => expiresOn ?? '')
    .sort()
    .at(-1);
  if (!last) return { ...footing, lowered: withdrawal(attached) };
  const lowered = `it expired on ${dayText(last)}`;
  const reason = `${words} expired on ${dayText(last)}`;
  return { ...footing, lowered, expired: { reason, daysExpired: daysBetween(last, day) } };
}

function withdrawal(attached: readonly Attachment[]): string {
  const last =
    attached
      .map(({ withdrawnAt }) => withdrawnAt ?? '')
      .sort()
      .at(-1) ?? '';
  return `it was withdrawn on ${dayText(last.slice(0, 10))}`;
}
