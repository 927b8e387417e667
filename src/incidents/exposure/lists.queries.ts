import { Injectable } from '@nestjs/common';
import { Breaths } from '../../platform/breaths.js';
import { Database, listed, sql } from '../../platform/database/index.js';
import type { EvidenceGrade } from '../../scoring/index.js';
import type { InventorySource } from '../../supply-chain/index.js';
import type { ListFact, UseFact } from './facts.js';
import type { Ground } from './ground.js';
import { collect, within, type VendorRange } from './vendor-range.js';

interface RawList {
  id: string;
  vendorId: string;
  engagementId: string | null;
  source: InventorySource;
  on: string;
  isComplete: number;
  isCurrent: number;
}

interface RawUse {
  inventoryId: string;
  rootId: string;
  version: string | null;
  grade: EvidenceGrade;
  endedOn: string | null;
}

interface Named {
  grade: EvidenceGrade;
  uses: UseFact[];
}

const noUses: readonly UseFact[] = [];

/** How well a list is proven of which no line was judged. */
const usualGrade: Readonly<Record<InventorySource, EvidenceGrade>> = {
  answer: 'assertion',
  sbom: 'artefact',
  lockfile: 'artefact',
  outreach: 'assertion',
  analyst: 'assertion',
};

/** The dated lists of vendors, with what they name of what an incident concerns. */
@Injectable()
export class ListQueries {
  constructor(private readonly database: Database) {}

  async of(ground: Ground, range: VendorRange): Promise<Map<string, ListFact[]>> {
    const named = await this.uses(ground, range);
    const rows = await this.database.sql<RawList[]>`
      SELECT i.id, i.vendor_id AS "vendorId", i.engagement_id AS "engagementId", i.source, i.described_on AS "on", i.is_complete AS "isComplete",
        i.is_current AS "isCurrent"
      FROM inventory i WHERE ${within(sql`i.vendor_id`, range)}`;
    const lists = new Map<string, ListFact[]>();
    for (const { id, vendorId, engagementId, source, on, isComplete, isCurrent } of rows) {
      const use = named.get(id);
      collect(lists, vendorId, {
        id,
        engagementId,
        source,
        grade: use?.grade ?? usualGrade[source],
        on,
        isComplete: isComplete === 1,
        isCurrent: isCurrent === 1,
        uses: use?.uses ?? noUses,
      });
    }
    return lists;
  }

  /** By list. What was out of use before the window began is left out. */
  private async uses(
    { tools, window: { from } }: Ground,
    range: VendorRange,
  ): Promise<Map<string, Named>> {
    const named = new Map<string, Named>();
    if (tools.size === 0) return named;
    const rows = await this.database.sql<RawUse[]>`
      SELECT u.inventory_id AS "inventoryId", u.root_id AS "rootId", u.version_text AS version, u.grade,
        u.ended_on AS "endedOn"
      FROM tool_use u
      WHERE u.root_id IN (${listed([...tools.keys()])}) AND u.is_current IN (0, 1) AND ${within(sql`u.vendor_id`, range)}`;
    const breaths = new Breaths();
    for (const { inventoryId, rootId, version, grade, endedOn } of rows) {
      await breaths.take();
      const tool = tools.get(rootId);
      if (!tool || (endedOn !== null && from !== null && endedOn <= from)) continue;
      const verdict = tool.verdictOf(version);
      const use: UseFact = { toolId: rootId, tool: tool.name, version, verdict };
      if (endedOn !== null) use.endedOn = endedOn;
      const known = named.get(inventoryId);
      if (known) known.uses.push(use);
      else named.set(inventoryId, { grade, uses: [use] });
    }
    return named;
  }
}
