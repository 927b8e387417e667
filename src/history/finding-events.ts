import { sql, type Sql } from '../platform/database/index.js';
import { eventSql, type EventPlan } from './event-sql.js';

const about = {
  subjectKind: sql`'finding'`,
  subjectId: sql`f.id`,
  engagement: sql`e.name`,
  title: sql`f.title`,
  number: sql`f.number`,
};
const findings = sql`finding f LEFT JOIN engagement e ON e.id = f.engagement_id`;

/** Raised, and the last time that each was planned, resolved, verified or reopened. */
export function findingEvents(vendorId: string): Sql[] {
  const event = (at: Sql, plan: Pick<EventPlan, 'tag' | 'what' | 'who' | 'note' | 'day'>): Sql =>
    eventSql({
      ...about,
      kind: sql`'finding'`,
      of: sql`f.id`,
      at,
      word: sql`f.severity`,
      ...plan,
      from: sql`${findings} WHERE f.vendor_id = ${vendorId} AND ${at} IS NOT NULL`,
    });
  return [
    event(sql`f.created_at`, {
      tag: sql`'40'`,
      what: sql`'raised'`,
      who: sql`f.raised_by`,
      day: sql`f.due_on`,
    }),
    event(sql`f.planned_at`, {
      tag: sql`'41'`,
      what: sql`'planned'`,
      who: sql`f.planned_by`,
      note: sql`f.plan`,
      day: sql`f.planned_for`,
    }),
    event(sql`f.resolved_at`, {
      tag: sql`'42'`,
      what: sql`'resolved'`,
      who: sql`f.resolved_by`,
      note: sql`f.resolution`,
    }),
    event(sql`f.verified_at`, {
      tag: sql`'43'`,
      what: sql`'verified'`,
      who: sql`f.verified_by`,
      note: sql`f.verification`,
    }),
    event(sql`f.reopened_at`, {
      tag: sql`'44'`,
      what: sql`'reopened'`,
      note: sql`f.reopened_because`,
    }),
  ];
}

/** Asked for, settled, ended. */
export function acceptanceEvents(vendorId: string): Sql[] {
  const event = (at: Sql, plan: Pick<EventPlan, 'tag' | 'what' | 'who' | 'note' | 'word'>): Sql =>
    eventSql({
      ...about,
      kind: sql`'acceptance'`,
      of: sql`r.id`,
      at,
      day: sql`r.until`,
      ...plan,
      from: sql`${findings} JOIN risk_acceptance r ON r.finding_id = f.id
        WHERE f.vendor_id = ${vendorId} AND ${at} IS NOT NULL`,
    });
  const settled = sql`CASE WHEN r.state = 'ended' THEN 'approved' ELSE r.state END`;
  return [
    event(sql`r.requested_at`, {
      tag: sql`'50'`,
      what: sql`'requested'`,
      who: sql`r.requester`,
      note: sql`r.reason`,
    }),
    event(sql`r.settled_at`, {
      tag: sql`'51'`,
      what: settled,
      who: sql`r.settler`,
      note: sql`r.settled_because`,
    }),
    event(sql`r.ended_at`, {
      tag: sql`'52'`,
      what: sql`'ended'`,
      who: sql`r.ended_by`,
      note: sql`r.ended_because`,
      word: sql`r.ended_how`,
    }),
  ];
}
