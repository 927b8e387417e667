import { sql, type Sql } from '../../platform/database/index.js';
import { tracesSigned } from './traces-signed.js';

/** Where somebody typed text that may name a person, and no address stands beside it. */
export interface TypedTrace {
  place: string;
  what: string;
  purpose: string;
  stays: string;
  /**
   * Every text: `id` of the thing, `key` of an index by which they are read in order, `vendorId`, `typed` (what may name them), and what is told
   * where it does.
   */
  rows: Sql;
}

export const tracesTyped: readonly TypedTrace[] = [
  ...tracesSigned,
  {
    place: 'offboarding',
    what: 'Their name as who confirmed what became of our data, or in a note beside it',
    purpose: 'A confirmation is worth something only if it is known who gave it.',
    stays:
      'That our data was deleted is proven by who confirmed it; it goes with what was confirmed when the vendor was left.',
    rows: sql`SELECT o.id, o.id AS key, o.vendor_id AS "vendorId", v.name AS vendor, s.step,
        s.confirmed_by AS name, s.confirmed_on AS "confirmedOn", s.settled_at AS since,
        coalesce(s.confirmed_by, '') || ' ' || coalesce(s.note, '') || ' ' || coalesce(s.reason, '') AS typed
      FROM offboarding_step s JOIN offboarding o ON o.id = s.offboarding_id JOIN vendor v ON v.id = o.vendor_id`,
  },
  {
    place: 'offboarding',
    what: 'Their name in what was confirmed of our data',
    purpose: 'A confirmation is worth something only if it is known who gave it.',
    stays:
      'That our data was deleted is proven by who confirmed it; it goes with what was confirmed when the vendor was left.',
    rows: sql`SELECT q.offboarding_id AS id, c.id AS key, q.vendor_id AS "vendorId", v.name AS vendor,
        c.confirmed_by AS name, c.answered_at AS since,
        c.confirmed_by || ' ' || c.method || ' ' || coalesce(c.remains, '') AS typed
      FROM offboarding_confirmation c JOIN offboarding_request q ON q.id = c.request_id JOIN vendor v ON v.id = q.vendor_id`,
  },
  {
    place: 'bridge_letter',
    what: 'Their name as who signed a bridge letter',
    purpose: 'A letter is worth something only if it is known who signed it.',
    stays:
      'Who signed a letter is part of what it proves; it goes with what we copied from reports of auditors.',
    rows: sql`SELECT b.id, b.id AS key, u.vendor_id AS "vendorId", v.name AS vendor, b.signed_by AS name,
        b.signer_role AS position, b.created_at AS since, b.signed_by AS typed
      FROM bridge_letter b JOIN audit u ON u.id = b.audit_id JOIN vendor v ON v.id = u.vendor_id`,
  },
  {
    place: 'audit',
    what: 'Their name in our notes about an audit',
    purpose: 'To tell what an audit proves, and what it does not.',
    stays: 'The note is about the audit, not about them: change it, or wait for its day.',
    rows: sql`SELECT u.id, u.id AS key, u.vendor_id AS "vendorId", v.name AS vendor, u.kind, u.created_at AS since,
        coalesce(u.notes, '') || ' ' || coalesce(u.rejected_reason, '') AS typed
      FROM audit u JOIN vendor v ON v.id = u.vendor_id WHERE u.notes IS NOT NULL OR u.rejected_reason IS NOT NULL`,
  },
  {
    place: 'audit',
    what: 'Their name in an exception of an audit',
    purpose: 'To tell what an audit proves, and what it does not.',
    stays: 'It was copied from the report of an auditor: change it, or wait for its day.',
    rows: sql`SELECT u.id, x.id AS key, u.vendor_id AS "vendorId", v.name AS vendor, u.kind, u.created_at AS since,
        x.text || ' ' || coalesce(x.response, '') AS typed
      FROM audit_exception x JOIN audit u ON u.id = x.audit_id JOIN vendor v ON v.id = u.vendor_id`,
  },
  {
    place: 'finding',
    what: 'Their name in the text of a finding',
    purpose: 'To have a gap mended.',
    stays:
      'The text is about the gap, not about them: change it, or let it go by the rule for findings.',
    rows: sql`SELECT f.id, f.id AS key, f.vendor_id AS "vendorId", v.name AS vendor, f.title, f.created_at AS since,
        f.title || ' ' || coalesce(f.detail, '') || ' ' || coalesce(f.plan, '') || ' ' || coalesce(f.resolution, '')
          || ' ' || coalesce(f.verification, '') || ' ' || coalesce(f.reopened_because, '') AS typed
      FROM finding f JOIN vendor v ON v.id = f.vendor_id`,
  },
  {
    place: 'review',
    what: 'Their name in a comment beside an answer',
    purpose: 'To tell how an answer was judged.',
    stays:
      'The comment is about the answer, not about them: change it, or let it go by the rule for reviews.',
    rows: sql`SELECT a.id, a.id AS key, a.vendor_id AS "vendorId", v.name AS vendor,
        r.question_key AS question, r.reviewed_at AS since, r.comment AS typed
      FROM review r JOIN assessment a ON a.id = r.assessment_id JOIN vendor v ON v.id = a.vendor_id
      WHERE r.comment IS NOT NULL`,
  },
  {
    place: 'decision',
    what: 'Their name in the reasons of a decision',
    purpose: 'To tell later why we decided so.',
    stays: 'A decision is told as it was taken, for as long as the register stands.',
    rows: sql`SELECT d.id, d.id AS key, a.vendor_id AS "vendorId", v.name AS vendor, d.decided_at AS since,
        d.reason || ' ' || coalesce(d.exception_reason, '') AS typed
      FROM decision d JOIN assessment a ON a.id = d.assessment_id JOIN vendor v ON v.id = a.vendor_id`,
  },
  {
    place: 'incident',
    what: 'Their name in the timeline of an incident',
    purpose: 'To tell what was known and done when.',
    stays:
      'It tells what we knew and did, not about them: it goes with what we wrote about incidents.',
    rows: sql`SELECT n.id, t.id AS key, NULL AS "vendorId", n.title, t.at AS since,
        t.words || ' ' || CASE WHEN t.actor_kind = 'respondent' THEN t.actor ELSE '' END AS typed
      FROM incident_entry t JOIN incident n ON n.id = t.incident_id WHERE t.actor_kind <> 'system'`,
  },
  {
    place: 'legal_hold',
    what: 'Their name in why something is or was held',
    purpose: 'To tell why something was kept longer than its period.',
    stays:
      'Whoever keeps something longer has to be able to say why: it goes some time after the hold is released.',
    rows: sql`SELECT h.id, h.id AS key, h.vendor_id AS "vendorId", h.placed_at AS since,
        h.reason || ' ' || coalesce(h.released_because, '') AS typed FROM legal_hold h`,
  },
];
