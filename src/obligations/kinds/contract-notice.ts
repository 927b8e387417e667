import { addDays } from '../../platform/clock.js';
import { listed } from '../../platform/database/index.js';
import { dayText } from '../../platform/templates/index.js';
import { inUse } from '../../vendors/index.js';
import { kind } from './kind.js';
import { contractPolicy } from './policies.js';

interface Fact {
  id: string;
  vendorId: string;
  ownerId: string;
  name: string;
  endsOn: string;
}

/** The day on which to have decided about a contract that ends on `endsOn`; nothing once it has ended. */
export function noticeDue(endsOn: string, days: number, today: string): string | undefined {
  return today > endsOn ? undefined : addDays(endsOn, -days);
}

export const contractNotice = kind({
  code: 'contract_notice',
  word: 'Contract notice',
  subjectKind: 'engagement',
  place: ({ subjectId }) => `/engagements/${subjectId}`,
  policy: contractPolicy,
  read: ({ database }, scope) => database.sql<Fact[]>`
    SELECT e.id, e.vendor_id AS "vendorId", v.owner_id AS "ownerId", e.name, e.ends_on AS "endsOn"
    FROM vendor v JOIN engagement e ON e.vendor_id = v.id
    WHERE e.ends_on IS NOT NULL AND ${inUse} AND ${scope}`,
  rule: ({ id, vendorId, ownerId, name, endsOn }, { days }, today) => {
    const dueOn = noticeDue(endsOn, days, today);
    if (dueOn === undefined) return [];
    const title = `Renew “${name}” or give notice: its contract ends on ${dayText(endsOn)}`;
    return [{ subjectId: id, part: '', vendorId, ownerId, dueOn, title, detail: { endsOn } }];
  },
  fulfilled: async ({ database, today }, ids) => {
    const rows = await database.sql<{ id: string }[]>`
      SELECT e.id FROM engagement e JOIN vendor v ON v.id = e.vendor_id
      WHERE e.ends_on < ${today} AND ${inUse} AND e.id IN (${listed(ids)})`;
    return rows.map(({ id }) => id);
  },
});
