import { Injectable } from '@nestjs/common';
import type { DecisionOutcome } from '../../../assessments/index.js';
import type { Severity } from '../../../findings/index.js';
import {
  Database,
  listed,
  readCursor,
  readPage,
  sql,
  type Sql,
} from '../../../platform/database/index.js';
import { present } from '../../../platform/present.js';
import type { Band, Overridden } from '../../../scoring/index.js';
import { everyRow } from '../parts/lists.js';
import type { Period } from '../period.js';

interface OfEngagement {
  id: string;
  assessmentId: string;
  vendorId: string;
  vendor: string;
  engagementId: string;
  engagement: string;
}

export interface ScoreRow extends OfEngagement {
  number: number;
  modelId: string;
  modelVersion: string;
  modelHash: string;
  band: Band;
  residual: number;
  overridden?: Overridden;
  scoredAt: string;
}

export interface DecisionRow extends OfEngagement {
  outcome: DecisionOutcome;
  band?: Band;
  residual?: number;
  overridden?: Overridden;
  reason: string;
  exceptionReason?: string;
  validUntil: string;
  decider: string;
  decidedAt: string;
  conditions: {
    number: number;
    text: string;
    severity: Severity;
    dueOn: string;
    findingId: string;
  }[];
}

export interface HoldingDecision {
  vendorId: string;
  assessmentId: string;
  engagement: string;
  outcome: DecisionOutcome;
  validUntil: string;
  decidedAt: string;
}

type Condition = DecisionRow['conditions'][number] & { decisionId: string };
type Row = { id: string; overridden: string | null; sort_value?: unknown };

const size = 200;
const ofEngagement = sql`a.id AS "assessmentId", a.vendor_id AS "vendorId", v.name AS vendor,
  a.engagement_id AS "engagementId", e.name AS engagement`;
const joined = sql`JOIN engagement e ON e.id = a.engagement_id JOIN vendor v ON v.id = a.vendor_id`;

/** What was scored, decided and shown in a period, of all vendors: in the order of ids, a page at a time. */
@Injectable()
export class PortfolioRows {
  constructor(private readonly database: Database) {}

  scores(period: Period): AsyncGenerator<ScoreRow> {
    return this.every<Row, ScoreRow>(
      {
        id: sql`s.id`,
        columns: sql`s.id, ${ofEngagement}, s.number, s.model_id AS "modelId", s.model_version AS "modelVersion",
          s.model_hash AS "modelHash", s.band, s.residual, s.overridden, s.scored_at AS "scoredAt"`,
        from: sql`score s JOIN assessment a ON a.id = s.assessment_id ${joined}`,
        condition: within(sql`s.scored_at`, period),
      },
      (rows) => Promise.resolve(rows.map((row) => told<ScoreRow>(row))),
    );
  }

  decisions(period: Period): AsyncGenerator<DecisionRow> {
    return this.every<Row, DecisionRow>(
      {
        id: sql`d.id`,
        columns: sql`d.id, ${ofEngagement}, d.outcome, d.band, d.residual, d.overridden, d.reason,
          d.exception_reason AS "exceptionReason", d.valid_until AS "validUntil", d.decider, d.decided_at AS "decidedAt"`,
        from: sql`decision d JOIN assessment a ON a.id = d.assessment_id ${joined}`,
        condition: within(sql`d.decided_at`, period),
      },
      async (rows) => {
        const conditions = await this.conditions(rows.map(({ id }) => id));
        return rows.map((row) => {
          const its = conditions.filter(({ decisionId }) => decisionId === row.id);
          return Object.assign(told<Omit<DecisionRow, 'conditions'>>(row), {
            conditions: its.map(({ decisionId: _, ...condition }) => condition),
          });
        });
      },
    );
  }

  /** Ids of the evidence that was given in it. */
  async *evidence(period: Period): AsyncGenerator<string> {
    const given = this.every<{ id: string }, { id: string }>(
      {
        id: sql`e.id`,
        columns: sql`e.id`,
        from: sql`evidence e`,
        condition: within(sql`e.given_at`, period),
      },
      (rows) => Promise.resolve([...rows]),
    );
    for await (const { id } of given) yield id;
  }

  /** The decisions that hold: one an engagement. */
  async holding(vendorIds: readonly string[]): Promise<HoldingDecision[]> {
    if (vendorIds.length === 0) return [];
    return this.database.sql<HoldingDecision[]>`
      SELECT a.vendor_id AS "vendorId", a.id AS "assessmentId", e.name AS engagement, d.outcome,
        d.valid_until AS "validUntil", d.decided_at AS "decidedAt"
      FROM decision d JOIN assessment a ON a.id = d.assessment_id JOIN engagement e ON e.id = a.engagement_id
      WHERE a.state = 'decided' AND a.vendor_id IN (${listed(vendorIds)}) ORDER BY d.decided_at, d.id`;
  }

  private async conditions(decisionIds: readonly string[]): Promise<Condition[]> {
    if (decisionIds.length === 0) return [];
    return this.database.sql<Condition[]>`
      SELECT c.decision_id AS "decisionId", c.number, c.text, c.severity, c.due_on AS "dueOn", c.finding_id AS "findingId"
      FROM decision_condition c WHERE c.decision_id IN (${listed(decisionIds)}) ORDER BY c.decision_id, c.number`;
  }

  private every<Read extends { id: string }, Told>(
    { id, columns, from, condition }: { id: Sql; columns: Sql; from: Sql; condition: Sql },
    tell: (rows: readonly Read[]) => Promise<Told[]>,
  ): AsyncGenerator<Told> {
    return everyRow(async (cursor) => {
      const page = await readPage<Read & { sort_value?: string }>(this.database, {
        ...{ columns, from, conditions: [condition], sort: { column: id, id }, size },
        cursor: readCursor(cursor),
      });
      return { ...page, items: await tell(page.items) };
    });
  }
}

const within = (at: Sql, { from, to }: Period): Sql =>
  sql`substr(${at}, 1, 10) >= ${from} AND substr(${at}, 1, 10) <= ${to}`;

function told<T>({ overridden, sort_value: _, ...row }: Row): T {
  const set = overridden === null ? {} : { overridden: JSON.parse(overridden) as Overridden };
  return Object.assign(present(row), set) as T;
}
