import { sql } from '../../platform/database/index.js';
import { actedFor } from './named.js';
import type { Trace } from './trace.js';
import { whySigned } from './traces-signed.js';

/** What names a person and is no thing of its own to let go: it belongs to what it proves, or goes by another way. */
export const tracesOutside: readonly Trace[] = [
  {
    place: 'offboarding',
    what: 'Their name on what a vendor confirmed of our data',
    purpose: 'A confirmation is worth something only if it is known who gave it.',
    rows: (
      email,
    ) => sql`SELECT q.offboarding_id AS id, v.name AS vendor, c.confirmed_by AS name, c.answered_at AS since,
      'That our data was deleted is proven by who confirmed it, until the day beside it or, while we still leave the vendor, for a time after. To whom the link was sent goes with the request.' AS stays
      FROM offboarding_confirmation c JOIN offboarding_request q ON q.id = c.request_id JOIN vendor v ON v.id = q.vendor_id
      WHERE lower(q.email) = ${email}`,
  },
  {
    place: 'finding',
    what: whySigned.finding.what,
    purpose: whySigned.finding.purpose,
    rows: (email) => sql`SELECT DISTINCT f.id, v.name AS vendor, f.title, f.planned_at AS since,
      ${whySigned.finding.stays} AS stays
      FROM remediation_request q JOIN remediation_request_finding a ON a.request_id = q.id
      JOIN finding f ON f.id = a.finding_id JOIN vendor v ON v.id = f.vendor_id
      WHERE lower(q.email) = ${email} AND (f.planned_by_kind = 'respondent' AND f.planned_by = q.name
        OR f.resolved_by_kind = 'respondent' AND f.resolved_by = q.name)`,
  },
  {
    place: 'dossier',
    what: 'A sealed dossier about a vendor that they acted for, an incident they were asked about, or all vendors; it may name them',
    purpose: 'To show somebody outside what was known and decided.',
    rows: (email) => sql`SELECT d.id, d.title, d.created_at AS since, d.expires_at AS until,
      'It is sealed: nothing can be taken out of it. Its file goes by itself on its last day, and can be built again without what was erased.' AS stays
      FROM dossier d LEFT JOIN assessment a ON d.scope = 'assessment' AND a.id = d.subject_id
      WHERE d.blob IS NOT NULL AND (coalesce(a.vendor_id, d.subject_id) IN (${actedFor(email)})
        OR d.scope = 'portfolio' AND EXISTS (${actedFor(email)})
        OR d.scope = 'incident' AND d.subject_id IN (
          SELECT q.incident_id FROM outreach_request q WHERE lower(q.email) = ${email}))`,
  },
  {
    place: 'report',
    what: 'A printed report about an assessment that they answered, or an incident that they were asked about; it may name them',
    purpose: 'To show somebody else what was known and decided.',
    rows: (email) => sql`SELECT r.id, r.title, r.printed_at AS since,
      'It is printed and sealed by its hash: it goes as a whole, by the rule for reports.' AS stays
      FROM report r WHERE r.purged_at IS NULL AND (r.subject_kind = 'assessment' AND r.subject_id IN (
        SELECT i.assessment_id FROM invitation i WHERE lower(i.email) = ${email})
        OR r.subject_kind = 'incident' AND r.subject_id IN (
          SELECT q.incident_id FROM outreach_request q WHERE lower(q.email) = ${email}))`,
  },
];
