import { listed, sql, type Sql } from '../../platform/database/index.js';
import { isKnown } from '../../platform/purged.js';
import { addressHash } from './mentions.service.js';
import type { Trace } from './trace.js';
import { tracesOutside } from './traces-outside.js';
import { whySigned } from './traces-signed.js';

const open = sql`'draft', 'sent', 'in_progress', 'submitted', 'in_review', 'changes_requested'`;
const answerable = sql`'sent', 'in_progress', 'changes_requested'`;
/** Whatever link they acted by. */
const mine = (email: string): Sql =>
  sql`SELECT i.id FROM invitation i WHERE lower(i.email) = ${email}
    UNION ALL SELECT q.id FROM remediation_request q WHERE lower(q.email) = ${email}
    UNION ALL SELECT q.id FROM outreach_request q WHERE lower(q.email) = ${email}
    UNION ALL SELECT q.id FROM offboarding_request q WHERE lower(q.email) = ${email}`;

const like = (email: string): string => `%${email.replace(/[\\%_]/g, '\\$&')}%`;

const asContact: Trace = {
  place: 'contact',
  what: 'A contact of a vendor',
  purpose: 'To ask the vendor, and to know whom we asked.',
  rows: (
    email,
  ) => sql`SELECT c.id, v.name AS vendor, c.name, c.email, c.position, c.created_at AS since,
    CASE WHEN EXISTS (SELECT 1 FROM assessment a WHERE a.contact_id = c.id AND a.state IN (${open}))
        AND v.left_at IS NULL
      THEN 'An assessment that they were asked to answer is still open: name another contact, or end it first.' END AS stays
    FROM contact c JOIN vendor v ON v.id = c.vendor_id WHERE lower(c.email) = ${email}`,
};

const asInvited: Trace = {
  place: 'invitation',
  what: 'An invitation to answer an assessment',
  purpose: 'To let them answer, and to prove who did.',
  rows: (email, now) => sql`SELECT i.id, v.name AS vendor, i.name, i.email, i.created_at AS since,
    CASE WHEN i.revoked_at IS NULL AND i.expires_at > ${now} AND a.state IN (${answerable})
      THEN 'The link can still be used: revoke it first.' END AS stays
    FROM invitation i JOIN assessment a ON a.id = i.assessment_id JOIN vendor v ON v.id = a.vendor_id
    WHERE lower(i.email) = ${email}`,
};

const asRemediator: Trace = {
  place: 'remediation_request',
  what: 'A request about findings',
  purpose: 'To ask what will be done about findings.',
  rows: (email, now) => sql`SELECT q.id, v.name AS vendor, q.name, q.email, q.created_at AS since,
    CASE WHEN q.revoked_at IS NULL AND q.expires_at > ${now}
      THEN 'The link can still be used: revoke it first.' END AS stays
    FROM remediation_request q JOIN vendor v ON v.id = q.vendor_id WHERE lower(q.email) = ${email}`,
};

const asAsked: Trace = {
  place: 'outreach_request',
  what: 'A request about an incident',
  purpose: 'To ask the vendor whether it is affected.',
  rows: (email, now) => sql`SELECT q.id, v.name AS vendor, q.name, q.email, q.sent_at AS since,
    CASE WHEN q.revoked_at IS NULL AND q.answered_at IS NULL AND q.expires_at > ${now}
      THEN 'The link can still be used: revoke it first.' END AS stays
    FROM outreach_request q JOIN vendor v ON v.id = q.vendor_id WHERE lower(q.email) = ${email}`,
};

const asLeaver: Trace = {
  place: 'offboarding_request',
  what: 'A request to confirm what became of our data',
  purpose: 'To have it confirmed when we stop to buy.',
  rows: (email, now) => sql`SELECT q.id, v.name AS vendor, q.name, q.email, q.sent_at AS since,
    CASE WHEN q.revoked_at IS NULL AND q.expires_at > ${now} AND o.ended_at IS NULL
      THEN 'The link can still be used: revoke it first.' END AS stays
    FROM offboarding_request q JOIN offboarding o ON o.id = q.offboarding_id JOIN vendor v ON v.id = q.vendor_id
    WHERE lower(q.email) = ${email}`,
};

const inIncidentAnswer: Trace = {
  place: 'outreach_answer',
  what: 'Their name in an answer about an incident',
  purpose: 'To know who answered, and whom to ask further.',
  rows: (
    email,
  ) => sql`SELECT o.id, v.name AS vendor, o.answered_by AS name, o.answers, o.answered_at AS since, NULL AS stays
    FROM outreach_answer o JOIN outreach_request q ON q.id = o.request_id JOIN vendor v ON v.id = q.vendor_id
    WHERE (lower(q.email) = ${email} OR lower(o.answers) LIKE ${like(email)} ESCAPE '\\')
      AND NOT EXISTS (SELECT 1 FROM purged_text p WHERE p.id = o.id)`,
};

const asReader: Trace = {
  place: 'letter',
  what: 'A letter',
  purpose: 'To show that they were written to, and when.',
  rows: (
    email,
  ) => sql`SELECT l.id, l.to_name AS name, l.to_email AS email, l.subject, l.created_at AS since,
    CASE WHEN l.state = 'waiting' THEN 'It is about to be sent.' END AS stays
    FROM letter l WHERE lower(l.to_email) = ${email}`,
};

const asWitness: Trace = {
  place: 'witness',
  what: 'An address that checkpoints of the journal are sent to',
  purpose: 'To have them kept outside.',
  rows: (email) => sql`SELECT w.id, w.name, w.email, w.created_at AS since,
    'They still get checkpoints: remove the witness, and the address goes at once.' AS stays
    FROM witness w WHERE w.email = ${email} AND w.removed_at IS NULL`,
};

const asUser: Trace = {
  place: 'app_user',
  what: 'What they sign in with here',
  purpose: 'To let them in.',
  rows: (email) => sql`SELECT u.id, u.name, u.email, u.role, u.created_at AS since,
    CASE WHEN u.disabled_at IS NULL THEN 'They still have access: end it first.' END AS stays
    FROM app_user u WHERE u.email = ${email}`,
};

const asActor: Trace = {
  place: 'journal_entry',
  what: 'Their name as who did it, in the journal',
  purpose: 'To tell who did what here.',
  rows: (email) => sql`SELECT u.id, u.name, u.created_at AS since,
    cast((SELECT count(*) FROM journal_entry e WHERE e.actor_id = u.id) AS text) AS entries,
    'Who did what is what the journal is for: the name goes with before and after of each entry, by the rule for them.' AS stays
    FROM app_user u WHERE u.email = ${email} AND EXISTS (SELECT 1 FROM journal_entry e WHERE e.actor_id = u.id)`,
};

const inJournal: Trace = {
  place: 'journal_detail',
  what: 'Before and after in the journal, where the address or their name as a respondent stands',
  purpose: 'To tell how a register came to say what it says.',
  rows: (
    email,
  ) => sql`SELECT cast(e.seq AS text) AS id, e.action, d.content, e.at AS since, NULL AS stays
    FROM journal_detail d JOIN journal_entry e ON e.seq = d.seq WHERE d.seq IN (
      SELECT m.seq FROM journal_mention m WHERE m.address_sha256 = ${addressHash(email)}
      UNION SELECT a.seq FROM journal_entry a WHERE a.actor_id IN (${mine(email)}))`,
};

const submitted: Trace = {
  place: 'submission',
  what: whySigned.submission.what,
  purpose: whySigned.submission.purpose,
  rows: (email) => sql`SELECT s.id, s.submitted_by AS name, s.receipt, s.submitted_at AS since,
    ${whySigned.submission.stays} AS stays
    FROM submission s WHERE s.invitation_id IN (${mine(email)})`,
};

const answered: Trace = {
  place: 'assessment',
  what: 'Their name on answers that somebody else submitted, or nobody yet',
  purpose: whySigned.submission.purpose,
  rows: (
    email,
  ) => sql`SELECT a.id, v.name AS vendor, min(w.answered_by) AS name, max(w.answered_at) AS since,
    'Who gave an answer is part of what it is worth; the name goes with the texts of the answers.' AS stays
    FROM invitation i JOIN answer w ON w.assessment_id = i.assessment_id AND w.invitation_id = i.id
    JOIN assessment a ON a.id = i.assessment_id JOIN vendor v ON v.id = a.vendor_id
    WHERE lower(i.email) = ${email} AND ${isKnown(sql`w.answered_by`)}
      AND NOT EXISTS (SELECT 1 FROM submission s WHERE s.assessment_id = a.id AND s.invitation_id = i.id)
    GROUP BY a.id, v.name`,
};

const given: Trace = {
  place: 'evidence',
  what: whySigned.evidence.what,
  purpose: whySigned.evidence.purpose,
  rows: (email) => sql`SELECT e.id, e.given_by AS name, e.title, e.given_at AS since,
    ${whySigned.evidence.stays} AS stays
    FROM evidence e WHERE e.given_by_id IN (${mine(email)})`,
};

const decided: Trace = {
  place: 'decision',
  what: 'Their name on a decision',
  purpose: 'A decision is somebody’s.',
  rows: (email) => sql`SELECT d.id, d.decider AS name, d.outcome, d.decided_at AS since,
    'Decisions are never changed: who took one has to be provable.' AS stays
    FROM decision d JOIN app_user u ON u.id = d.decider_id WHERE u.email = ${email}`,
};

/** As many entries as are told of at once. */
export const mostByName = 500;

/** Entries that hold one of these names and are not found by the address, newest first. */
export const byNameInJournal = (
  email: string,
  hashes: readonly string[],
): Sql => sql`SELECT cast(e.seq AS text) AS id, e.action, d.content, e.at AS since, NULL AS stays
  FROM journal_detail d JOIN journal_entry e ON e.seq = d.seq WHERE d.seq IN (
    SELECT m.seq FROM journal_mention m WHERE m.address_sha256 IN (${listed(hashes)}))
    AND d.seq NOT IN (SELECT m.seq FROM journal_mention m WHERE m.address_sha256 = ${addressHash(email)})
    AND e.actor_id NOT IN (${mine(email)})
  ORDER BY d.seq DESC LIMIT ${mostByName}`;

export const traces: readonly Trace[] = [
  asContact,
  asInvited,
  asRemediator,
  asAsked,
  inIncidentAnswer,
  asLeaver,
  asReader,
  asWitness,
  asUser,
  asActor,
  inJournal,
  submitted,
  answered,
  given,
  decided,
  ...tracesOutside,
];
