import {
  auditName,
  freshnessOf,
  isCertificate,
  type Audit,
  type Auditor,
  type BridgeLetter,
  type Freshness,
  type FreshnessFigures,
} from '../../audits/index.js';
import { dayOf } from '../../platform/clock.js';
import { dayText } from '../../platform/templates/index.js';
import type { EvidenceGrade } from '../../scoring/index.js';

/** What an answer rests on, and what that is worth on one day. */
export interface Footing {
  /** In words: "SOC 2 Type II by Northgate Assurance, to 30 Sep 2026". */
  words: string;
  /** The best grade it can give an answer. */
  grade: EvidenceGrade;
  /** Why it proves nothing on this day, as a clause without a full stop; null while it does prove something. */
  lowered: string | null;
  /** When its own days ran out, where they have. */
  expired: Expiry | null;
}

export interface Expiry {
  reason: string;
  daysExpired: number;
}

export interface AuditGround {
  audit: Audit;
  letters: readonly BridgeLetter[];
  auditor: Auditor;
  platform: Auditor | null;
  isSuperseded: boolean;
}

/**
 * What an audit is worth on `day` (`YYYY-MM-DD`) to an answer that rests on it: an independent audit, an artefact
 * (Type I, a bridge letter), or the vendor's word with the reason: rejected, its auditor or the compliance platform
 * in doubt, stale. Reasons name days, never ages, so that they say the same tomorrow. Source: VRM-1 and the policy
 * `freshness`.
 */
export function auditFooting(ground: AuditGround, day: string, figures: FreshnessFigures): Footing {
  const { audit, letters } = ground;
  const freshness = freshnessOf({ ...audit, rejectedAt: null }, letters, day, figures);
  const words = wordsOf(ground, freshness);
  const stale = freshness.state === 'stale';
  const reasons = [...objections(ground), ...(stale ? [`it is stale: ${clause(freshness)}`] : [])];
  return {
    words,
    grade: freshness.grade === 'artefact' ? 'artefact' : 'audit',
    lowered: reasons.length > 0 ? reasons.join('; ') : null,
    expired: stale ? expiryOf(words, freshness) : null,
  };
}

function wordsOf({ audit, auditor, isSuperseded }: AuditGround, freshness: Freshness): string {
  const { kind, expiresOn, periodTo, issuedOn } = audit;
  const end = isCertificate(kind)
    ? expiresOn
    : kind === 'other'
      ? (expiresOn ?? periodTo)
      : periodTo;
  const last = end ?? issuedOn;
  const bridged = kind === 'soc2_type2' && freshness.state === 'in_grace';
  return [
    `${auditName(audit)} by ${auditor.name}`,
    ...(last ? [`to ${dayText(last)}`] : []),
    ...(bridged && freshness.graceUntil
      ? [`carried by a bridge letter until ${dayText(freshness.graceUntil)}`]
      : []),
    ...(isSuperseded ? ['superseded by a newer one'] : []),
  ].join(', ');
}

/** What is held against an audit, whatever its days say. */
function objections({ audit, auditor, platform }: AuditGround): string[] {
  const { rejectedAt } = audit;
  return [
    ...(rejectedAt ? [`it was rejected on ${dayText(dayOf(rejectedAt))}`] : []),
    ...(auditor.doubtedAt ? [doubt(auditor.name, auditor.doubtedAt)] : []),
    ...(platform?.doubtedAt
      ? [doubt(`the compliance platform ${platform.name}`, platform.doubtedAt)]
      : []),
  ];
}

const doubt = (name: string, since: Date): string =>
  `${name} has been in doubt since ${dayText(dayOf(since))}`;

/** The reason of the freshness rule, to stand inside a sentence. */
export function clause({ reason }: Pick<Freshness, 'reason'>): string {
  const [first = '', ...rest] = reason.replace(/\.$/, '');
  return first.toLowerCase() + rest.join('');
}

function expiryOf(words: string, { freshUntil, graceUntil, daysStale }: Freshness): Expiry {
  const end = dayText(graceUntil ?? freshUntil);
  return { reason: `${words}, counted until ${end} only`, daysExpired: daysStale };
}
