import type { FindingLine, OriginKind, Severity } from '../../findings/index.js';
import { worded } from '../frame/words.js';

/** What a finding comes from, as filters and lists say it. */
export const originWords: Readonly<Record<OriginKind, string>> = {
  answer: 'Answer',
  audit_exception: 'Exception of an audit',
  condition: 'Condition of a decision',
  by_hand: 'By hand',
};

export const severityWord = (severity: Severity): string => worded(severity);

export const findingHref = (id: string): string => `/findings/${id}`;

/** A finding as lists show it. */
export function findingLine(line: FindingLine): object {
  const { id, reference, vendorId, vendor, engagement, title, severity, state } = line;
  const { owner, dueOn, overdue, acceptedUntil } = line;
  return {
    href: findingHref(id),
    reference,
    vendor,
    vendorHref: `/vendors/${vendorId}/findings`,
    engagement,
    title,
    severity,
    severityWord: severityWord(severity),
    state,
    owner,
    dueOn,
    overdue,
    owed: state === 'open' || state === 'planned',
    acceptedUntil,
  };
}
