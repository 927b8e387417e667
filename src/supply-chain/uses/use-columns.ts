import { sql } from '../../platform/database/index.js';
import { present } from '../../platform/present.js';
import type { EvidenceGrade, Tier } from '../../scoring/index.js';
import type { VendorStatus } from '../../vendors/index.js';
import type { InventorySource, Known } from '../words.js';
import { isStale, type FirstRecentDays } from './staleness.js';
import type { ToolUseLine } from './tool-use.dto.js';

/** The name that a line gave is asked for only where it is another than the tool's: lists have 50,000 lines. */
export const useColumns = sql`u.id, u.vendor_id AS "vendorId", v.name AS vendor, v.status, v.tier,
  u.engagement_id AS "engagementId", r.id AS "toolId", r.name AS tool, r.purl,
  CASE WHEN u.tool_id = u.root_id THEN NULL ELSE (SELECT t.name FROM tool t WHERE t.id = u.tool_id) END AS named,
  u.version_text AS version, u.described_on AS "describedOn", u.source, u.grade, u.sees_our_data AS "seesOurData",
  u.holds_credentials AS "holdsCredentials", u.direct, u.purpose, u.inventory_id AS "inventoryId"`;

export interface RawUse {
  id: string;
  vendorId: string;
  vendor: string;
  status: VendorStatus;
  tier: Tier | null;
  engagementId: string | null;
  toolId: string;
  tool: string;
  purl: string | null;
  named: string | null;
  version: string | null;
  describedOn: string;
  source: InventorySource;
  grade: EvidenceGrade;
  seesOurData: Known;
  holdsCredentials: Known;
  direct: Known;
  purpose: string | null;
  inventoryId: string;
  sort_value?: unknown;
}

/** An engagement as lines tell it. */
export interface KnownEngagement {
  id: string;
  vendorId: string;
  name: string;
  data: string;
}

/** Raw rows as the view says them; `engagements` are all of their vendors. */
export function linesOf(
  rows: readonly RawUse[],
  engagements: readonly KnownEngagement[],
  first: FirstRecentDays,
): ToolUseLine[] {
  const byId = new Map(engagements.map((engagement) => [engagement.id, engagement]));
  const ofVendor = new Map<string, KnownEngagement[]>();
  for (const engagement of engagements) {
    const others = ofVendor.get(engagement.vendorId);
    if (others) others.push(engagement);
    else ofVendor.set(engagement.vendorId, [engagement]);
  }
  return rows.map(({ sort_value: _, ...row }) => {
    const one = row.engagementId === null ? undefined : byId.get(row.engagementId);
    const about = one ? [one] : (ofVendor.get(row.vendorId) ?? []);
    const data = new Set(about.flatMap((engagement) => JSON.parse(engagement.data) as string[]));
    return Object.assign(present(row), {
      ...(one ? { engagement: one.name } : {}),
      data: [...data],
      stale: isStale(row.source, row.describedOn, first),
    });
  });
}
