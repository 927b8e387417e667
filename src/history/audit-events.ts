import { auditKinds, auditName, type AuditLine } from '../audits/index.js';
import { addDays } from '../platform/clock.js';
import { sql, type Sql } from '../platform/database/index.js';
import { eventSql } from './event-sql.js';
import type { Happening } from './happening.js';

const named = sql`CASE ${auditKinds
  .filter((kind) => kind !== 'other')
  .reduce(
    (before, kind) => sql`${before} WHEN a.kind = ${kind} THEN ${auditName({ kind })}`,
    sql``,
  )} ELSE coalesce(a.title, ${auditName({ kind: 'other' })}) END`;

/** Recorded, and no longer accepted; what its days make of an audit is not stored: see `auditDays`. */
export function auditEvents(vendorId: string): Sql[] {
  const self = {
    kind: sql`'audit'`,
    of: sql`a.id`,
    subjectKind: sql`'audit'`,
    subjectId: sql`a.id`,
    title: named,
  };
  const from = sql`audit a JOIN auditor f ON f.id = a.auditor_id WHERE a.vendor_id = ${vendorId}`;
  return [
    eventSql({
      ...self,
      tag: sql`'60'`,
      what: sql`'recorded'`,
      at: sql`a.created_at`,
      word: sql`f.name`,
      from,
    }),
    eventSql({
      ...self,
      tag: sql`'61'`,
      what: sql`'rejected'`,
      at: sql`a.rejected_at`,
      note: sql`a.rejected_reason`,
      from: sql`${from} AND a.rejected_at IS NOT NULL`,
    }),
  ];
}

/** Auditors and platforms behind its audits that are in doubt. */
export function auditorEvents(vendorId: string): Sql[] {
  return [
    eventSql({
      kind: sql`'auditor'`,
      of: sql`f.id`,
      tag: sql`'70'`,
      what: sql`'doubted'`,
      at: sql`f.doubted_at`,
      subjectKind: sql`'auditor'`,
      subjectId: sql`f.id`,
      title: sql`f.name`,
      note: sql`f.doubt_reason`,
      from: sql`auditor f WHERE f.doubted_at IS NOT NULL AND EXISTS (
        SELECT 1 FROM audit a WHERE a.vendor_id = ${vendorId} AND (a.auditor_id = f.id OR a.platform_id = f.id))`,
    }),
  ];
}

type Dated = Pick<AuditLine, 'id' | 'name' | 'freshness'>;

/**
 * What the days of audits made of them until `today` (`YYYY-MM-DD`), by the figures that hold today: each is no
 * longer fresh from the day after its last, and stale from the day after its grace. One that we do not accept
 * never proved anything, so its days say nothing.
 */
export function auditDays(audits: readonly Dated[], today: string): Happening[] {
  return audits.flatMap(({ id, name, freshness }) => {
    const { state, freshUntil, graceUntil } = freshness;
    if (state === 'rejected') return [];
    const ends = [
      ...(graceUntil ? [{ what: 'in_grace', tag: '62', last: freshUntil }] : []),
      { what: 'stale', tag: '63', last: graceUntil ?? freshUntil },
    ];
    return ends
      .map((end) => ({ ...end, from: addDays(end.last, 1) }))
      .filter(({ from }) => from <= today)
      .map(({ what, tag, from }) => ({
        ...blank,
        id: `${tag}-${id.replaceAll('-', '')}`,
        at: `${from}T00:00:00.000Z`,
        what,
        subjectId: id,
        title: name,
        day: what === 'in_grace' ? (graceUntil ?? null) : null,
      }));
  });
}

const blank = {
  kind: 'audit',
  subjectKind: 'audit',
  who: null,
  engagement: null,
  note: null,
  word: null,
  band: null,
  overridden: null,
  bandBefore: null,
  residual: null,
  residualBefore: null,
  beforeId: null,
  number: null,
} as const;
