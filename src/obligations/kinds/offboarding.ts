import { listed } from '../../platform/database/index.js';
import { kind } from './kind.js';

interface Fact {
  id: string;
  vendorId: string;
  ownerId: string;
  dueOn: string;
}

/** Owed until its checklist is completed, whatever the vendor's status is by then. */
export const offboarding = kind({
  code: 'offboarding',
  word: 'Offboarding',
  subjectKind: 'offboarding',
  place: ({ subjectId }) => `/offboardings/${subjectId}`,
  policy: null,
  read: ({ database }, scope) => database.sql<Fact[]>`
    SELECT o.id, o.vendor_id AS "vendorId", o.owner_id AS "ownerId", o.due_on AS "dueOn"
    FROM vendor v JOIN offboarding o ON o.vendor_id = v.id
    WHERE o.state = 'running' AND ${scope}`,
  rule: ({ id, vendorId, ownerId, dueOn }) => [
    {
      subjectId: id,
      part: '',
      vendorId,
      ownerId,
      dueOn,
      title: 'Complete the offboarding: data, credentials, access, certificate',
      detail: {},
    },
  ],
  fulfilled: async ({ database }, ids) => {
    const rows = await database.sql<{ id: string }[]>`
      SELECT o.id FROM offboarding o WHERE o.state = 'completed' AND o.id IN (${listed(ids)})`;
    return rows.map(({ id }) => id);
  },
});
