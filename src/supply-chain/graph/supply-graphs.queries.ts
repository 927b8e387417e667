import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import type { ToolKind } from '../words.js';

/** A tool of a vendor with who makes or runs it. */
export interface GraphTool {
  id: string;
  name: string;
  kind: ToolKind;
  seesOurData: boolean;
  holdsCredentials: boolean;
  direct: boolean;
  supplierId: string | null;
  supplier: string | null;
  /** Where the supplier is a vendor of ours. */
  supplierVendorId: string | null;
  supplierVendor: string | null;
}

/** What a vendor is built from and who stands behind that. */
export interface SupplyGraph {
  /** The most important first: what holds credentials, sees our data, is used directly, has a known supplier. */
  tools: GraphTool[];
  /** How many tools are left out. */
  more: number;
}

type Raw = Omit<GraphTool, 'seesOurData' | 'holdsCredentials' | 'direct'> & {
  sees: number;
  holds: number;
  own: number;
  tools: number | string;
};

@Injectable()
export class SupplyGraphs {
  constructor(private readonly database: Database) {}

  async of(vendorId: string, most: number): Promise<SupplyGraph> {
    const rows = await this.database.sql<Raw[]>`
      SELECT r.id, r.name, r.kind, x.sees, x.holds, x.own, s.id AS "supplierId", s.name AS supplier,
        v.id AS "supplierVendorId", v.name AS "supplierVendor", count(*) OVER () AS tools
      FROM (SELECT u.root_id,
          max(CASE WHEN u.sees_our_data = 'yes' THEN 1 ELSE 0 END) AS sees,
          max(CASE WHEN u.holds_credentials = 'yes' THEN 1 ELSE 0 END) AS holds,
          max(CASE WHEN u.direct = 'no' THEN 0 ELSE 1 END) AS own
        FROM tool_use u WHERE u.vendor_id = ${vendorId} AND u.is_current = 1 GROUP BY u.root_id) x
      JOIN tool r ON r.id = x.root_id
      LEFT JOIN supplier s ON s.id = r.supplier_id LEFT JOIN vendor v ON v.id = s.vendor_id
      ORDER BY x.holds DESC, x.sees DESC, x.own DESC, CASE WHEN s.id IS NULL THEN 1 ELSE 0 END, r.name_key, r.id
      LIMIT ${most}`;
    const tools = rows.map(({ sees, holds, own, tools: _, ...tool }) => ({
      ...tool,
      seesOurData: Number(sees) === 1,
      holdsCredentials: Number(holds) === 1,
      direct: Number(own) === 1,
    }));
    return { tools, more: Number(rows[0]?.tools ?? 0) - tools.length };
  }
}
