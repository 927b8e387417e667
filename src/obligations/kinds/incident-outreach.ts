import { incidentReference } from '../../incidents/index.js';
import { listed } from '../../platform/database/index.js';
import { inUse } from '../../vendors/index.js';
import { kind } from './kind.js';

interface Fact {
  id: string;
  vendorId: string;
  ownerId: string;
  number: number;
  title: string;
  dueAt: string;
}

export const incidentOutreach = kind({
  code: 'incident_outreach',
  word: 'Incident answer due',
  subjectKind: 'outreach_request',
  place: ({ subjectId }) => `/outreach-requests/${subjectId}`,
  policy: null,
  read: ({ database }, scope) => database.sql<Fact[]>`
    SELECT r.id, r.vendor_id AS "vendorId", n.lead_id AS "ownerId", n.number, n.title, r.due_at AS "dueAt"
    FROM vendor v JOIN outreach_request r ON r.vendor_id = v.id JOIN incident n ON n.id = r.incident_id
    WHERE r.sent_at IS NOT NULL AND r.answered_at IS NULL AND r.revoked_at IS NULL AND n.state = 'open'
      AND ${inUse} AND ${scope}`,
  rule: ({ id, vendorId, ownerId, number, title, dueAt }) => [
    {
      subjectId: id,
      part: '',
      vendorId,
      ownerId,
      dueOn: dueAt.slice(0, 10),
      title: `Get the answer about ${incidentReference(number)}, “${title}”`,
      detail: { dueAt },
    },
  ],
  fulfilled: async ({ database }, ids) => {
    const rows = await database.sql<{ id: string }[]>`
      SELECT r.id FROM outreach_request r WHERE r.answered_at IS NOT NULL AND r.id IN (${listed(ids)})`;
    return rows.map(({ id }) => id);
  },
});
