import { referenceOf, type FindingState } from '../../findings/index.js';
import { listed } from '../../platform/database/index.js';
import { inUse } from '../../vendors/index.js';
import { kind } from './kind.js';

interface Fact {
  id: string;
  number: number;
  vendorId: string;
  ownerId: string;
  title: string;
  state: FindingState;
  dueOn: string;
}

const done: readonly FindingState[] = ['resolved', 'verified'];

export const finding = kind({
  code: 'finding',
  word: 'Finding',
  subjectKind: 'finding',
  place: ({ subjectId }) => `/findings/${subjectId}`,
  policy: null,
  read: ({ database }, scope) => database.sql<Fact[]>`
    SELECT f.id, f.number, f.vendor_id AS "vendorId", f.owner_id AS "ownerId", f.title, f.state, f.due_on AS "dueOn"
    FROM vendor v JOIN finding f ON f.vendor_id = v.id
    WHERE f.state IN ('open', 'planned') AND ${inUse} AND ${scope}`,
  rule: ({ id, number, vendorId, ownerId, title, state, dueOn }) => [
    {
      subjectId: id,
      part: '',
      vendorId,
      ownerId,
      dueOn,
      title: `Close the finding ${referenceOf(number)}, “${title}”`,
      detail: { state },
    },
  ],
  fulfilled: async ({ database }, ids) => {
    const rows = await database.sql<{ id: string }[]>`
      SELECT f.id FROM finding f JOIN vendor v ON v.id = f.vendor_id
      WHERE f.state IN (${listed(done)}) AND ${inUse} AND f.id IN (${listed(ids)})`;
    return rows.map(({ id }) => id);
  },
});
