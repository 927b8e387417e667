import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import { newId } from '../../platform/ids.js';
import { slicesOf } from '../../platform/slices.js';
import type { EvidenceGrade } from '../../scoring/index.js';
import type { Resolved } from '../tools/tool-lines.service.js';
import type { Inventory } from './inventory.entity.js';
import type { InventoryItem } from './new-inventory.js';

const batch = 200;
const columns = [
  ...['id', 'tool_id', 'root_id', 'version_text'],
  ...['sees_our_data', 'holds_credentials', 'direct', 'purpose'],
];

/** What all lines of a list share with it. */
type InventoryOfLines = Pick<
  Inventory,
  'id' | 'vendorId' | 'engagementId' | 'describedOn' | 'isCurrent' | 'source'
>;

/** The lines of inventories, written many at a time. */
@Injectable()
export class InventoryLines {
  constructor(private readonly database: Database) {}

  async insert(
    inventory: InventoryOfLines,
    grade: EvidenceGrade,
    items: readonly InventoryItem[],
    resolved: readonly Resolved[],
  ): Promise<void> {
    const shared = { ...ofAll(inventory), grade };
    // In the order of the indexes, so that few pages are written twice.
    const roots = resolved.map(({ rootId }) => rootId);
    const places = [...items.keys()].sort((one, other) => compared(roots[one], roots[other]));
    for await (const some of slicesOf(places, batch)) {
      const rows = some.map((at) => rowOf(items[at] as InventoryItem, resolved[at] as Resolved));
      await this.database.insertRows('tool_use', columns, rows, '', shared);
      const [first, last] = [rows[0]?.[0], rows.at(-1)?.[0]];
      await this.followMerges(inventory.id, String(first), String(last));
    }
  }

  /** Says how well the lines are proven; gives what was said before, nothing where there are no lines. */
  async grade(inventoryId: string, grade: EvidenceGrade): Promise<EvidenceGrade | undefined> {
    const [was] = await this.database.sql<{ grade: EvidenceGrade }[]>`
      SELECT grade FROM tool_use WHERE inventory_id = ${inventoryId} LIMIT 1`;
    if (was && was.grade !== grade) {
      await this.database.sql`
        UPDATE tool_use SET grade = ${grade} WHERE inventory_id = ${inventoryId}`;
    }
    return was?.grade;
  }

  /** Tools may have been merged between being found and being written: from here on they cannot, until the end. */
  private async followMerges(inventoryId: string, first: string, last: string): Promise<void> {
    await this.database.sql`
      UPDATE tool_use SET root_id = (SELECT t.root_id FROM tool t WHERE t.id = tool_use.tool_id)
      WHERE inventory_id = ${inventoryId} AND id >= ${first} AND id <= ${last}
        AND (root_id <> tool_id OR tool_id IN (SELECT id FROM tool WHERE merged_into_id IS NOT NULL))
        AND EXISTS (SELECT 1 FROM tool t WHERE t.id = tool_use.tool_id AND t.root_id <> tool_use.root_id)`;
  }
}

function compared(one = '', other = ''): number {
  return one < other ? -1 : Number(one > other);
}

function ofAll(inventory: InventoryOfLines) {
  const { id, vendorId, engagementId, describedOn, isCurrent, source } = inventory;
  return {
    ...{ inventory_id: id, vendor_id: vendorId, engagement_id: engagementId },
    ...{ described_on: describedOn, is_current: Number(isCurrent), source },
  };
}

function rowOf(
  { version: said, seesOurData, holdsCredentials, direct, purpose }: InventoryItem,
  { toolId, rootId, version }: Resolved,
): unknown[] {
  const known = [seesOurData ?? 'unknown', holdsCredentials ?? 'unknown', direct ?? 'unknown'];
  return [newId(), toolId, rootId, said ?? version, ...known, purpose ?? null];
}
