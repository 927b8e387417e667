import { addDays } from '../../platform/clock.js';
import { listed } from '../../platform/database/index.js';
import { triggerPolicy } from '../triggers/rules.js';
import { goesOn, inUse } from '../../vendors/index.js';
import { kind } from './kind.js';

interface Fact {
  id: string;
  vendorId: string;
  ownerId: string;
  name: string;
  sentence: string;
  draftedAt: string;
  engagementId: string;
}

/** A rule drafted a reassessment, and nobody has sent or discarded it yet. */
export const draftedReassessment = kind({
  code: 'drafted_reassessment',
  word: 'Reassessment to send',
  subjectKind: 'assessment',
  place: ({ subjectId }) => `/assessments/${subjectId}`,
  policy: triggerPolicy,
  read: ({ database }, scope) => database.sql<Fact[]>`
    SELECT a.id, a.vendor_id AS "vendorId", a.owner_id AS "ownerId", e.id AS "engagementId", e.name,
      a.cause_sentence AS sentence, a.created_at AS "draftedAt"
    FROM vendor v
    JOIN assessment a ON a.vendor_id = v.id
    JOIN engagement e ON e.id = a.engagement_id
    WHERE a.state = 'draft' AND a.cause IS NOT NULL AND ${goesOn} AND ${scope}`,
  rule: ({ id, vendorId, ownerId, name, sentence, draftedAt, engagementId }, figures) => [
    {
      subjectId: id,
      part: '',
      vendorId,
      ownerId,
      dueOn: addDays(draftedAt.slice(0, 10), figures.send),
      title: `Send or discard the reassessment of “${name}”: ${sentence}`,
      detail: { engagementId },
    },
  ],
  fulfilled: async ({ database }, ids) => {
    const rows = await database.sql<{ id: string }[]>`
      SELECT a.id FROM assessment a JOIN vendor v ON v.id = a.vendor_id
      WHERE a.sent_at IS NOT NULL AND ${inUse} AND a.id IN (${listed(ids)})`;
    return rows.map(({ id }) => id);
  },
});
