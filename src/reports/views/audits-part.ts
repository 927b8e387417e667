import type { FrozenAnswer } from '../../assessments/index.js';
import type { AuditLine, FreshnessState } from '../../audits/index.js';
import { addMonths } from '../../platform/clock.js';
import { spokenDay } from '../../scoring/index.js';
import type { AuditRow, QuestionnaireDefinition } from '../../questionnaires/index.js';
import { sortNameOf } from '../../vendors/index.js';
import { labelled, rowsOf } from './list-rows.js';
import type { AuditView, DeclaredAuditView } from './vendor-risk.view.js';
import { capital, period } from './words.js';

const words: Readonly<Record<FreshnessState, AuditView['standing']>> = {
  fresh: 'fresh',
  due_soon: 'due soon',
  in_grace: 'in grace',
  stale: 'stale',
  superseded: 'superseded',
  rejected: 'rejected',
};

/** The audits that we recorded, as they stand today; those of a line that a newer one replaced come last. */
export function auditsPart(lines: readonly AuditLine[]): AuditView[] {
  const replaced = ({ freshness: { state } }: AuditLine): number => Number(state === 'superseded');
  return [...lines]
    .sort((one, other) => replaced(one) - replaced(other))
    .map((line) => ({
      standard: line.name,
      auditor: line.auditor.name,
      auditorInDoubt: line.auditor.doubted,
      platform: line.platform?.name ?? null,
      platformInDoubt: line.platform?.doubted ?? false,
      scope: line.scope,
      period: periodOf(line),
      exceptions: line.exceptions === 0 ? 'none recorded' : String(line.exceptions),
      nextDueOn: line.nextDueOn ?? null,
      standing: words[line.freshness.state],
      standingReason: line.freshness.reason,
    }));
}

function periodOf({ kind, periodFrom, periodTo, issuedOn, expiresOn }: AuditLine): string {
  if (kind === 'soc2_type1' && periodTo) return `As of ${spokenDay(periodTo)}`;
  return capital(periodTo ? period(periodFrom, periodTo) : period(issuedOn, expiresOn));
}

interface Answers {
  definition: QuestionnaireDefinition;
  answers: readonly FrozenAnswer[];
}

/** The audits that the vendor named: its word, and which of them we recorded. */
export function declaredAuditsPart(
  answers: Answers,
  recorded: readonly AuditLine[],
  today: string,
): DeclaredAuditView[] {
  const known = new Set(recorded.map(({ kind, auditor }) => keyOf(kind, auditor.name)));
  return rowsOf<AuditRow>('audits', answers).map(({ row }) => ({
    standard: labelled('audits', 'standard', row.standard),
    auditor: row.auditor,
    scope: row.scope ?? 'not stated',
    period: capital(period(row.periodStart, row.periodEnd)),
    exceptions: row.exceptions === undefined ? 'not stated' : String(row.exceptions),
    nextDueOn: row.nextDueOn ?? null,
    ...(known.has(keyOf(row.standard, row.auditor)) ? shown : claimOf(row, today)),
  }));
}

type Standing = Pick<DeclaredAuditView, 'standing' | 'standingReason'>;

const shown: Standing = { standing: 'recorded', standingReason: 'See above.' };

const keyOf = (kind: string, auditor: string): string => `${kind} ${sortNameOf(auditor)}`;

/** A certificate is claimed to run to its end date, a period that was examined to count for months after it. */
function claimOf({ standard, periodEnd }: AuditRow, today: string): Standing {
  const certificate = standard === 'iso27001' || standard === 'iso42001';
  const months = standard === 'soc2_type1' ? 6 : 12;
  const until = certificate ? periodEnd : addMonths(periodEnd, months);
  return until >= today
    ? { standing: 'claimed', standingReason: `Would count until ${spokenDay(until)}.` }
    : { standing: 'expired', standingReason: `Would have counted until ${spokenDay(until)}.` };
}
