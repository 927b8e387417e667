import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../platform/database/index.js';
import type { Inventory } from './inventory.entity.js';

type Group = Pick<Inventory, 'vendorId' | 'engagementId' | 'family' | 'subject'>;

/** Which of several lists about the same is the current one: the one that describes the latest day, of one day the one taken last. */
@Injectable()
export class Currency {
  constructor(private readonly database: Database) {}

  /** Inside a transaction that holds the vendor. */
  async follow({ vendorId, engagementId, family, subject }: Group): Promise<void> {
    const about =
      engagementId === null ? sql`engagement_id IS NULL` : sql`engagement_id = ${engagementId}`;
    const lists = await this.database.sql<{ id: string; isCurrent: number }[]>`
      SELECT id, is_current AS "isCurrent" FROM inventory
      WHERE vendor_id = ${vendorId} AND family = ${family} AND subject = ${subject} AND ${about}
      ORDER BY described_on DESC, id DESC`;
    const [current, ...older] = lists;
    for (const { id, isCurrent } of older) if (Number(isCurrent) === 1) await this.mark(id, 0);
    if (current && Number(current.isCurrent) === 0) await this.mark(current.id, 1);
  }

  private async mark(id: string, isCurrent: 0 | 1): Promise<void> {
    await this.database.sql`UPDATE inventory SET is_current = ${isCurrent} WHERE id = ${id}`;
    await this.database.sql`
      UPDATE tool_use SET is_current = ${isCurrent}
      WHERE inventory_id = ${id} AND is_current <> ${isCurrent} AND ended_on IS NULL`;
  }
}
