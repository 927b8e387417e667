import { addMonths } from '../platform/clock.js';
import { present } from '../platform/present.js';
import type { Audit } from './audit.entity.js';
import type { AuditLine, AuditorMark } from './audit-view.dto.js';
import type { BridgeLetter } from './bridge-letters/bridge-letter.entity.js';
import type { FreshnessFigures } from './freshness/figures.js';
import { freshnessOf } from './freshness/freshness.js';
import { successorOf } from './freshness/supersession.js';
import { auditName } from './kinds.js';

/** A row as `audits.queries.ts` selects it. */
export type AuditRow = Pick<
  Audit,
  | 'id'
  | 'vendorId'
  | 'kind'
  | 'title'
  | 'scope'
  | 'periodFrom'
  | 'periodTo'
  | 'issuedOn'
  | 'expiresOn'
  | 'surveillanceOn'
  | 'materialChangeOn'
  | 'cadenceMonths'
  | 'nextDueOn'
  | 'auditorId'
  | 'platformId'
> & {
  vendor: string;
  rejectedAt: string | null;
  auditor: string;
  auditorDoubtedAt: string | null;
  platform: string | null;
  platformDoubtedAt: string | null;
  exceptions: number;
};

interface Known {
  /** All audits of the vendors of these rows. */
  all: readonly AuditRow[];
  letters: readonly Pick<BridgeLetter, 'auditId' | 'coversFrom' | 'coversUntil'>[];
  figures: FreshnessFigures;
  today: string;
}

/** Audits with what follows from their days today. */
export function judged(rows: readonly AuditRow[], known: Known): AuditLine[] {
  const siblings = grouped(known.all, ({ vendorId }) => vendorId);
  const letters = grouped(known.letters, ({ auditId }) => auditId);
  return rows.map((row) => {
    const successor = successorOf(row, siblings.get(row.vendorId) ?? []);
    const { today, figures } = known;
    const own = letters.get(row.id) ?? [];
    const auditor = markOf('firm', row.auditorId, row.auditor, row.auditorDoubtedAt);
    const platform =
      row.platformId && row.platform !== null
        ? markOf('platform', row.platformId, row.platform, row.platformDoubtedAt)
        : null;
    return {
      id: row.id,
      vendorId: row.vendorId,
      vendor: row.vendor,
      kind: row.kind,
      name: auditName(row),
      auditor,
      doubted: auditor.doubted || platform?.doubted === true,
      scope: row.scope,
      exceptions: row.exceptions,
      freshness: freshnessOf(row, own, today, figures, successor !== undefined),
      ...present({
        platform,
        periodFrom: row.periodFrom,
        periodTo: row.periodTo,
        issuedOn: row.issuedOn,
        expiresOn: row.expiresOn,
        nextDueOn: row.nextDueOn ?? byCadence(row),
        supersededBy: successor?.id ?? null,
      }),
    };
  });
}

const markOf = (
  kind: AuditorMark['kind'],
  id: string,
  name: string,
  doubtedAt: string | null,
): AuditorMark => ({ id, kind, name, doubted: doubtedAt !== null });

function byCadence({ cadenceMonths, periodTo, issuedOn }: AuditRow): string | null {
  const from = periodTo ?? issuedOn;
  return cadenceMonths && from ? addMonths(from, cadenceMonths) : null;
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
