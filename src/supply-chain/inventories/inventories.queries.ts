import { Injectable } from '@nestjs/common';
import { Policies } from '../../policies/index.js';
import { Clock } from '../../platform/clock.js';
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
import { slicesOf } from '../../platform/slices.js';
import { inventoryFreshness } from '../inventory-freshness.js';
import { firstRecentDays, isStale, type FirstRecentDays } from '../uses/staleness.js';
import type { InventoryLine, InventoryQuery, InventoryView } from './inventory.dto.js';
import type { LeftOut } from './inventory.entity.js';

const columns = sql`i.id, i.vendor_id AS "vendorId", i.engagement_id AS "engagementId", e.name AS engagement,
  i.source, i.subject, i.format, i.format_version AS "formatVersion", i.described_on AS "describedOn",
  i.is_complete AS "isComplete", i.is_current AS "isCurrent", i.evidence_id AS "evidenceId",
  i.file_name AS "fileName", i.uses, i.left_out_count AS "leftOutCount", i.added_by AS "addedBy",
  i.added_at AS "addedAt"`;
const inventories = sql`inventory i LEFT JOIN engagement e ON e.id = i.engagement_id`;

type Raw = Omit<InventoryLine, 'stale' | 'isComplete' | 'isCurrent'> & {
  isComplete: number;
  isCurrent: number;
  leftOut?: string;
  sort_value?: unknown;
};

/** The lists of a vendor, the one that describes the latest day first. */
@Injectable()
export class InventoryQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly policies: Policies,
  ) {}

  async page(vendorId: string, query: InventoryQuery): Promise<Page<InventoryLine>> {
    const [vendor] = await this.database.sql<object[]>`SELECT 1 FROM vendor WHERE id = ${vendorId}`;
    if (!vendor) throw new NotFound('vendor');
    const first = await this.firstRecentDays();
    const page = await readPage<Raw>(this.database, {
      columns,
      from: inventories,
      conditions: [
        sql`i.vendor_id = ${vendorId}`,
        ...(query.source ? [sql`i.source = ${query.source}`] : []),
        ...(query.current ? [sql`i.is_current = 1`] : []),
      ],
      sort: { column: sql`i.described_on`, id: sql`i.id`, descending: true },
      size: query.size ?? 50,
      cursor: readCursor(query.cursor),
    });
    return { ...page, items: page.items.map((row) => lineOf(row, first)) };
  }

  async view(id: string): Promise<InventoryView> {
    const [row] = await this.database.sql<Raw[]>`
      SELECT ${columns}, i.left_out AS "leftOut" FROM ${inventories} WHERE i.id = ${id}`;
    if (!row) throw new NotFound('inventory');
    const { leftOut = '[]', ...rest } = row;
    const line = lineOf(rest, await this.firstRecentDays());
    return Object.assign(line, { leftOut: JSON.parse(leftOut) as LeftOut[] });
  }

  /** The evidence that these lists were read from, each once. */
  async evidenceOf(ids: readonly string[]): Promise<string[]> {
    const found = new Set<string>();
    for await (const some of slicesOf(ids)) {
      const rows = await this.database.sql<{ id: string }[]>`
        SELECT DISTINCT i.evidence_id AS id FROM inventory i
        WHERE i.id IN (${listed(some)}) AND i.evidence_id IS NOT NULL`;
      for (const { id } of rows) found.add(id);
    }
    return [...found];
  }

  private async firstRecentDays(): Promise<FirstRecentDays> {
    return firstRecentDays(this.clock.today(), await this.policies.read(inventoryFreshness));
  }
}

function lineOf(
  { subject, isComplete, isCurrent, sort_value: _, ...row }: Raw,
  first: FirstRecentDays,
): InventoryLine {
  return Object.assign(present(row), {
    ...(subject ? { subject } : {}),
    isComplete: Number(isComplete) === 1,
    isCurrent: Number(isCurrent) === 1,
    stale: isStale(row.source, row.describedOn, first),
  });
}
