import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import {
  Database,
  listed,
  readCursor,
  readPage,
  sql,
  type Page,
  type SortKind,
  type Sql,
} from '../platform/database/index.js';
import { NotFound } from '../platform/errors.js';
import { present } from '../platform/present.js';
import { afterPrefix, wordsOf } from '../vendors/index.js';
import type { FindingLine, FindingQuery, FindingSort, FindingView } from './finding.dto.js';
import { referenceOf, type FindingState, type Severity } from './finding.entity.js';

export interface FindingOrder {
  id: Sql;
  column: Sql;
  kind?: SortKind;
  descending?: boolean;
}

const id = sql`f.id`;
const rank = sql`CASE f.severity WHEN 'very_high' THEN 1 WHEN 'high' THEN 2 WHEN 'moderate' THEN 3 ELSE 4 END`;
export const sorts: Readonly<Record<FindingSort, FindingOrder>> = {
  due: { id, column: sql`f.due_on` },
  severity: { id, column: rank, kind: 'whole' },
  newest: { id, column: sql`f.number`, kind: 'whole', descending: true },
  vendor: { id, column: sql`v.sort_name` },
};

const lineColumns = sql`f.id, f.number, f.vendor_id AS "vendorId", v.name AS vendor,
  f.engagement_id AS "engagementId", e.name AS engagement, f.assessment_id AS "assessmentId",
  f.origin_kind AS "originKind", f.origin_id AS "originId", f.origin_part AS "questionKey",
  f.raised_by_rule AS "raisedByRule", f.domain, f.title, f.severity, f.state, f.owner_id AS "ownerId", u.name AS owner,
  f.due_on AS "dueOn", f.planned_for AS "plannedFor", f.accepted_until AS "acceptedUntil",
  f.created_at AS "raisedAt", f.updated_at AS "updatedAt"`;
const viewColumns = sql`${lineColumns}, f.detail, f.proposed_remediation AS "proposedRemediation",
  f.raised_by AS "raisedBy", f.plan, f.planned_by AS "plannedBy", f.planned_by_kind AS "plannedByKind",
  f.planned_at AS "plannedAt", f.resolution, f.resolved_by AS "resolvedBy",
  f.resolved_by_kind AS "resolvedByKind", f.resolved_at AS "resolvedAt", f.verification,
  f.verified_by AS "verifiedBy", f.verified_at AS "verifiedAt", f.reopened_because AS "reopenedBecause",
  f.reopened_at AS "reopenedAt", f.version`;
const findings = sql`finding f JOIN vendor v ON v.id = f.vendor_id JOIN app_user u ON u.id = f.owner_id
  LEFT JOIN engagement e ON e.id = f.engagement_id`;

const owed: readonly FindingState[] = ['open', 'planned'];

/** What a score and a decision need of a finding. */
export interface FindingOfAssessment {
  id: string;
  reference: string;
  /** Empty where it is not about one question. */
  questionKey: string | null;
  severity: Severity;
  state: FindingState;
  title: string;
  /** `YYYY-MM-DD`. */
  dueOn: string;
  acceptedUntil: string | null;
  /** Instant as ISO 8601 text. */
  verifiedAt: string | null;
}

/** Where a finding stands, and the assessments that met its gap. */
export interface Sightings {
  vendorId: string;
  reference: string;
  state: FindingState;
  assessmentIds: string[];
}

type Row<T extends FindingLine> = Omit<T, 'reference' | 'overdue'> & {
  number: number;
  sort_value?: unknown;
};

@Injectable()
export class FindingQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async page(query: FindingQuery): Promise<Page<FindingLine>> {
    const sort = sorts[query.sort ?? 'due'];
    const page = await readPage<Row<FindingLine>>(this.database, {
      columns: lineColumns,
      from: findings,
      conditions: conditionsOf(query, this.clock.today()),
      sort,
      size: query.size ?? 50,
      cursor: readCursor(query.cursor, sort.kind),
    });
    return { ...page, items: page.items.map((row) => this.whole<FindingLine>(row)) };
  }

  async view(findingId: string): Promise<FindingView> {
    const [row] = await this.database.sql<Row<FindingView>[]>`
      SELECT ${viewColumns} FROM ${findings} WHERE f.id = ${findingId}`;
    if (!row) throw new NotFound('finding');
    return this.whole<FindingView>(row);
  }

  /** All of a vendor, by due date. */
  async ofVendor(vendorId: string): Promise<FindingLine[]> {
    return this.lines(sql`f.vendor_id = ${vendorId}`);
  }

  /** What of an engagement is not verified: open, planned, resolved, or borne as a risk. */
  async openOfEngagement(engagementId: string): Promise<FindingLine[]> {
    return this.lines(sql`f.engagement_id = ${engagementId} AND f.state <> 'verified'`);
  }

  /** What comes from any of these, such as the exceptions of an audit. */
  async ofOrigins(originIds: readonly string[]): Promise<FindingLine[]> {
    if (originIds.length === 0) return [];
    return this.lines(sql`f.origin_id IN (${listed(originIds)})`);
  }

  /** All whose gap this assessment met, by due date. */
  async linesOfAssessment(assessmentId: string): Promise<FindingLine[]> {
    return this.lines(sql`f.id IN (
      SELECT s.finding_id FROM finding_sighting s WHERE s.assessment_id = ${assessmentId})`);
  }

  /** All whose gap this assessment met, in whatever cycle they were raised, by number. */
  async ofAssessment(assessmentId: string): Promise<FindingOfAssessment[]> {
    type Read = Omit<FindingOfAssessment, 'reference'> & { number: number };
    const rows = await this.database.sql<Read[]>`
      SELECT f.id, f.number, s.question_key AS "questionKey", f.severity, f.state, f.title, f.due_on AS "dueOn",
        f.accepted_until AS "acceptedUntil", f.verified_at AS "verifiedAt"
      FROM finding_sighting s JOIN finding f ON f.id = s.finding_id
      WHERE s.assessment_id = ${assessmentId} ORDER BY f.number`;
    return rows.map(({ number, ...row }) => ({ ...row, reference: referenceOf(number) }));
  }

  async sightingsOf(findingId: string): Promise<Sightings> {
    const rows = await this.database.sql<
      { number: number; vendorId: string; state: FindingState; assessmentId: string | null }[]
    >`
      SELECT f.number, f.vendor_id AS "vendorId", f.state, s.assessment_id AS "assessmentId"
      FROM finding f LEFT JOIN finding_sighting s ON s.finding_id = f.id
      WHERE f.id = ${findingId} ORDER BY s.assessment_id`;
    const [first] = rows;
    if (!first) throw new NotFound('finding');
    const assessmentIds = rows.flatMap(({ assessmentId }) => assessmentId ?? []);
    const { number, vendorId, state } = first;
    return { reference: referenceOf(number), vendorId, state, assessmentIds };
  }

  private async lines(condition: Sql): Promise<FindingLine[]> {
    const rows = await this.database.sql<Row<FindingLine>[]>`
      SELECT ${lineColumns} FROM ${findings} WHERE ${condition} ORDER BY f.due_on, f.id`;
    return rows.map((row) => this.whole<FindingLine>(row));
  }

  private whole<T extends FindingLine>({ number, sort_value: _, ...row }: Row<T>): T {
    const overdue = owed.includes(row.state) && row.dueOn < this.clock.today();
    return Object.assign(present(row), {
      reference: referenceOf(number),
      overdue,
    }) as unknown as T;
  }
}

export function conditionsOf(query: FindingQuery, today: string): Sql[] {
  const { q, vendorId, engagementId, assessmentId, state, severity, ownerId } = query;
  const { origin, originId, overdue } = query;
  const conditions: Sql[] = [];
  if (vendorId) conditions.push(sql`f.vendor_id = ${vendorId}`);
  if (engagementId) conditions.push(sql`f.engagement_id = ${engagementId}`);
  if (assessmentId) {
    conditions.push(sql`f.id IN (
      SELECT s.finding_id FROM finding_sighting s WHERE s.assessment_id = ${assessmentId})`);
  }
  if (state === 'owed') conditions.push(sql`f.state IN ('open', 'planned')`);
  else if (state) conditions.push(sql`f.state = ${state}`);
  if (severity) conditions.push(sql`f.severity = ${severity}`);
  if (ownerId) conditions.push(sql`f.owner_id = ${ownerId}`);
  if (origin) conditions.push(sql`f.origin_kind = ${origin}`);
  if (originId) conditions.push(sql`f.origin_id = ${originId}`);
  if (overdue) conditions.push(sql`f.state IN ('open', 'planned') AND f.due_on < ${today}`);
  return q ? [...conditions, ...vendorNamedLike(q)] : conditions;
}

function vendorNamedLike(text: string): Sql[] {
  const words = wordsOf(text);
  if (words.length === 0) return [sql`1 = 0`];
  return words.map(
    (word) => sql`f.vendor_id IN (
      SELECT w.vendor_id FROM vendor_word w WHERE w.word >= ${word} AND w.word < ${afterPrefix(word)})`,
  );
}
