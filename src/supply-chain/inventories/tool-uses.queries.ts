import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors.js';
import type { EvidenceGrade } from '../../scoring/index.js';
import type { InventorySource } from '../words.js';
import { answerOf, type DatedList } from './nearest-list.js';
import type { ToolOnDay } from './tool-day.dto.js';

interface RawList extends Omit<DatedList, 'isComplete' | 'versions' | 'listed' | 'grade'> {
  isComplete: number;
}

interface RawUse {
  inventoryId: string;
  version: string | null;
  grade: EvidenceGrade;
  endedOn: string | null;
}

/** What vendors use, and used on a day. */
@Injectable()
export class ToolUseQueries {
  constructor(private readonly database: Database) {}

  /** A use by names, for a page about it. */
  async named(id: string): Promise<{ vendorId: string; vendor: string; tool: string }> {
    const [row] = await this.database.sql<{ vendorId: string; vendor: string; tool: string }[]>`
      SELECT u.vendor_id AS "vendorId", v.name AS vendor, t.name AS tool FROM tool_use u
      JOIN vendor v ON v.id = u.vendor_id JOIN tool t ON t.id = u.root_id WHERE u.id = ${id}`;
    if (!row) throw new NotFound('tool use');
    return row;
  }

  /** Which version of a tool a vendor used on a day: from the list nearest before, and how far away it is. */
  async onDay(vendorId: string, toolId: string, day: string): Promise<ToolOnDay> {
    const [tool] = await this.database.sql<{ rootId: string; name: string }[]>`
      SELECT t.root_id AS "rootId", r.name FROM tool t JOIN tool r ON r.id = t.root_id WHERE t.id = ${toolId}`;
    if (!tool) throw new NotFound('tool');
    const lists = await this.database.sql<(RawList & { source: InventorySource })[]>`
      SELECT i.id AS "inventoryId", i.source, i.family, i.engagement_id AS "engagementId", e.name AS engagement,
        i.subject, i.described_on AS "describedOn", i.is_complete AS "isComplete"
      FROM inventory i LEFT JOIN engagement e ON e.id = i.engagement_id
      WHERE i.vendor_id = ${vendorId} ORDER BY i.described_on, i.id`;
    const uses = await this.database.sql<RawUse[]>`
      SELECT u.inventory_id AS "inventoryId", u.version_text AS version, u.grade, u.ended_on AS "endedOn"
      FROM tool_use u WHERE u.vendor_id = ${vendorId} AND u.root_id = ${tool.rootId}`;
    return answerOf(
      tool.name,
      day,
      lists.map((list) => datedOf(list, uses, day)),
    );
  }
}

function datedOf(
  { isComplete, ...list }: RawList,
  uses: readonly RawUse[],
  day: string,
): DatedList {
  const named = uses.filter(
    ({ inventoryId, endedOn }) =>
      inventoryId === list.inventoryId && (endedOn === null || endedOn > day),
  );
  const versions = [...new Set(named.flatMap(({ version }) => version ?? []))].sort();
  return {
    ...list,
    isComplete: Number(isComplete) === 1,
    listed: named.length > 0,
    versions,
    grade: named[0]?.grade ?? null,
  };
}
