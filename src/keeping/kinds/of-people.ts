import { sql } from '../../platform/database/index.js';
import { isKnownEmail } from '../../platform/purged.js';
import { flagged, heldAs } from '../holds/held.js';
import { keptKind } from './kept-kind.js';

const day = (column: ReturnType<typeof sql>) => sql`substr(${column}, 1, 10)`;

export const contacts = keptKind({
  code: 'contacts',
  title: 'Contacts of vendors',
  what: 'Name, e-mail address and position of people at vendors.',
  purpose: 'To ask a vendor, and to know whom we asked.',
  basis: 'Whoever buys from a vendor has to reach somebody there, as long as the business lasts.',
  starts: 'The vendor is offboarded or rejected.',
  stays: 'The contact’s id, the vendor and the day, with “Purged” in the place of the name.',
  periods: ['contacts'],
  places: [
    {
      code: 'contact',
      columns: { contact: ['name', 'email', 'position'] },
      items: sql`SELECT c.id, c.vendor_id, ${day(sql`v.left_at`)} AS started_on, 'contacts' AS period,
        ${flagged(
          heldAs('vendor', sql`c.vendor_id`),
          sql`EXISTS (SELECT 1 FROM assessment a WHERE a.contact_id = c.id AND ${heldAs('assessment', sql`a.id`)})`,
          sql`EXISTS (SELECT 1 FROM outreach_request q WHERE q.contact_id = c.id AND ${heldAs('incident', sql`q.incident_id`)})`,
        )} AS held, c.name AS named
        FROM contact c JOIN vendor v ON v.id = c.vendor_id WHERE c.purged_at IS NULL`,
    },
  ],
});

export const invitations = keptKind({
  code: 'invitations',
  title: 'Invitations and secret links',
  what: 'Who was sent a link to answer questions, findings or an incident, or to confirm what became of our data; sessions that the link opened. Of the link itself only its SHA-256 is ever stored. Sessions go a day after they end.',
  purpose: 'To let somebody answer without an account, and to prove who did.',
  basis: 'An answer is worth something only if it is known who was asked for it.',
  starts: 'The link ends.',
  stays: 'That somebody was asked, when, and what the link opened.',
  periods: ['invitations'],
  places: [
    {
      code: 'invitation',
      columns: { invitation: ['name', 'email'] },
      items: sql`SELECT i.id, a.vendor_id, ${day(sql`i.expires_at`)} AS started_on, 'invitations' AS period,
        ${flagged(heldAs('vendor', sql`a.vendor_id`), heldAs('assessment', sql`a.id`))} AS held, i.name AS named
        FROM invitation i JOIN assessment a ON a.id = i.assessment_id WHERE i.purged_at IS NULL`,
    },
    {
      code: 'remediation_request',
      columns: { remediation_request: ['name', 'email', 'message'] },
      items: sql`SELECT q.id, q.vendor_id, ${day(sql`q.expires_at`)} AS started_on, 'invitations' AS period,
        ${flagged(heldAs('vendor', sql`q.vendor_id`))} AS held, q.name AS named
        FROM remediation_request q WHERE q.purged_at IS NULL`,
    },
    {
      code: 'outreach_request',
      columns: { outreach_request: ['name', 'email'] },
      items: sql`SELECT q.id, q.vendor_id, ${day(sql`q.expires_at`)} AS started_on, 'invitations' AS period,
        ${flagged(heldAs('vendor', sql`q.vendor_id`), heldAs('incident', sql`q.incident_id`))} AS held, q.name AS named
        FROM outreach_request q WHERE ${isKnownEmail(sql`q.email`)}`,
    },
    {
      code: 'offboarding_request',
      columns: {
        offboarding_request: ['name', 'email', 'message'],
        offboarding_confirmation: ['answered_by'],
      },
      items: sql`SELECT q.id, q.vendor_id, ${day(sql`q.expires_at`)} AS started_on, 'invitations' AS period,
        ${flagged(heldAs('vendor', sql`q.vendor_id`))} AS held, q.name AS named
        FROM offboarding_request q WHERE q.purged_at IS NULL`,
    },
  ],
});

export const letters = keptKind({
  code: 'letters',
  title: 'Letters',
  what: 'To whom a letter went, its subject, and its text where it was not sent; the text of one that was sent is emptied at once.',
  purpose: 'To show that somebody was written to, and to send again what failed.',
  basis: 'Who was told what, and when, is part of the proof that a vendor was asked in time.',
  starts: 'The letter is sent; where no mail server is set up, it is written.',
  stays: 'That a letter went, when, and what it was about.',
  periods: ['letters'],
  places: [
    {
      code: 'letter',
      columns: { letter: ['to_name', 'to_email', 'subject', 'sealed_body', 'problem'] },
      items: sql`SELECT l.id, coalesce(a.vendor_id, f.vendor_id, o.vendor_id, b.vendor_id) AS vendor_id,
        ${day(sql`coalesce(l.sent_at, l.created_at)`)} AS started_on, 'letters' AS period,
        ${flagged(
          heldAs('vendor', sql`coalesce(a.vendor_id, f.vendor_id, o.vendor_id, b.vendor_id)`),
          heldAs('assessment', sql`a.id`),
          heldAs('incident', sql`o.incident_id`),
        )} AS held, l.subject AS named
        FROM letter l
        LEFT JOIN assessment a ON l.about_kind = 'assessment' AND a.id = l.about_id
        LEFT JOIN remediation_request f ON l.about_kind = 'remediation_request' AND f.id = l.about_id
        LEFT JOIN outreach_request o ON l.about_kind = 'outreach_request' AND o.id = l.about_id
        LEFT JOIN offboarding_request b ON l.about_kind = 'offboarding_request' AND b.id = l.about_id
        WHERE l.purged_at IS NULL AND l.state <> 'waiting'`,
      ofVendor: (vendorId) =>
        sql`i.id IN (SELECT l.id FROM letter l WHERE (l.about_kind, l.about_id) IN (
            SELECT 'assessment', t.id FROM assessment t WHERE t.vendor_id = ${vendorId}
            UNION ALL SELECT 'remediation_request', t.id FROM remediation_request t WHERE t.vendor_id = ${vendorId}
            UNION ALL SELECT 'outreach_request', t.id FROM outreach_request t WHERE t.vendor_id = ${vendorId}
            UNION ALL SELECT 'offboarding_request', t.id FROM offboarding_request t WHERE t.vendor_id = ${vendorId}))`,
    },
  ],
});

export const signIn = keptKind({
  code: 'sign-in',
  title: 'What our people sign in with',
  what: 'E-mail address and password hash of people with access here. Sessions and counted tries go a day after they end.',
  purpose: 'To let the right people in, and nobody else.',
  basis: 'Nobody can be let in without it; once access has ended, it serves nothing.',
  starts: 'The person’s access ends.',
  stays: 'The name, because decisions and journal entries are theirs.',
  periods: ['signIn'],
  places: [
    {
      code: 'app_user',
      columns: { app_user: ['email', 'password_hash'] },
      items: sql`SELECT u.id, NULL AS vendor_id, ${day(sql`u.disabled_at`)} AS started_on, 'signIn' AS period, 0 AS held,
        u.name AS named FROM app_user u WHERE ${isKnownEmail(sql`u.email`)}`,
      ofVendor: null,
    },
  ],
});

export const tokenUses = keptKind({
  code: 'token-uses',
  title: 'Last use of API tokens',
  what: 'When a token was used last.',
  purpose: 'To find tokens that nobody needs, and to see misuse.',
  basis:
    'It shows when somebody worked, so it is kept only as long as the token or its misuse matters.',
  starts: 'The token is revoked or expires.',
  stays: 'The token’s name, what it might do, and when it was made and ended.',
  periods: ['tokenUses'],
  places: [
    {
      code: 'api_token',
      columns: { api_token: ['used_at'] },
      items: sql`SELECT t.id, NULL AS vendor_id, ${day(sql`coalesce(t.revoked_at, t.expires_at)`)} AS started_on,
        'tokenUses' AS period, 0 AS held, t.name AS named FROM api_token t WHERE t.used_at IS NOT NULL`,
      ofVendor: null,
    },
  ],
});
