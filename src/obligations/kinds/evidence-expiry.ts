import {
  evidenceFreshness,
  freshnessOfEvidence,
  hasEnd,
  type EvidenceDates,
} from '../../evidence/index.js';
import { goesOn } from '../../vendors/index.js';
import { kind } from './kind.js';

type Fact = EvidenceDates & {
  id: string;
  vendorId: string;
  ownerId: string;
  title: string;
};

/** Due on the day it names, or when its kind is too old to count, whichever comes first. */
export const evidenceExpiry = kind({
  code: 'evidence_expiry',
  word: 'Evidence expiry',
  subjectKind: 'evidence',
  place: ({ subjectId }) => `/evidence/${subjectId}`,
  policy: evidenceFreshness,
  read: async ({ database }, scope): Promise<Fact[]> => {
    const facts = await database.sql<Fact[]>`
      SELECT x.id, x.vendor_id AS "vendorId", v.owner_id AS "ownerId", x.kind, x.title, x.issued_on AS "issuedOn",
        x.expires_on AS "expiresOn"
      FROM vendor v JOIN evidence x ON x.vendor_id = v.id
      WHERE (x.expires_on IS NOT NULL OR x.issued_on IS NOT NULL) AND x.withdrawn_at IS NULL
        AND ${goesOn} AND ${scope}`;
    return facts.filter(hasEnd);
  },
  rule: ({ id, vendorId, ownerId, title, ...dates }, figures, today) => {
    const freshness = freshnessOfEvidence(dates, today, figures);
    if (!freshness) return [];
    const { freshUntil: dueOn, endsBy } = freshness;
    const why = endsBy === 'expiry' ? 'it expires' : 'it goes stale';
    return [
      {
        subjectId: id,
        part: '',
        vendorId,
        ownerId,
        dueOn,
        title: `Replace the evidence “${title}”: ${why}`,
        detail: {},
      },
    ];
  },
});
