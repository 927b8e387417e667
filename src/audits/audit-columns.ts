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

/** Days of what has happened. */
const past = ['periodFrom', 'periodTo', 'issuedOn', 'surveillanceOn', 'materialChangeOn'] as const;

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
 * a period of certificates, surveillance except for certificates, a material change except for tests. Refuses days
 * that are missing, lie in the future of `today` although they tell of what happened, or are the wrong way round.
 */
export function columnsOf(facts: AuditFacts, today: string): AuditColumns {
  const columns = kept(facts);
  const problems = problemsOf(columns, today);
  if (Object.keys(problems).length > 0) throw new Invalid(problems);
  return columns;
}

function kept(facts: AuditFacts): AuditColumns {
  const { kind } = facts;
  const certified = isCertificate(kind);
  const when = <T>(applies: boolean, value: T | undefined): T | null =>
    applies ? (value ?? null) : null;
  return {
    kind,
    title: when(kind === 'other', facts.title),
    scope: facts.scope,
    periodFrom: when(!certified && kind !== 'soc2_type1', facts.periodFrom),
    periodTo: when(!certified, facts.periodTo),
    issuedOn: when(true, facts.issuedOn),
    expiresOn: when(certified || kind === 'other', facts.expiresOn),
    certificateNumber: when(certified || kind === 'other', facts.certificateNumber),
    surveillanceOn: when(certified, facts.surveillanceOn),
    materialChangeOn: when(isTest(kind), facts.materialChangeOn),
    cadenceMonths: when(true, facts.cadenceMonths),
    nextDueOn: when(true, facts.nextDueOn),
    subservices: facts.subservices.map(({ name, purpose, method }) => ({ name, purpose, method })),
    notes: when(true, facts.notes),
  };
}

function problemsOf(columns: AuditColumns, today: string): Record<string, string> {
  const problems: Record<string, string> = {};
  const { kind, periodFrom, periodTo, issuedOn, expiresOn, surveillanceOn } = columns;
  for (const name of wanted[kind]) if (!columns[name]) problems[name] = 'is missing';
  if (kind === 'other') {
    if (!columns.title) problems['title'] = 'is missing';
    if (!periodTo && !issuedOn && !expiresOn) {
      problems['periodTo'] = 'is missing, and so are the days of issue and end: give one of them';
    }
  }
  for (const name of past) {
    const day = columns[name];
    if (day && day > today) problems[name] = 'is still to come';
  }
  const order = (name: string, day: string | null, first: string | null, what: string): void => {
    if (day && first && day < first) problems[name] ??= `is before ${what}, ${dayText(first)}`;
  };
  order('periodTo', periodTo, periodFrom, 'the first day');
  order('issuedOn', issuedOn, periodTo, 'the last day covered');
  order('expiresOn', expiresOn, issuedOn, 'the issue');
  order('surveillanceOn', surveillanceOn, issuedOn, 'the issue');
  order('nextDueOn', columns.nextDueOn, periodTo ?? issuedOn, 'the audit itself');
  return problems;
}
