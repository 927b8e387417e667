import { Injectable } from '@nestjs/common';
import {
  Database,
  listed,
  readCursor,
  readPage,
  sql,
  type Page,
} from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors.js';
import { present } from '../../platform/present.js';
import { countsSentence, type Counts } from '../exposure/counts.js';
import { seenNow } from '../exposure/seen.js';
import type { IncidentLine, IncidentQuery, IncidentView } from './incident.dto.js';
import { incidentReference, type IncidentSource, type NamedPackage } from './incident.entity.js';

const lineColumns = sql`n.id, n.number, n.title, n.kind, n.state, n.event_id AS "eventId",
  n.window_from AS "windowFrom", n.window_to AS "windowTo", n.lead_id AS "leadId", u.name AS lead,
  n.opened_at AS "openedAt", n.closed_at AS "closedAt", n.confirmed_at AS "confirmedAt", n.counts,
  n.derived_at AS "derivedAt", n.version`;
const viewColumns = sql`${lineColumns}, n.summary, n.sources, n.disputed, n.packages, n.opened_by AS "openedBy",
  n.confirmed_because AS "confirmedBecause", n.confirmed_by AS "confirmedBy",
  n.closed_because AS "closedBecause", n.closed_by AS "closedBy", n.updated_at AS "updatedAt"`;
const incidents = sql`incident n JOIN app_user u ON u.id = n.lead_id`;

interface Row {
  id: string;
  number: number;
  confirmedAt: string | null;
  counts: string;
  sources?: string;
  packages?: string;
  sort_value?: unknown;
}

@Injectable()
export class IncidentQueries {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  async page({ state, vendorId, cursor, size = 50 }: IncidentQuery): Promise<Page<IncidentLine>> {
    const conditions = [];
    if (state) conditions.push(sql`n.state = ${state}`);
    if (vendorId) {
      conditions.push(sql`EXISTS (
        SELECT 1 FROM exposure x WHERE x.vendor_id = ${vendorId} AND x.standing = 'affected' AND ${seenNow})`);
    }
    const page = await readPage<Row>(this.database, {
      columns: lineColumns,
      from: incidents,
      conditions,
      sort: { column: sql`n.number`, id: sql`n.id`, descending: true },
      size,
      cursor: readCursor(cursor, 'whole'),
    });
    return { ...page, items: page.items.map(lineOf) };
  }

  async view(id: string): Promise<IncidentView> {
    const [row] = await this.database.sql<Row[]>`
      SELECT ${viewColumns} FROM ${incidents} WHERE n.id = ${id}`;
    if (!row) throw new NotFound('incident');
    const { confirmedAt } = row;
    const sources = JSON.parse(row.sources ?? '[]') as IncidentSource[];
    const packages = JSON.parse(row.packages ?? '[]') as NamedPackage[];
    const line = lineOf(row) as IncidentView;
    return { ...line, ...(confirmedAt ? { confirmedAt } : {}), sources, packages };
  }

  /** In the order of their numbers. */
  async openIds(): Promise<string[]> {
    const rows = await this.database.sql<{ id: string }[]>`
      SELECT id FROM incident WHERE state = 'open' ORDER BY number`;
    return rows.map(({ id }) => id);
  }

  /** Those that are closed while a floor of them stands under somebody’s score: all, or those about one of these events. */
  async closedWithFloors(eventIds?: readonly string[]): Promise<string[]> {
    if (eventIds?.length === 0) return [];
    const about = eventIds
      ? sql`(n.event_id IN (${listed(eventIds)}) OR n.event_id IN (
          SELECT e.id FROM advisory_event e WHERE e.merged_into_id IN (${listed(eventIds)})))`
      : sql`1 = 1`;
    const rows = await this.database.sql<{ id: string }[]>`
      SELECT DISTINCT n.id FROM upstream_condition c JOIN incident n ON n.id = c.subject_id
      WHERE c.closed_at IS NULL AND n.state = 'closed' AND ${about} ORDER BY n.id`;
    return rows.map(({ id }) => id);
  }

  /** Those that are open and about what this event is part of now. */
  async openOf(eventId: string): Promise<{ id: string; reference: string; title: string }[]> {
    const rows = await this.database.sql<{ id: string; number: number; title: string }[]>`
      SELECT n.id, n.number, n.title FROM advisory_event asked
      JOIN advisory_event e ON COALESCE(e.merged_into_id, e.id) = COALESCE(asked.merged_into_id, asked.id)
      JOIN incident n ON n.event_id = e.id
      WHERE asked.id = ${eventId} AND n.state = 'open' ORDER BY n.number`;
    return rows.map(({ number, ...row }) => ({ ...row, reference: incidentReference(number) }));
  }

  /** Those that are open and about one of these events, or about one that is part of them now. */
  async openAbout(eventIds: readonly string[]): Promise<{ id: string; openedAt: string }[]> {
    if (eventIds.length === 0) return [];
    return this.database.sql<{ id: string; openedAt: string }[]>`
      SELECT n.id, n.opened_at AS "openedAt"
      FROM incident n JOIN advisory_event e ON e.id = n.event_id
      WHERE n.state = 'open' AND (e.id IN (${listed(eventIds)}) OR e.merged_into_id IN (${listed(eventIds)}))
      ORDER BY n.number`;
  }
}

function lineOf({ number, confirmedAt, sort_value: _, ...row }: Row): IncidentLine {
  const counts = JSON.parse(row.counts) as Counts;
  return Object.assign(present(row), {
    reference: incidentReference(number),
    isConfirmed: confirmedAt !== null,
    counts,
    sentence: countsSentence(counts),
  }) as unknown as IncidentLine;
}
