import { sql, type Sql } from '../platform/database/index.js';
import type { Happening } from './happening.js';

type Field = Exclude<keyof Happening, 'id'>;

/** A reading of one kind of event: which row, what of it is told, from where. */
export interface EventPlan extends Partial<Record<Field, Sql>> {
  /** The id of the row. */
  of: Sql;
  /** Two digits that tell the events of one row apart; of what happened at one instant the highest comes first. */
  tag: Sql;
  at: Sql;
  kind: Sql;
  what: Sql;
  subjectKind: Sql;
  subjectId: Sql;
  from: Sql;
}

const noText = sql`CAST(NULL AS TEXT)`;
const noFigure = sql`CAST(NULL AS DOUBLE PRECISION)`;
const noNumber = sql`CAST(NULL AS INTEGER)`;

/** The statement that reads it, with the columns that all of them share. */
export function eventSql(plan: EventPlan): Sql {
  const { of, tag, at, kind, what, subjectKind, subjectId, from } = plan;
  return sql`SELECT ${tag} || '-' || replace(${of}, '-', '') AS id, ${at} AS at, ${kind} AS kind, ${what} AS what,
    ${subjectKind} AS "subjectKind", ${subjectId} AS "subjectId", ${plan.who ?? noText} AS who,
    ${plan.engagement ?? noText} AS engagement, ${plan.title ?? noText} AS title, ${plan.note ?? noText} AS note,
    ${plan.word ?? noText} AS word, ${plan.band ?? noText} AS band, ${plan.overridden ?? noText} AS overridden,
    ${plan.bandBefore ?? noText} AS "bandBefore",
    ${plan.residual ?? noFigure} AS residual, ${plan.residualBefore ?? noFigure} AS "residualBefore",
    ${plan.beforeId ?? noText} AS "beforeId", ${plan.day ?? noText} AS day, ${plan.number ?? noNumber} AS number
    FROM ${from}`;
}

export const union = (statements: readonly Sql[]): Sql =>
  statements
    .slice(1)
    .reduce((before, next) => sql`${before} UNION ALL ${next}`, statements[0] ?? sql``);
