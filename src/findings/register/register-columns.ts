import type { SheetCell, SheetColumn } from '../../platform/xlsx/index.js';
import {
  referenceOf,
  type FindingState,
  type OriginKind,
  type Severity,
} from '../finding.entity.js';
import type { RegisterRow } from './register.queries.js';

interface Column extends SheetColumn {
  of: (row: RegisterRow, today: string) => SheetCell;
}

const severityWords: Readonly<Record<Severity, string>> = {
  very_high: 'Very high',
  high: 'High',
  moderate: 'Moderate',
  low: 'Low',
};
const stateWords: Readonly<Record<FindingState, string>> = {
  open: 'Open',
  planned: 'Planned',
  resolved: 'Resolved',
  verified: 'Verified',
  risk_accepted: 'Risk accepted',
};
const originWords: Readonly<Record<OriginKind, string>> = {
  answer: 'Answer',
  audit_exception: 'Exception of an audit',
  condition: 'Condition of a decision',
  by_hand: 'By hand',
};

const short = 12;
const name = 24;
const prose = 48;

const day = (text: string | null): SheetCell => (text === null ? null : { day: text.slice(0, 10) });

/** What the register says of a finding, from left to right. */
export const registerColumns: readonly Column[] = [
  { head: 'Reference', width: short, of: ({ number }) => referenceOf(number) },
  { head: 'Vendor', width: name, of: ({ vendor }) => vendor },
  { head: 'Engagement', width: name, of: ({ engagement }) => engagement },
  { head: 'Severity', width: short, of: ({ severity }) => severityWords[severity] },
  { head: 'State', width: short, of: ({ state }) => stateWords[state] },
  { head: 'Finding', width: prose, of: ({ title }) => title },
  { head: 'Detail', width: prose, of: ({ detail }) => detail },
  { head: 'Proposed remediation', width: prose, of: (row) => row.proposedRemediation },
  { head: 'Plan', width: prose, of: ({ plan }) => plan },
  { head: 'Planned for', width: short, of: ({ plannedFor }) => day(plannedFor) },
  { head: 'Owner', width: name, of: ({ owner }) => owner },
  { head: 'Due', width: short, of: ({ dueOn }) => day(dueOn) },
  { head: 'Days overdue', width: short, of: daysOverdue },
  { head: 'Raised', width: short, of: ({ raisedAt }) => day(raisedAt) },
  { head: 'Raised by', width: name, of: ({ raisedBy }) => raisedBy },
  { head: 'Resolved', width: short, of: ({ resolvedAt }) => day(resolvedAt) },
  { head: 'Resolved by', width: name, of: ({ resolvedBy }) => resolvedBy },
  { head: 'Resolution', width: prose, of: ({ resolution }) => resolution },
  { head: 'Verified', width: short, of: ({ verifiedAt }) => day(verifiedAt) },
  { head: 'Verified by', width: name, of: ({ verifiedBy }) => verifiedBy },
  { head: 'Verification', width: prose, of: ({ verification }) => verification },
  { head: 'Risk accepted until', width: short, of: ({ acceptedUntil }) => day(acceptedUntil) },
  { head: 'Risk accepted by', width: name, of: ({ acceptedBy }) => acceptedBy },
  { head: 'Origin', width: name, of: ({ originKind }) => originWords[originKind] },
  { head: 'Question', width: name, of: ({ questionKey }) => questionKey },
];

/** Whole days beyond its day, as long as it is owed. */
function daysOverdue({ state, dueOn }: RegisterRow, today: string): number | null {
  if ((state !== 'open' && state !== 'planned') || dueOn >= today) return null;
  return Math.round((Date.parse(today) - Date.parse(dueOn)) / 86_400_000);
}

export const cellsOf = (row: RegisterRow, today: string): SheetCell[] =>
  registerColumns.map(({ of }) => of(row, today));
