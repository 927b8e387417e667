import { Injectable } from '@nestjs/common';
import { Database, readCursor, readPage, sql, type Page } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors.js';
import type { ListQuery } from '../../platform/http/index.js';
import { present } from '../../platform/present.js';
import type { InventoryImportView, LeftOutView } from './inventory-import.dto.js';

interface Row extends Omit<InventoryImportView, 'isComplete' | 'leftOut' | 'leftOutCount'> {
  isComplete: number | null;
  leftOut: string | null;
  leftOutCount: number | null;
}

const columns = sql`m.id, m.vendor_id AS "vendorId", m.engagement_id AS "engagementId", m.evidence_id AS "evidenceId",
  m.file_name AS "fileName", m.state, m.problem, m.format, m.subject, m.described_on AS "describedOn",
  m.is_complete AS "isComplete", m.inventory_id AS "inventoryId", m.entries, i.uses, m.repeated, m.dropped,
  i.left_out AS "leftOut", i.left_out_count AS "leftOutCount", m.started_by AS "startedBy",
  m.started_at AS "startedAt", m.finished_at AS "finishedAt", m.version`;
const imports = sql`inventory_import m LEFT JOIN inventory i ON i.id = m.inventory_id`;
const newestFirst = { id: sql`m.id`, column: sql`m.started_at`, descending: true } as const;

/** Imports, the newest first. */
@Injectable()
export class InventoryImportQueries {
  constructor(private readonly database: Database) {}

  async page(
    vendorId: string,
    { size = 50, cursor }: ListQuery,
  ): Promise<Page<InventoryImportView>> {
    const page = await readPage<Row & { sort_value?: unknown }>(this.database, {
      ...{ columns, from: imports, conditions: [sql`m.vendor_id = ${vendorId}`] },
      ...{ sort: newestFirst, size, cursor: readCursor(cursor) },
    });
    return { ...page, items: page.items.map(({ sort_value: _, ...row }) => viewOf(row)) };
  }

  /** Files of which nothing counts: under way, without a day, refused or given up. */
  async withoutList(vendorId: string, size: number): Promise<Page<InventoryImportView>> {
    const page = await readPage<Row & { sort_value?: unknown }>(this.database, {
      ...{ columns, from: imports, sort: newestFirst, size },
      conditions: [sql`m.vendor_id = ${vendorId}`, sql`m.state <> 'done'`],
      cursor: readCursor(undefined),
    });
    return { ...page, items: page.items.map(({ sort_value: _, ...row }) => viewOf(row)) };
  }

  async byId(id: string): Promise<InventoryImportView> {
    const [row] = await this.database.sql<Row[]>`
      SELECT ${columns} FROM ${imports} WHERE m.id = ${id}`;
    if (!row) throw new NotFound('inventory import');
    return viewOf(row);
  }
}

function viewOf({ isComplete, leftOut, leftOutCount, problem, ...row }: Row): InventoryImportView {
  return {
    ...present(row),
    ...(isComplete === null ? {} : { isComplete: Number(isComplete) === 1 }),
    ...(problem ? { problem: `The file ${problem}.` } : {}),
    leftOut: leftOut === null ? [] : (JSON.parse(leftOut) as LeftOutView[]),
    leftOutCount: leftOutCount ?? 0,
  };
}
