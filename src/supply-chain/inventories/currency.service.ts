import { Injectable } from '@nestjs/common';
import { Database, listed, sql } from '../../platform/database/index.js';
import { slicesOf } from '../../platform/slices.js';
import type { Inventory } from './inventory.entity.js';

type Group = Pick<Inventory, 'id' | 'vendorId' | 'engagementId' | 'family' | 'subject'>;

/** Which of several lists about the same is the current one: the one that describes the latest day, of one day the one taken last. */
@Injectable()
export class Currency {
  constructor(private readonly database: Database) {}

  /** Inside a transaction that holds the vendor. Gives whether the list itself is the current one. */
  async follow({ id: asked, vendorId, engagementId, family, subject }: Group): Promise<boolean> {
    const about =
      engagementId === null ? sql`engagement_id IS NULL` : sql`engagement_id = ${engagementId}`;
    const lists = await this.database.sql<{ id: string; isCurrent: number }[]>`
      SELECT id, is_current AS "isCurrent" FROM inventory
      WHERE vendor_id = ${vendorId} AND family = ${family} AND subject = ${subject} AND ${about}
      ORDER BY described_on DESC, id DESC`;
    const [current, ...older] = lists;
    for (const { id, isCurrent } of older) if (Number(isCurrent) === 1) await this.mark(id, 0);
    if (current && Number(current.isCurrent) === 0) await this.mark(current.id, 1);
    return current?.id === asked;
  }

  private async mark(id: string, isCurrent: 0 | 1): Promise<void> {
    await this.database.sql`UPDATE inventory SET is_current = ${isCurrent} WHERE id = ${id}`;
    const uses = await this.database.sql<{ id: string }[]>`
      SELECT id FROM tool_use
      WHERE inventory_id = ${id} AND is_current <> ${isCurrent} AND ended_on IS NULL ORDER BY id`;
    for await (const some of slicesOf(uses)) {
      await this.database.sql`
        UPDATE tool_use SET is_current = ${isCurrent}
        WHERE id IN (${listed(some.map((use) => use.id))})`;
    }
  }
}
