import { listed } from '../../platform/database/index.js';
import { goesOn, inUse } from '../../vendors/index.js';
import { kind } from './kind.js';

interface Fact {
  id: string;
  vendorId: string;
  ownerId: string;
  engagementId: string;
  name: string;
  validUntil: string;
}

export const decisionValidity = kind({
  code: 'decision_validity',
  word: 'End of a decision',
  subjectKind: 'assessment',
  place: ({ subjectId }) => `/assessments/${subjectId}/reassessment`,
  policy: null,
  read: ({ database }, scope) => database.sql<Fact[]>`
    SELECT a.id, a.vendor_id AS "vendorId", v.owner_id AS "ownerId", e.id AS "engagementId", e.name,
      d.valid_until AS "validUntil"
    FROM vendor v
    JOIN assessment a ON a.vendor_id = v.id
    JOIN decision d ON d.assessment_id = a.id
    JOIN engagement e ON e.id = a.engagement_id
    WHERE a.state = 'decided' AND d.outcome <> 'rejected' AND ${goesOn} AND ${scope}`,
  rule: ({ id, vendorId, ownerId, engagementId, name, validUntil }) => [
    {
      subjectId: id,
      part: '',
      vendorId,
      ownerId,
      dueOn: validUntil,
      title: `Decide again on “${name}”: its approval ends`,
      detail: { engagementId },
    },
  ],
  fulfilled: async ({ database }, ids) => {
    const rows = await database.sql<{ id: string }[]>`
      SELECT a.id FROM assessment a JOIN vendor v ON v.id = a.vendor_id
      WHERE a.state = 'superseded' AND ${inUse} AND a.id IN (${listed(ids)})`;
    return rows.map(({ id }) => id);
  },
});
