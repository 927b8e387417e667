import { sql } from '../../platform/database/index.js';
import { isNamed, isTyped } from './named.js';
import type { Trace } from './trace.js';

/** Where somebody typed a name, and no address stands beside it. */
export const tracesTyped: readonly Trace[] = [
  {
    place: 'offboarding',
    what: 'Their name as who confirmed what became of our data',
    purpose: 'A confirmation is worth something only if it is known who gave it.',
    rows: (
      _,
      __,
      person,
    ) => sql`SELECT o.id, v.name AS vendor, s.step, s.confirmed_by AS name, s.confirmed_on AS "confirmedOn",
        s.settled_at AS since, 'That our data was deleted is proven by who confirmed it; it goes with what was confirmed when the vendor was left.' AS stays
      FROM offboarding_step s JOIN offboarding o ON o.id = s.offboarding_id JOIN vendor v ON v.id = o.vendor_id
      WHERE s.confirmed_by IS NOT NULL AND ${isNamed(person, sql`s.confirmed_by`, sql`o.vendor_id`)}`,
  },
  {
    place: 'offboarding',
    what: 'Their name in what somebody else confirmed of our data',
    purpose: 'A confirmation is worth something only if it is known who gave it.',
    rows: (
      email,
      _,
      person,
    ) => sql`SELECT q.offboarding_id AS id, v.name AS vendor, c.confirmed_by AS name, c.answered_at AS since,
        'That our data was deleted is proven by who confirmed it; it goes with what was confirmed when the vendor was left.' AS stays
      FROM offboarding_confirmation c JOIN offboarding_request q ON q.id = c.request_id JOIN vendor v ON v.id = q.vendor_id
      WHERE lower(q.email) <> ${email} AND ${isNamed(person, sql`c.confirmed_by`, sql`q.vendor_id`)}`,
  },
  {
    place: 'bridge_letter',
    what: 'Their name as who signed a bridge letter',
    purpose: 'A letter is worth something only if it is known who signed it.',
    rows: (
      _,
      __,
      person,
    ) => sql`SELECT b.id, v.name AS vendor, b.signed_by AS name, b.signer_role AS position, b.created_at AS since,
        'Who signed a letter is part of what it proves; it goes with what we copied from reports of auditors.' AS stays
      FROM bridge_letter b JOIN audit u ON u.id = b.audit_id JOIN vendor v ON v.id = u.vendor_id
      WHERE ${isNamed(person, sql`b.signed_by`, sql`u.vendor_id`)}`,
  },
  {
    place: 'finding',
    what: 'Their name in the text of a finding',
    purpose: 'To have a gap mended.',
    rows: (_, __, person) => sql`SELECT f.id, v.name AS vendor, f.title, f.created_at AS since,
        'The text is about the gap, not about them: change it, or let it go by the rule for findings.' AS stays
      FROM finding f JOIN vendor v ON v.id = f.vendor_id
      WHERE ${isNamed(
        person,
        sql`(f.title || ' ' || coalesce(f.detail, '') || ' ' || coalesce(f.plan, '') || ' ' || coalesce(f.resolution, '')
          || ' ' || coalesce(f.verification, ''))`,
        sql`f.vendor_id`,
      )}`,
  },
  {
    place: 'decision',
    what: 'Their name in the reasons of a decision',
    purpose: 'To tell later why we decided so.',
    rows: (_, __, person) => sql`SELECT d.id, v.name AS vendor, d.reason, d.decided_at AS since,
        'A decision is told as it was taken, for as long as the register stands.' AS stays
      FROM decision d JOIN assessment a ON a.id = d.assessment_id JOIN vendor v ON v.id = a.vendor_id
      WHERE ${isNamed(
        person,
        sql`(d.reason || ' ' || coalesce(d.exception_reason, ''))`,
        sql`a.vendor_id`,
      )}`,
  },
  {
    place: 'legal_hold',
    what: 'Their name in why something is or was held',
    purpose: 'To tell why something was kept longer than its period.',
    rows: (_, __, person) => sql`SELECT h.id, h.reason, h.placed_at AS since,
        'Whoever keeps something longer has to be able to say why: it goes some time after the hold is released.' AS stays
      FROM legal_hold h WHERE ${isNamed(
        person,
        sql`(h.reason || ' ' || coalesce(h.released_because, ''))`,
        sql`h.vendor_id`,
      )}`,
  },
  {
    place: 'audit',
    what: 'Their name in our notes about an audit, or in an exception',
    purpose: 'To tell what an audit proves, and what it does not.',
    rows: (_, __, person) => sql`SELECT u.id, v.name AS vendor, u.kind, u.created_at AS since,
        'It was copied from the report of an auditor, and goes with what we copied from it: change it, or wait for its day.' AS stays
      FROM audit u JOIN vendor v ON v.id = u.vendor_id
      WHERE ${isNamed(person, sql`coalesce(u.notes, '')`, sql`u.vendor_id`)}
        OR EXISTS (SELECT 1 FROM audit_exception x WHERE x.audit_id = u.id AND ${isNamed(
          person,
          sql`(x.text || ' ' || coalesce(x.response, ''))`,
          sql`u.vendor_id`,
        )})`,
  },
  {
    place: 'incident',
    what: 'Their name in the timeline of an incident',
    purpose: 'To tell what was known and done when.',
    rows: (_, __, person) => sql`SELECT DISTINCT n.id, n.title, n.opened_at AS since,
        'It tells what we knew and did, not about them: it goes with what we wrote about incidents.' AS stays
      FROM incident n JOIN incident_entry t ON t.incident_id = n.id
      WHERE ${isTyped(person, sql`t.words`)}`,
  },
  {
    place: 'review',
    what: 'Their name in a comment beside an answer',
    purpose: 'To tell how an answer was judged.',
    rows: (
      _,
      __,
      person,
    ) => sql`SELECT a.id, v.name AS vendor, r.question_key AS question, r.reviewed_at AS since,
        'The comment is about the answer, not about them: change it, or let it go by the rule for reviews.' AS stays
      FROM review r JOIN assessment a ON a.id = r.assessment_id JOIN vendor v ON v.id = a.vendor_id
      WHERE r.comment IS NOT NULL AND ${isNamed(person, sql`r.comment`, sql`a.vendor_id`)}`,
  },
];
