import { severities, type Severity } from '../../findings/index.js';
import { kindOf, type ObligationKind } from '../../obligations/index.js';
import type { LateKind, LateOwner, LateWork, SeverityRow } from '../portfolio.dto.js';
import { firstOf, longest } from './counts.js';

/** How much of one kind one person has overdue. */
export interface LateCount {
  kind: ObligationKind;
  ownerId: string;
  owner: string;
  count: number;
  /** `YYYY-MM-DD`. */
  oldestOn: string;
}

export function latePart(counts: readonly LateCount[]): LateWork {
  const kinds = new Map<string, LateKind>();
  const owners = new Map<string, LateOwner>();
  for (const { kind, ownerId, owner, count, oldestOn } of counts) {
    const word = kindOf(kind).word;
    kinds.set(kind, added(kinds.get(kind) ?? { kind, word, count: 0, oldestOn }, count, oldestOn));
    const own = owners.get(ownerId) ?? { ownerId, owner, count: 0, oldestOn };
    owners.set(ownerId, added(own, count, oldestOn));
  }
  const { first, more } = firstOf([...owners.values()].sort(most), longest);
  return {
    total: counts.reduce((sum, { count }) => sum + count, 0),
    byKind: [...kinds.values()].sort(most),
    byOwner: first,
    moreOwners: more,
  };
}

const added = <T extends { count: number; oldestOn: string }>(
  row: T,
  count: number,
  oldestOn: string,
): T => ({
  ...row,
  count: row.count + count,
  oldestOn: oldestOn < row.oldestOn ? oldestOn : row.oldestOn,
});

const most = <T extends { count: number; oldestOn: string }>(one: T, other: T): number =>
  other.count - one.count || (one.oldestOn < other.oldestOn ? -1 : 1);

export interface FindingCount {
  severity: Severity;
  open: number;
  overdue: number;
  oldestOn: string | null;
}

/** A row a severity, the worst first, also where nothing is open. */
export const findingsPart = (counts: readonly FindingCount[]): SeverityRow[] =>
  severities.map((severity) => {
    const found = counts.find((count) => count.severity === severity);
    const { open = 0, overdue = 0, oldestOn } = found ?? {};
    return { severity, open, overdue, ...(oldestOn ? { oldestOn } : {}) };
  });
