import { inUse } from '../../vendors/index.js';
import { kind } from './kind.js';

interface Fact {
  id: string;
  vendorId: string;
  ownerId: string;
  title: string;
  expiresOn: string;
}

export const evidenceExpiry = kind({
  code: 'evidence_expiry',
  word: 'Evidence expiry',
  subjectKind: 'evidence',
  place: ({ subjectId }) => `/evidence/${subjectId}`,
  policy: null,
  read: ({ database }, scope) => database.sql<Fact[]>`
    SELECT x.id, x.vendor_id AS "vendorId", v.owner_id AS "ownerId", x.title, x.expires_on AS "expiresOn"
    FROM vendor v JOIN evidence x ON x.vendor_id = v.id
    WHERE x.expires_on IS NOT NULL AND x.withdrawn_at IS NULL AND ${inUse} AND ${scope}`,
  rule: ({ id, vendorId, ownerId, title, expiresOn }) => [
    {
      subjectId: id,
      part: '',
      vendorId,
      ownerId,
      dueOn: expiresOn,
      title: `Replace the evidence “${title}”: it expires`,
      detail: {},
    },
  ],
});
