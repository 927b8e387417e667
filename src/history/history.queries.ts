import { Injectable } from '@nestjs/common';
import { AuditQueries } from '../audits/index.js';
import type { Permission } from '../identity/index.js';
import { Clock } from '../platform/clock.js';
import {
  Database,
  listed,
  pageOf,
  readCursor,
  sql,
  type Cursor,
  type Page,
  type Sql,
} from '../platform/database/index.js';
import { Forbidden } from '../platform/errors.js';
import { present } from '../platform/present.js';
import { changeSince, type Score } from '../scoring/index.js';
import { Vendors, withOverridden } from '../vendors/index.js';
import {
  assessmentEvents,
  decisionEvents,
  overrideEvents,
  scoreEvents,
} from './assessment-events.js';
import { auditDays, auditEvents, auditorEvents } from './audit-events.js';
import { union } from './event-sql.js';
import { acceptanceEvents, findingEvents } from './finding-events.js';
import type { Happening } from './happening.js';
import type { HistoryQuery, VendorEvent } from './history.dto.js';
import { kindNeeds, kindsFor, type HistoryKind } from './kinds.js';
import { offboardingEvents } from './offboarding-events.js';
import { inOrder, isBeyond } from './reading-order.js';
import { sentenceOf } from './sentences.js';

const readings: Readonly<Record<HistoryKind, (vendorId: string) => Sql[]>> = {
  assessment: assessmentEvents,
  score: scoreEvents,
  decision: decisionEvents,
  override: overrideEvents,
  finding: findingEvents,
  acceptance: acceptanceEvents,
  audit: auditEvents,
  auditor: auditorEvents,
  offboarding: offboardingEvents,
};

const mostChanges = 3;

/** What happened to a vendor, read from the tables that keep it: the journal's details may be gone by now. */
@Injectable()
export class VendorHistory {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly vendors: Vendors,
    private readonly audits: AuditQueries,
  ) {}

  /** Newest first; only what somebody who may do this may read. */
  async page(
    vendorId: string,
    may: ReadonlySet<Permission>,
    { kind, size = 50, cursor }: HistoryQuery,
  ): Promise<Page<VendorEvent>> {
    await this.vendors.byId(vendorId);
    if (kind && !may.has(kindNeeds[kind])) throw new Forbidden();
    const kinds = kind ? [kind] : kindsFor(may);
    const at = readCursor(cursor);
    const [stored, derived] = await Promise.all([
      this.stored(vendorId, kinds, size, at),
      kinds.includes('audit') ? this.derived(vendorId) : [],
    ]);
    const found = [...stored, ...derived.filter((event) => isBeyond(event, at))];
    const rows = inOrder(found, at).slice(0, size + 1);
    const page = pageOf(rows, size, at, ({ at: value, id }) => ({ value, id }));
    const changes = await this.changesOf(page.items);
    return { ...page, items: page.items.map((event) => viewOf(event, changes)) };
  }

  private async stored(
    vendorId: string,
    kinds: readonly HistoryKind[],
    size: number,
    cursor: Cursor | undefined,
  ): Promise<Happening[]> {
    const statements = kinds.flatMap((kind) => readings[kind](vendorId));
    if (statements.length === 0) return [];
    const down = cursor?.direction !== 'before';
    const order = down ? sql`DESC` : sql`ASC`;
    const edge = cursor
      ? sql`WHERE (h.at, h.id) ${down ? sql`<` : sql`>`} (${cursor.value}, ${cursor.id})`
      : sql``;
    return this.database.sql<Happening[]>`
      SELECT h.* FROM (${union(statements)}) h ${edge}
      ORDER BY h.at ${order}, h.id ${order} LIMIT ${size + 1}`;
  }

  private async derived(vendorId: string): Promise<Happening[]> {
    return auditDays(await this.audits.ofVendor(vendorId), this.clock.today());
  }

  /** The first reasons why each of these scores is another than the one told before it, by the id of its event. */
  private async changesOf(events: readonly Happening[]): Promise<Map<string, string[]>> {
    const moved = events.flatMap(({ id, beforeId }) => (beforeId ? [{ id, beforeId }] : []));
    if (moved.length === 0) return new Map();
    const ids = moved.flatMap(({ id, beforeId }) => [uuidOf(id.slice(3)), beforeId]);
    const rows = await this.database.sql<{ id: string; result: string }[]>`
      SELECT id, result FROM score WHERE id IN (${listed([...new Set(ids)])})`;
    const scores = new Map(rows.map(({ id, result }) => [id, JSON.parse(result) as Score]));
    return new Map(
      moved.map(({ id, beforeId }) => {
        const now = scores.get(uuidOf(id.slice(3)));
        const before = scores.get(beforeId);
        const reasons = now && before ? changeSince(before, now).reasons : [];
        return [id, reasons.slice(0, mostChanges)];
      }),
    );
  }
}

const uuidOf = (digits: string): string =>
  digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

function viewOf(event: Happening, changes: ReadonlyMap<string, string[]>): VendorEvent {
  const { id, at, kind, what, subjectKind, subjectId } = event;
  const { who: by, engagement, note, band, bandBefore, residual, residualBefore, day } = event;
  const moved = changes.get(id) ?? [];
  return {
    id,
    at,
    kind,
    what,
    says: sentenceOf(event),
    subjectKind,
    subjectId,
    ...present({ by, engagement, note, band, bandBefore, residual, residualBefore, day }),
    ...withOverridden({ overridden: event.overridden }),
    ...(moved.length > 0 ? { changes: moved } : {}),
  };
}
