import type { AuditLine, AuditorMark } from '../../audits/index.js';
import type { AuditorConcentration, AuditorRow } from '../portfolio.dto.js';
import { firstOf, longest } from './counts.js';

type Line = Pick<AuditLine, 'vendorId' | 'auditor' | 'platform' | 'doubted' | 'freshness'>;

const over: ReadonlySet<string> = new Set(['stale', 'superseded', 'rejected']);

/** How many audits in force rest on each auditor and each platform, those in doubt first. */
export function auditorsPart(lines: readonly Line[]): AuditorConcentration {
  const inForce = lines.filter(({ freshness: { state } }) => !over.has(state));
  const marks = new Map<string, { mark: AuditorMark; audits: number; vendors: Set<string> }>();
  for (const { vendorId, auditor, platform } of inForce) {
    for (const mark of platform ? [auditor, platform] : [auditor]) {
      const known = marks.get(mark.id) ?? { mark, audits: 0, vendors: new Set<string>() };
      known.audits += 1;
      known.vendors.add(vendorId);
      marks.set(mark.id, known);
    }
  }
  const rows = [...marks.values()].map(({ mark, audits, vendors }): AuditorRow => {
    const { id, name, kind, doubted } = mark;
    return { id, name, kind, doubted, audits, vendors: vendors.size };
  });
  const { first, more } = firstOf(rows.sort(doubtedFirst), longest);
  const doubted = inForce.filter((line) => line.doubted).length;
  return { inForce: inForce.length, doubted, auditors: first, more };
}

const doubtedFirst = (one: AuditorRow, other: AuditorRow): number =>
  Number(other.doubted) - Number(one.doubted) ||
  other.vendors - one.vendors ||
  other.audits - one.audits ||
  (one.name < other.name ? -1 : 1);
