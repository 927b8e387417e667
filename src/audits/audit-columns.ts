import { Invalid } from '../platform/errors.js';
import { dayText } from '../platform/templates/index.js';
import type { AuditFacts } from './audit.dto.js';
import type { Audit } from './audit.entity.js';
import { isCertificate, isTest, type AuditKind } from './kinds.js';

export type AuditColumns = Omit<
  Audit,
  | 'id'
  | 'vendorId'
  | 'auditorId'
  | 'platformId'
  | 'rejectedAt'
  | 'rejectedReason'
  | 'createdAt'
  | 'updatedAt'
  | 'version'
>;

type DayName = 'periodFrom' | 'periodTo' | 'issuedOn' | 'expiresOn';

/** The days without which nobody can say how long an audit of this kind is good. */
const wanted: Readonly<Record<AuditKind, readonly DayName[]>> = {
  soc2_type1: ['periodTo'],
  soc2_type2: ['periodFrom', 'periodTo'],
  iso27001: ['issuedOn', 'expiresOn'],
  iso42001: ['issuedOn', 'expiresOn'],
  penetration_test: ['periodTo'],
  red_team_test: ['periodTo'],
  other: [],
};

/**
 * The columns of an audit as it was sent. What says nothing about its kind is left out: a title except for `other`,
 * surveillance except for certificates, a material change except for tests. Refuses days that are missing, lie in
 * the future of `today` although they tell of what happened, or are the wrong way round.
 */
export function columnsOf(facts: AuditFacts, today: string): AuditColumns {
  const problems = problemsOf(facts, today);
  if (Object.keys(problems).length > 0) throw new Invalid(problems);
  const { kind } = facts;
  return {
    kind,
    title: kind === 'other' ? (facts.title ?? null) : null,
    scope: facts.scope,
    periodFrom: kind === 'soc2_type1' ? null : (facts.periodFrom ?? null),
    periodTo: facts.periodTo ?? null,
    issuedOn: facts.issuedOn ?? null,
    expiresOn: isCertificate(kind) || kind === 'other' ? (facts.expiresOn ?? null) : null,
    certificateNumber: facts.certificateNumber ?? null,
    surveillanceOn: isCertificate(kind) ? (facts.surveillanceOn ?? null) : null,
    materialChangeOn: isTest(kind) ? (facts.materialChangeOn ?? null) : null,
    cadenceMonths: facts.cadenceMonths ?? null,
    nextDueOn: facts.nextDueOn ?? null,
    subservices: facts.subservices.map(({ name, purpose, method }) => ({ name, purpose, method })),
    notes: facts.notes ?? null,
  };
}

function problemsOf(facts: AuditFacts, today: string): Record<string, string> {
  const problems: Record<string, string> = {};
  const { kind, periodFrom, periodTo, issuedOn, expiresOn, surveillanceOn } = facts;
  for (const name of wanted[kind]) if (!facts[name]) problems[name] = 'is missing';
  if (kind === 'other') {
    if (!facts.title) problems['title'] = 'is missing';
    if (!periodTo && !issuedOn && !expiresOn)
      problems['periodTo'] = 'is missing, and so are the days of issue and end: give one of them';
  }
  for (const name of [
    'periodFrom',
    'periodTo',
    'issuedOn',
    'surveillanceOn',
    'materialChangeOn',
  ] as const) {
    const day = facts[name];
    if (day && day > today) problems[name] = 'is still to come';
  }
  const before = (name: string, day: string | undefined, first: string | undefined, of: string) => {
    if (day && first && day < first) problems[name] ??= `is before ${of}, ${dayText(first)}`;
  };
  before('periodTo', periodTo, kind === 'soc2_type1' ? undefined : periodFrom, 'the first day');
  before('issuedOn', issuedOn, isCertificate(kind) ? undefined : periodTo, 'the last day covered');
  before('expiresOn', expiresOn, issuedOn, 'the issue');
  before('surveillanceOn', surveillanceOn, issuedOn, 'the issue');
  before('nextDueOn', facts.nextDueOn, periodTo ?? issuedOn, 'the audit itself');
  return problems;
}
