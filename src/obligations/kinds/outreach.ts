import { steps } from '../../assessments/index.js';
import { listed } from '../../platform/database/index.js';
import { inUse } from '../../vendors/index.js';
import { kind } from './kind.js';

interface Fact {
  id: string;
  vendorId: string;
  ownerId: string;
  name: string;
  questionnaire: string;
  dueOn: string;
}

const answerable = listed(steps.answer.from);

export const outreach = kind({
  code: 'outreach',
  word: 'Answers due',
  subjectKind: 'assessment',
  place: ({ subjectId }) => `/assessments/${subjectId}`,
  policy: null,
  read: ({ database }, scope) => database.sql<Fact[]>`
    SELECT a.id, a.vendor_id AS "vendorId", a.owner_id AS "ownerId", e.name, q.title AS questionnaire,
      a.due_on AS "dueOn"
    FROM vendor v
    JOIN assessment a ON a.vendor_id = v.id
    JOIN engagement e ON e.id = a.engagement_id
    JOIN questionnaire_version n ON n.id = a.questionnaire_version_id
    JOIN questionnaire q ON q.id = n.questionnaire_id
    WHERE a.state IN (${answerable}) AND ${inUse} AND ${scope}`,
  rule: ({ id, vendorId, ownerId, name, questionnaire, dueOn }) => [
    {
      subjectId: id,
      part: '',
      vendorId,
      ownerId,
      dueOn,
      title: `Get the answers about “${name}”`,
      detail: { questionnaire },
    },
  ],
  fulfilled: async ({ database }, ids) => {
    const rows = await database.sql<{ id: string }[]>`
      SELECT a.id FROM assessment a JOIN vendor v ON v.id = a.vendor_id
      WHERE a.state IN ('submitted', 'in_review', 'decided', 'superseded') AND ${inUse}
        AND a.id IN (${listed(ids)})`;
    return rows.map(({ id }) => id);
  },
});
