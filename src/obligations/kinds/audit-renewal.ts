import type { AuditLine } from '../../audits/index.js';
import { listed, sql } from '../../platform/database/index.js';
import { dayText } from '../../platform/templates/index.js';
import { goesOn, inUse } from '../../vendors/index.js';
import { kind } from './kind.js';

type Fact = Pick<AuditLine, 'id' | 'vendorId' | 'name' | 'nextDueOn'> & {
  ownerId: string;
  state: AuditLine['freshness']['state'];
  freshUntil: string;
};

/** The day by which the next audit should be here; nothing where another took its place or it is not accepted. */
function renewalDue({
  state,
  freshUntil,
  nextDueOn,
}: Pick<Fact, 'state' | 'freshUntil' | 'nextDueOn'>): string | undefined {
  if (state === 'superseded' || state === 'rejected') return undefined;
  return nextDueOn !== undefined && nextDueOn < freshUntil ? nextDueOn : freshUntil;
}

export const auditRenewal = kind({
  code: 'audit_renewal',
  word: 'Audit renewal',
  subjectKind: 'audit',
  place: ({ subjectId }) => `/audits/${subjectId}`,
  policy: null,
  read: async ({ database, audits }, scope): Promise<Fact[]> => {
    const lines = await audits.ofVendors(sql`${goesOn} AND ${scope}`);
    if (lines.length === 0) return [];
    const owners = await database.sql<{ id: string; ownerId: string }[]>`
      SELECT v.id, v.owner_id AS "ownerId" FROM vendor v WHERE ${scope}`;
    const ownerOf = new Map(owners.map(({ id, ownerId }) => [id, ownerId]));
    return lines.flatMap(({ freshness: { state, freshUntil }, ...line }) => {
      const ownerId = ownerOf.get(line.vendorId);
      return ownerId === undefined ? [] : [{ ...line, ownerId, state, freshUntil }];
    });
  },
  rule: (fact) => {
    const dueOn = renewalDue(fact);
    if (dueOn === undefined) return [];
    const { id, vendorId, ownerId, name, freshUntil } = fact;
    const title = `Ask for the next audit, ${name} (fresh until ${dayText(freshUntil)})`;
    return [{ subjectId: id, part: '', vendorId, ownerId, dueOn, title, detail: { freshUntil } }];
  },
  fulfilled: async ({ audits }, ids) => {
    const lines = await audits.ofVendors(sql`${inUse} AND a.id IN (${listed(ids)})`);
    return lines.filter(({ freshness }) => freshness.state === 'superseded').map(({ id }) => id);
  },
});
