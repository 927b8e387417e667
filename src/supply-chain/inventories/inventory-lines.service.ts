import { Injectable } from '@nestjs/common';
import { Database, listed, sql } from '../../platform/database/index.js';
import { newId } from '../../platform/ids.js';
import type { EvidenceGrade } from '../../scoring/index.js';
import type { Resolved } from '../tools/tool-lines.service.js';
import type { Inventory } from './inventory.entity.js';
import type { InventoryItem } from './new-inventory.js';

const batch = 500;

/** The lines of inventories, written many at a time. */
@Injectable()
export class InventoryLines {
  constructor(private readonly database: Database) {}

  async insert(
    { id, vendorId }: Pick<Inventory, 'id' | 'vendorId'>,
    grade: EvidenceGrade,
    items: readonly InventoryItem[],
    resolved: readonly Resolved[],
  ): Promise<void> {
    const rows = items.map((item, at) => {
      const { toolId, rootId, version } = resolved[at] as Resolved;
      const { seesOurData, holdsCredentials, direct, purpose } = item;
      return sql`(${newId()}, ${toolId}, ${rootId}, ${item.version ?? version},
        ${seesOurData ?? 'unknown'}, ${holdsCredentials ?? 'unknown'}, ${direct ?? 'unknown'}, ${purpose ?? null})`;
    });
    for (let from = 0; from < rows.length; from += batch) {
      // What all lines share comes from the inventory itself; both databases call the columns of VALUES so.
      await this.database.sql`
        INSERT INTO tool_use (id, inventory_id, vendor_id, engagement_id, tool_id, root_id, version_text,
          described_on, is_current, source, grade, sees_our_data, holds_credentials, direct, purpose)
        SELECT l.column1, i.id, i.vendor_id, i.engagement_id, l.column2, l.column3, l.column4,
          i.described_on, i.is_current, i.source, ${grade}, l.column5, l.column6, l.column7, l.column8
        FROM (VALUES ${listed(rows.slice(from, from + batch))}) AS l JOIN inventory i ON i.id = ${id}
        WHERE i.vendor_id = ${vendorId}`;
    }
    await this.followMerges(id);
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
  private async followMerges(inventoryId: string): Promise<void> {
    await this.database.sql`
      UPDATE tool_use SET root_id = (SELECT t.root_id FROM tool t WHERE t.id = tool_use.tool_id)
      WHERE inventory_id = ${inventoryId} AND EXISTS (
        SELECT 1 FROM tool t WHERE t.id = tool_use.tool_id AND t.root_id <> tool_use.root_id)`;
  }
}
