import { listed, sql } from '../../platform/database/index.js';
import { goesOn, inUse } from '../../vendors/index.js';
import { kind } from './kind.js';

interface Fact {
  id: string;
  vendorId: string;
  ownerId: string;
  engagementId: string;
  name: string;
  sentence: string;
  dueOn: string;
}

/** What answers a firing that could not be drafted: an assessment of the engagement that was begun since. */
const answered = sql`EXISTS (SELECT 1 FROM assessment a
  WHERE a.engagement_id = f.engagement_id AND a.created_at >= f.fired_at AND a.state <> 'revoked')`;

/** A rule wants a reassessment that it could not draft, for want of a contact or a questionnaire. */
export const promptedReassessment = kind({
  code: 'prompted_reassessment',
  word: 'Reassessment a rule asks for',
  subjectKind: 'trigger_firing',
  place: ({ vendorId }) => `/vendors/${vendorId}/assessments/new`,
  policy: null,
  read: ({ database }, scope) => database.sql<Fact[]>`
    SELECT f.id, f.vendor_id AS "vendorId", v.owner_id AS "ownerId", e.id AS "engagementId", e.name, f.sentence,
      f.due_on AS "dueOn"
    FROM vendor v
    JOIN trigger_firing f ON f.vendor_id = v.id
    JOIN engagement e ON e.id = f.engagement_id
    WHERE f.outcome = 'owed' AND ${goesOn} AND ${scope} AND NOT ${answered}`,
  rule: ({ id, vendorId, ownerId, engagementId, name, sentence, dueOn }) => [
    {
      subjectId: id,
      part: '',
      vendorId,
      ownerId,
      dueOn,
      title: `Reassess “${name}”: ${sentence}`,
      detail: { engagementId },
    },
  ],
  fulfilled: async ({ database }, ids) => {
    const rows = await database.sql<{ id: string }[]>`
      SELECT f.id FROM trigger_firing f JOIN vendor v ON v.id = f.vendor_id
      WHERE ${inUse} AND ${answered} AND f.id IN (${listed(ids)})`;
    return rows.map(({ id }) => id);
  },
});
