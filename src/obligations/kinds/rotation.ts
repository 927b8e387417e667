import { incidentReference } from '../../incidents/index.js';
import { listed } from '../../platform/database/index.js';
import { inUse } from '../../vendors/index.js';
import { kind } from './kind.js';

interface Fact {
  id: string;
  vendorId: string;
  ownerId: string;
  number: number;
  name: string;
  dueAt: string;
}

export const rotation = kind({
  code: 'rotation',
  word: 'Credential to renew',
  subjectKind: 'rotation',
  place: ({ subjectId }) => `/rotations/${subjectId}`,
  policy: null,
  read: ({ database }, scope) => database.sql<Fact[]>`
    SELECT r.id, r.vendor_id AS "vendorId", r.owner_id AS "ownerId", n.number, c.name, r.due_at AS "dueAt"
    FROM vendor v JOIN rotation r ON r.vendor_id = v.id
    JOIN incident n ON n.id = r.incident_id JOIN credential c ON c.id = r.credential_id
    WHERE r.state = 'open' AND ${inUse} AND ${scope}`,
  rule: ({ id, vendorId, ownerId, number, name, dueAt }) => [
    {
      subjectId: id,
      part: '',
      vendorId,
      ownerId,
      dueOn: dueAt.slice(0, 10),
      title: `Renew “${name}” because of ${incidentReference(number)}`,
      detail: { dueAt },
    },
  ],
  fulfilled: async ({ database }, ids) => {
    const rows = await database.sql<{ id: string }[]>`
      SELECT r.id FROM rotation r WHERE r.state = 'signed_off' AND r.id IN (${listed(ids)})`;
    return rows.map(({ id }) => id);
  },
});
