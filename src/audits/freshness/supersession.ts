import type { Audit } from '../audit.entity.js';

type Compared = Pick<
  Audit,
  | 'id'
  | 'vendorId'
  | 'kind'
  | 'title'
  | 'auditorId'
  | 'scope'
  | 'periodTo'
  | 'issuedOn'
  | 'expiresOn'
> & { rejectedAt: Date | string | null };

/**
 * The newest accepted audit that takes the place of this one: of the same vendor, kind (and title, for `other`) and
 * line, that speaks of a later day. Lines are the same where the scopes are, whatever their case, spaces and
 * punctuation; a scope in other words is another line, since hiding a renewal that is due would be worse than
 * showing an old audit beside its successor.
 */
export function successorOf<T extends Compared>(
  audit: Compared,
  others: readonly T[],
): T | undefined {
  const line = lineOf(audit);
  const newer = others.filter(
    (other) =>
      other.id !== audit.id &&
      !other.rejectedAt &&
      lineOf(other) === line &&
      compareDays(spokenOf(other), spokenOf(audit)) > 0,
  );
  return newer.sort((a, b) => compareDays(spokenOf(b), spokenOf(a)))[0];
}

/** The days that decide which of two audits of a line is newer: a certificate's end, else the day last spoken of. */
function spokenOf({ kind, periodTo, issuedOn, expiresOn }: Compared): string {
  const certificate = kind === 'iso27001' || kind === 'iso42001';
  return (certificate ? expiresOn : (periodTo ?? issuedOn ?? expiresOn)) ?? '';
}

const compareDays = (one: string, other: string): number =>
  one < other ? -1 : Number(one > other);

const folded = (text: string | null): string =>
  (text ?? '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const lineOf = ({ vendorId, kind, title, scope }: Compared): string =>
  [vendorId, kind, kind === 'other' ? folded(title) : '', folded(scope)].join('\n');
