import type { FrozenAnswer } from '../../assessments/index.js';
import { addMonths } from '../../platform/clock.js';
import {
  labelOf,
  LIST_COLUMNS,
  questionsOf,
  type AuditRow,
  type Known,
  type ListKind,
  type QuestionnaireDefinition,
  type StoreRow,
  type ToolRow,
} from '../../questionnaires/index.js';
import type { AuditView, DataStoreView, ToolView } from './vendor-risk.view.js';
import { capital, period, spokenDay } from './words.js';

interface Answers {
  definition: QuestionnaireDefinition;
  answers: readonly FrozenAnswer[];
}

interface Listed<Row> {
  row: Row;
  answeredAt: string;
}

/** The rows of every list answer of this kind. */
function rowsOf<Row>(kind: ListKind, { definition, answers }: Answers): Listed<Row>[] {
  const keys = new Set(
    questionsOf(definition)
      .filter((question) => question.kind === kind)
      .map(({ key }) => key),
  );
  return answers
    .filter(({ questionKey, value }) => keys.has(questionKey) && Array.isArray(value))
    .flatMap(({ value, answeredAt }) => (value as Row[]).map((row) => ({ row, answeredAt })));
}

function labelled(kind: ListKind, column: string, value: string): string {
  const found = LIST_COLUMNS[kind].find(({ name }) => name === column);
  return found?.type === 'choice' ? labelOf(found.options, value) : value;
}

/** The tools that the vendor declared, those that see our data or hold credentials first. */
export function toolsPart(answers: Answers): ToolView[] {
  const reach = ({ seesOurData, holdsCredentials }: ToolRow): number =>
    [seesOurData, holdsCredentials].filter((known) => known !== 'no').length;
  return rowsOf<ToolRow>('tools', answers)
    .sort((a, b) => reach(b.row) - reach(a.row))
    .map(({ row, answeredAt }) => ({
      name: row.name,
      kind: labelled('tools', 'kind', row.kind),
      versions: row.version ?? 'not stated',
      purpose: row.purpose ?? '',
      seesOurData: row.seesOurData,
      holdsCredentials: row.holdsCredentials,
      relation: 'direct',
      source: 'Answer',
      asOf: answeredAt.slice(0, 10),
      isStale: false,
      alert: null,
    }));
}

const told: Readonly<Record<Known, string>> = { yes: 'Yes', no: 'No', unknown: 'Not known' };

/** Where the vendor keeps what of ours. */
export function storesPart(answers: Answers): DataStoreView[] {
  return rowsOf<StoreRow>('stores', answers).map(({ row }) => ({
    what: row.what,
    where: row.where,
    keptFor: row.retentionDays === null ? 'No limit stated' : days(row.retentionDays),
    encryption: [told[row.encryptedAtRest], row.encryptionHow].filter(Boolean).join(': '),
    trainedOn: told[row.trainedOn],
  }));
}

const days = (count: number): string => (count === 1 ? '1 day' : `${count} days`);

/** The audits that the vendor named, as they stand on `today`. */
export function auditsPart(answers: Answers, today: string): AuditView[] {
  return rowsOf<AuditRow>('audits', answers).map(({ row }) => ({
    standard: labelled('audits', 'standard', row.standard),
    auditor: row.auditor,
    scope: row.scope ?? 'not stated',
    period: capital(period(row.periodStart, row.periodEnd)),
    exceptions: row.exceptions === undefined ? 'not stated' : String(row.exceptions),
    nextDueOn: row.nextDueOn ?? null,
    ...standingOf(row, today),
  }));
}

/** Certificates run to their end date; a period that was examined counts for twelve months after it. */
function standingOf(
  { standard, periodEnd }: AuditRow,
  today: string,
): Pick<AuditView, 'standing' | 'standingReason'> {
  const certificate = standard === 'iso27001' || standard === 'iso42001';
  const until = certificate ? periodEnd : addMonths(periodEnd, 12);
  return until >= today
    ? { standing: 'current', standingReason: `Counts until ${spokenDay(until)}` }
    : { standing: 'expired', standingReason: `Counted until ${spokenDay(until)}` };
}
