import { sql, type Sql } from '../platform/database/index.js';
import { eventSql, type EventPlan } from './event-sql.js';

/** Begun, confirmed by the vendor, and ended. */
export function offboardingEvents(vendorId: string): Sql[] {
  const event = (plan: Pick<EventPlan, 'of' | 'tag' | 'at' | 'what'> & Partial<EventPlan>): Sql =>
    eventSql({
      kind: sql`'offboarding'`,
      subjectKind: sql`'offboarding'`,
      subjectId: sql`o.id`,
      ...plan,
      from: sql`${plan.from ?? sql`offboarding o`} WHERE o.vendor_id = ${vendorId} AND ${plan.at} IS NOT NULL`,
    });
  return [
    event({
      of: sql`o.id`,
      tag: sql`'80'`,
      at: sql`o.started_at`,
      what: sql`'started'`,
      who: sql`o.started_by`,
      day: sql`o.due_on`,
    }),
    event({
      of: sql`c.id`,
      tag: sql`'81'`,
      at: sql`c.answered_at`,
      what: sql`'confirmed'`,
      who: sql`c.answered_by`,
      note: sql`c.method`,
      word: sql`c.data_was`,
      from: sql`offboarding o JOIN offboarding_confirmation c ON c.offboarding_id = o.id`,
    }),
    event({
      of: sql`o.id`,
      tag: sql`'82'`,
      at: sql`o.ended_at`,
      what: sql`o.state`,
      who: sql`o.ended_by`,
      note: sql`o.ended_because`,
    }),
  ];
}
