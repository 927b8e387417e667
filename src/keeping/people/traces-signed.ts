import { sql } from '../../platform/database/index.js';
import type { TypedTrace } from './traces-typed.js';

/** Why what somebody at a vendor stands for keeps their name. */
export const whySigned = {
  submission: {
    what: 'Their name on answers that were submitted',
    purpose: 'An answer is worth something only if it is known who gave it.',
    stays:
      'Submitted answers are evidence of what a vendor said, sealed by a receipt; the name goes with the texts of the answers.',
  },
  evidence: {
    what: 'Their name on a file that they gave',
    purpose: 'A file proves something only if it is known where it came from.',
    stays: 'Who gave a file is part of what it proves; it goes with the file.',
  },
  finding: {
    what: 'Their name on what was planned or done about a finding',
    purpose: 'To know who said so for the vendor.',
    stays:
      'Who promised or did it is part of what was agreed; it goes with the texts of the finding.',
  },
  inventory: {
    what: 'Their name on a list of what a service is built from',
    purpose: 'A list is worth something only if it is known who gave it.',
    stays: 'Who added a list is part of what it shows, for as long as the register stands.',
  },
} as const;

/** Where a respondent's name stands on what they gave, also after the link that they gave it by was forgotten. */
export const tracesSigned: readonly TypedTrace[] = [
  {
    place: 'submission',
    ...whySigned.submission,
    rows: sql`SELECT s.id, s.id AS key, a.vendor_id AS "vendorId", v.name AS vendor, s.submitted_by AS name,
        s.submitted_at AS since, s.submitted_by AS typed
      FROM submission s JOIN assessment a ON a.id = s.assessment_id JOIN vendor v ON v.id = a.vendor_id`,
  },
  {
    place: 'evidence',
    ...whySigned.evidence,
    rows: sql`SELECT e.id, e.id AS key, e.vendor_id AS "vendorId", v.name AS vendor, e.title, e.given_at AS since,
        e.given_by AS typed
      FROM evidence e JOIN vendor v ON v.id = e.vendor_id WHERE e.given_by_kind = 'respondent'`,
  },
  {
    place: 'finding',
    ...whySigned.finding,
    rows: sql`SELECT f.id, f.id AS key, f.vendor_id AS "vendorId", v.name AS vendor, f.title, f.planned_at AS since,
        CASE WHEN f.planned_by_kind = 'respondent' THEN f.planned_by ELSE '' END || ' ' ||
        CASE WHEN f.resolved_by_kind = 'respondent' THEN f.resolved_by ELSE '' END AS typed
      FROM finding f JOIN vendor v ON v.id = f.vendor_id
      WHERE f.planned_by_kind = 'respondent' OR f.resolved_by_kind = 'respondent'`,
  },
  {
    place: 'inventory',
    ...whySigned.inventory,
    rows: sql`SELECT i.id, i.id AS key, i.vendor_id AS "vendorId", v.name AS vendor, i.file_name AS title,
        i.added_at AS since, i.added_by AS typed
      FROM inventory i JOIN vendor v ON v.id = i.vendor_id`,
  },
];
