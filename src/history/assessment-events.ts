import { sql, type Sql } from '../platform/database/index.js';
import { eventSql } from './event-sql.js';

const parts = sql`JOIN engagement e ON e.id = a.engagement_id
  JOIN questionnaire_version n ON n.id = a.questionnaire_version_id JOIN questionnaire q ON q.id = n.questionnaire_id`;
const subject = { subjectKind: sql`'assessment'`, subjectId: sql`a.id` };
const about = { ...subject, engagement: sql`e.name`, title: sql`q.title` };

/** Sent, submitted, given back, superseded, revoked. */
export function assessmentEvents(vendorId: string): Sql[] {
  const mine = sql`a.vendor_id = ${vendorId}`;
  const kind = sql`'assessment'`;
  const self = { ...about, kind, of: sql`a.id` };
  const from = (also: Sql): Sql => sql`assessment a ${parts} WHERE ${mine} AND ${also}`;
  return [
    eventSql({
      ...self,
      tag: sql`'01'`,
      what: sql`'sent'`,
      at: sql`a.sent_at`,
      day: sql`a.due_on`,
      from: from(sql`a.sent_at IS NOT NULL`),
    }),
    eventSql({
      ...self,
      of: sql`s.id`,
      tag: sql`'02'`,
      what: sql`'submitted'`,
      at: sql`s.submitted_at`,
      who: sql`s.submitted_by`,
      number: sql`s.number`,
      from: sql`submission s JOIN assessment a ON a.id = s.assessment_id ${parts} WHERE ${mine}`,
    }),
    eventSql({
      ...self,
      of: sql`r.id`,
      tag: sql`'03'`,
      what: sql`'given_back'`,
      at: sql`r.asked_at`,
      who: sql`r.asked_by`,
      note: sql`r.message`,
      day: sql`r.due_on`,
      number: sql`CAST((SELECT count(*) FROM change_question c WHERE c.round_id = r.id) AS INTEGER)`,
      from: sql`change_round r JOIN assessment a ON a.id = r.assessment_id ${parts} WHERE ${mine}`,
    }),
    eventSql({
      ...self,
      tag: sql`'04'`,
      what: sql`'superseded'`,
      at: sql`l.decided_at`,
      from: sql`assessment a ${parts} JOIN decision d ON d.assessment_id = a.id
        JOIN decision l ON l.id = (
          SELECT o.id FROM decision o JOIN assessment b ON b.id = o.assessment_id
          WHERE b.engagement_id = a.engagement_id AND (o.decided_at, o.id) > (d.decided_at, d.id)
          ORDER BY o.decided_at, o.id LIMIT 1)
        WHERE ${mine} AND a.state = 'superseded'`,
    }),
    eventSql({
      ...self,
      tag: sql`'05'`,
      what: sql`'revoked'`,
      at: sql`a.revoked_at`,
      note: sql`a.revoked_reason`,
      from: from(sql`a.revoked_at IS NOT NULL`),
    }),
  ];
}

/**
 * Of each engagement and day the last score: reviewing makes one with each judgement. It is told beside the one that
 * was told before it. A score on older answers than the last on that day does not count.
 */
export function scoreEvents(vendorId: string): Sql[] {
  const daily = sql`(
    SELECT d.*, lag(d.id) OVER (PARTITION BY d.engagement_id ORDER BY d.scored_at, d.id) AS before_id FROM (
      SELECT s.id, s.scored_at, s.band, s.overridden, s.residual, s.number, s.assessment_id, a.engagement_id,
        row_number() OVER (
          PARTITION BY a.engagement_id, substr(s.scored_at, 1, 10)
          ORDER BY u.submitted_at DESC, s.scored_at DESC, s.number DESC) AS place
      FROM score s JOIN submission u ON u.id = s.submission_id JOIN assessment a ON a.id = s.assessment_id
      WHERE a.vendor_id = ${vendorId}) d
    WHERE d.place = 1)`;
  return [
    eventSql({
      ...about,
      kind: sql`'score'`,
      what: sql`'scored'`,
      of: sql`s.id`,
      tag: sql`'10'`,
      at: sql`s.scored_at`,
      band: sql`s.band`,
      overridden: sql`s.overridden`,
      residual: sql`s.residual`,
      bandBefore: sql`p.band`,
      residualBefore: sql`p.residual`,
      beforeId: sql`s.before_id`,
      number: sql`s.number`,
      from: sql`${daily} s JOIN assessment a ON a.id = s.assessment_id ${parts}
        LEFT JOIN score p ON p.id = s.before_id`,
    }),
  ];
}

export function decisionEvents(vendorId: string): Sql[] {
  return [
    eventSql({
      ...about,
      kind: sql`'decision'`,
      what: sql`d.outcome`,
      of: sql`d.id`,
      tag: sql`'20'`,
      at: sql`d.decided_at`,
      who: sql`d.decider`,
      note: sql`d.reason`,
      day: sql`d.valid_until`,
      band: sql`s.band`,
      overridden: sql`s.overridden`,
      residual: sql`s.residual`,
      from: sql`decision d JOIN assessment a ON a.id = d.assessment_id ${parts}
        JOIN score s ON s.id = d.score_id WHERE a.vendor_id = ${vendorId}`,
    }),
  ];
}

/** A band set by a person, and its end. */
export function overrideEvents(vendorId: string): Sql[] {
  const self = {
    ...about,
    kind: sql`'override'`,
    of: sql`o.id`,
    band: sql`o.band`,
    bandBefore: sql`o.model_band`,
    day: sql`o.until_on`,
  };
  const from = sql`band_override o JOIN assessment a ON a.id = o.assessment_id ${parts}
    WHERE a.vendor_id = ${vendorId}`;
  return [
    eventSql({
      ...self,
      what: sql`'set'`,
      tag: sql`'30'`,
      at: sql`o.set_at`,
      who: sql`o.set_by`,
      note: sql`o.reason`,
      from,
    }),
    eventSql({
      ...self,
      what: sql`'ended'`,
      tag: sql`'31'`,
      at: sql`o.ended_at`,
      who: sql`o.ended_by`,
      note: sql`o.ended_because`,
      word: sql`o.ended_how`,
      from: sql`${from} AND o.ended_at IS NOT NULL`,
    }),
  ];
}
