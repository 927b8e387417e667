import type { AuditLine, Freshness } from '../../audits/index.js';
import { daysBetween, dayText } from '../../platform/templates/index.js';

/** Where an audit or a piece of evidence stands, for the partial `audits/standing`: its word, and until or since when. */
export interface ShownStanding {
  status: string;
  when: string;
}

export function shownStanding(
  freshness: Pick<Freshness, 'state' | 'freshUntil' | 'graceUntil' | 'daysStale'>,
  today: string,
): ShownStanding {
  const { state, freshUntil, graceUntil, daysStale } = freshness;
  return { status: state, when: whenOf() };

  function whenOf(): string {
    switch (state) {
      case 'fresh':
        return `until ${dated(freshUntil)}`;
      case 'due_soon':
        return `fresh until ${dated(freshUntil)}`;
      case 'in_grace':
        return `until ${dated(graceUntil ?? freshUntil)}`;
      case 'stale':
        return `good until ${dayText(graceUntil ?? freshUntil)} (${ago(daysStale)})`;
      case 'superseded':
        return 'by a newer audit';
      case 'rejected':
        return 'by us';
    }
  }

  function dated(day: string): string {
    const left = daysBetween(today, day);
    return `${dayText(day)} (${left === 0 ? 'today' : left === 1 ? 'tomorrow' : `in ${left} days`})`;
  }
}

const ago = (days: number): string => (days === 1 ? 'yesterday' : `${days} days ago`);

/** The days an audit speaks of, in a few words. */
export function shownPeriod({
  kind,
  periodFrom,
  periodTo,
  issuedOn,
  expiresOn,
}: AuditLine): string {
  if (kind === 'soc2_type1' && periodTo) return `as of ${dayText(periodTo)}`;
  if (periodFrom && periodTo) return `${dayText(periodFrom)} to ${dayText(periodTo)}`;
  if (periodTo) return `until ${dayText(periodTo)}`;
  if (issuedOn && expiresOn) return `issued ${dayText(issuedOn)}, ends ${dayText(expiresOn)}`;
  return issuedOn ? `issued ${dayText(issuedOn)}` : `ends ${dayText(expiresOn ?? '')}`;
}

/** An audit as the lists of audits show it. */
export function shownLine(line: AuditLine, today: string): object {
  const { id, vendorId, vendor, name, auditor, platform, scope, exceptions, nextDueOn } = line;
  return {
    href: `/audits/${id}`,
    vendor,
    vendorHref: `/vendors/${vendorId}`,
    name,
    auditor,
    platform,
    scope,
    period: shownPeriod(line),
    standing: shownStanding(line.freshness, today),
    reason: line.freshness.reason,
    exceptions,
    nextDueOn,
  };
}
