import { addDays, addMonths } from '../../platform/clock.js';
import { dayText } from '../../platform/templates/index.js';
import { auditKindLabels } from '../kinds.js';
import { bridgedUntil, type LetterDates } from './bridge.js';
import type { FreshnessFigures } from './figures.js';
import type { AuditDates, AuditGrade } from './freshness.js';

/** How long an audit is good, by its own days alone. All days `YYYY-MM-DD`, each the last of its kind. */
export interface Span {
  freshUntil: string;
  graceUntil?: string;
  /** What it counts as while it is fresh. */
  grade: AuditGrade;
  /** The rule with the days it was applied to, as the beginning of a sentence. */
  rule: string;
  /** Why there is a grace, or none; as a clause. */
  grace?: string;
}

type SpanOf = (
  audit: AuditDates,
  letters: readonly LetterDates[],
  figures: FreshnessFigures,
) => Span;

/**
 * SOC 2 Type II: fresh for `soc2Type2Months` after the last day of its period; from then on only while management's
 * bridge letters cover the days, for `bridgeMonths` at most.
 *
 * Source: AICPA, attestation under AT-C 105 and 205 and the SOC 2 guide: the opinion speaks of its period and of
 * no day after it. A bridge letter is management's representation, not the auditor's, and by practice covers about
 * three months; twelve months after the period is what users of reports customarily accept.
 */
const soc2Type2: SpanOf = (audit, letters, figures) => {
  const periodTo = need(audit, 'periodTo');
  const freshUntil = addMonths(periodTo, figures.soc2Type2Months);
  const graceUntil = bridgedUntil(letters, { periodTo, freshUntil, months: figures.bridgeMonths });
  return {
    freshUntil,
    ...(graceUntil ? { graceUntil } : {}),
    grade: 'audit',
    rule: `A SOC 2 Type II report is fresh for ${figures.soc2Type2Months} months after its period ends, here on ${dayText(periodTo)}`,
    grace: graceUntil
      ? 'management’s own bridge letter carries it'
      : 'no bridge letter covers the days since',
  };
};

/**
 * SOC 2 Type I: fresh for `soc2Type1Months` after the day it describes, in grace until `soc2Type1GraceMonths` after
 * it. Never more than an artefact.
 *
 * Source: AICPA, SOC 2 guide: a Type I report gives an opinion on the design of controls on one day and none on
 * whether they worked, so it stands in for a Type II only while that is being earned.
 */
const soc2Type1: SpanOf = (audit, _, { soc2Type1Months, soc2Type1GraceMonths }) => {
  const describes = need(audit, 'periodTo');
  const freshUntil = addMonths(describes, soc2Type1Months);
  const graceUntil = addMonths(describes, soc2Type1GraceMonths);
  const grace = graceUntil > freshUntil;
  return {
    freshUntil,
    ...(grace ? { graceUntil } : {}),
    grade: 'artefact',
    rule: `A SOC 2 Type I report is fresh for ${soc2Type1Months} months after the day it describes, here ${dayText(describes)}`,
    ...(grace
      ? { grace: `it is in grace until ${soc2Type1GraceMonths} months after that day` }
      : {}),
  };
};

/**
 * ISO/IEC 27001 and 42001 certificates: fresh to their end date, but no longer than `surveillanceMonths` after the
 * issue or the last proven surveillance audit plus `surveillanceToleranceDays` for the proof to reach us.
 *
 * Source: ISO/IEC 17021-1:2015, 9.1.3: a cycle of three years with surveillance audits at least once a calendar
 * year, the first within twelve months of the certification decision; a body withdraws what is not surveyed.
 */
const certificate: SpanOf = (audit, _, figures) => {
  const expiresOn = need(audit, 'expiresOn');
  const proven = later(need(audit, 'issuedOn'), audit.surveillanceOn);
  const { surveillanceMonths, surveillanceToleranceDays } = figures;
  const due = addDays(addMonths(proven, surveillanceMonths), surveillanceToleranceDays);
  const unproven = due < expiresOn;
  const since = audit.surveillanceOn === proven ? 'surveillance audit' : 'issue';
  const certificateName = `An ${auditKindLabels[audit.kind]} certificate`;
  return {
    freshUntil: unproven ? due : expiresOn,
    grade: 'audit',
    rule: unproven
      ? `${certificateName} needs proof of a surveillance audit every ${surveillanceMonths} months and ${surveillanceToleranceDays} days, last shown by its ${since} on ${dayText(proven)}`
      : `${certificateName} is fresh to its end date, while surveillance is proven every year`,
  };
};

/**
 * Penetration and red-team tests: fresh for `months` after their last day, or until what was tested changed
 * materially, if that came first. A change on or before the last day of testing was tested.
 *
 * Source: PCI DSS v4.0.1, 11.4.2 and 11.4.3: at least once every twelve months and after any significant change;
 * the same is industry practice elsewhere.
 */
const test =
  (figure: 'penetrationTestMonths' | 'redTeamTestMonths'): SpanOf =>
  (audit, _, figures) => {
    const testedTo = need(audit, 'periodTo');
    const byTime = addMonths(testedTo, figures[figure]);
    const change = audit.materialChangeOn;
    const name = auditKindLabels[audit.kind].toLowerCase();
    if (change && change > testedTo && change <= byTime) {
      return {
        freshUntil: addDays(change, -1),
        grade: 'audit',
        rule: `A ${name} is fresh until what was tested changes materially, here on ${dayText(change)}`,
      };
    }
    return {
      freshUntil: byTime,
      grade: 'audit',
      rule: `A ${name} is fresh for ${figures[figure]} months after its last day, here ${dayText(testedTo)}, or until a material change`,
    };
  };

/**
 * Anything else: fresh to its end date; without one, for `otherMonths` after its period, or else its issue.
 *
 * Source: our own rule, the same measure as for a SOC 2 Type II report.
 */
const other: SpanOf = (audit, _, { otherMonths }) => {
  if (audit.expiresOn) {
    return { freshUntil: audit.expiresOn, grade: 'audit', rule: 'It is fresh to its end date' };
  }
  const from = audit.periodTo ?? need(audit, 'issuedOn');
  const what = audit.periodTo ? 'its period ends' : 'its issue';
  return {
    freshUntil: addMonths(from, otherMonths),
    grade: 'audit',
    rule: `An audit without an end date is fresh for ${otherMonths} months after ${what}, here on ${dayText(from)}`,
  };
};

export const spanRules: Readonly<Record<AuditDates['kind'], SpanOf>> = {
  soc2_type1: soc2Type1,
  soc2_type2: soc2Type2,
  iso27001: certificate,
  iso42001: certificate,
  penetration_test: test('penetrationTestMonths'),
  red_team_test: test('redTeamTestMonths'),
  other,
};

function need(audit: AuditDates, name: 'periodTo' | 'issuedOn' | 'expiresOn'): string {
  const day = audit[name];
  if (!day) throw new RangeError(`An audit of the kind ${audit.kind} needs ${name}.`);
  return day;
}

const later = (day: string, other: string | null): string => (other && other > day ? other : day);
