import { referenceOf } from '../../findings/index.js';
import { listed } from '../../platform/database/index.js';
import { inUse } from '../../vendors/index.js';
import { kind } from './kind.js';

interface Fact {
  id: string;
  number: number;
  vendorId: string;
  ownerId: string;
  title: string;
  until: string;
}

export const acceptanceExpiry = kind({
  code: 'acceptance_expiry',
  word: 'End of a risk acceptance',
  subjectKind: 'finding',
  place: ({ subjectId }) => `/findings/${subjectId}`,
  policy: null,
  read: ({ database }, scope) => database.sql<Fact[]>`
    SELECT f.id, f.number, f.vendor_id AS "vendorId", f.owner_id AS "ownerId", f.title, r.until
    FROM vendor v
    JOIN finding f ON f.vendor_id = v.id
    JOIN risk_acceptance r ON r.finding_id = f.id
    WHERE r.state = 'approved' AND ${inUse} AND ${scope}`,
  rule: ({ id, number, vendorId, ownerId, title, until }) => [
    {
      subjectId: id,
      part: '',
      vendorId,
      ownerId,
      dueOn: until,
      title: `Settle the accepted risk ${referenceOf(number)}, “${title}”: its acceptance ends`,
      detail: {},
    },
  ],
  fulfilled: async ({ database }, ids) => {
    const rows = await database.sql<{ id: string }[]>`
      SELECT f.id FROM finding f JOIN vendor v ON v.id = f.vendor_id
      WHERE f.state <> 'risk_accepted' AND ${inUse} AND f.id IN (${listed(ids)})`;
    return rows.map(({ id }) => id);
  },
});
