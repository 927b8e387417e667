import { Injectable } from '@nestjs/common';
import {
  Database,
  readCursor,
  readPage,
  sql,
  type Page,
  type SortKind,
  type Sql,
} from '../platform/database/index.js';
import { NotFound } from '../platform/errors.js';
import { present } from '../platform/present.js';
import type { Band, Tier } from '../scoring/index.js';
import { inUse } from './in-use.js';
import type { VendorLine, VendorQuery, VendorSort, VendorView } from './vendor.dto.js';
import type { OverriddenView } from './overridden.dto.js';
import { afterPrefix, wordsOf } from './vendor-name.js';

const id = sql`v.id`;
interface Sort {
  id: Sql;
  column: Sql;
  kind?: SortKind;
  descending?: boolean;
}

const sorts: Readonly<Record<VendorSort, Sort>> = {
  name: { id, column: sql`v.sort_name` },
  risk: { id, column: sql`coalesce(v.residual, -1)`, kind: 'number', descending: true },
  tier: { id, column: sql`coalesce(v.tier, 9)`, kind: 'whole' },
  changed: { id, column: sql`v.updated_at`, descending: true },
};

const lineColumns = sql`v.id, v.name, v.status, v.owner_id AS "ownerId", u.name AS owner, v.tier, v.band, v.residual,
  v.floored, v.overridden, v.updated_at AS "updatedAt"`;
const viewColumns = sql`${lineColumns}, v.website, v.description, v.inherent_level AS "inherentLevel",
  v.band_reason AS "bandReason", v.sends_reassessments AS "sendsReassessments", v.created_at AS "createdAt", v.version`;
const vendors = sql`vendor v JOIN app_user u ON u.id = v.owner_id`;

export interface MatrixCell {
  tier: Tier | null;
  band: Band | null;
  vendors: number;
  /** Of these, whose band a person has set. */
  overridden: number;
}

type Raw<T extends VendorLine> = Omit<T, 'floored' | 'overridden'> & {
  floored: number | null;
  overridden: string | null;
  sort_value?: string;
};

@Injectable()
export class VendorQueries {
  constructor(private readonly database: Database) {}

  async page(filter: VendorQuery): Promise<Page<VendorLine>> {
    const sort = sorts[filter.sort ?? 'name'];
    const page = await readPage<Raw<VendorLine>>(this.database, {
      columns: lineColumns,
      from: vendors,
      conditions: conditionsOf(filter),
      sort,
      size: filter.size ?? 50,
      cursor: readCursor(filter.cursor, sort.kind),
    });
    return { ...page, items: page.items.map((row) => whole<VendorLine>(row)) };
  }

  /** How many vendors in use stand in each tier and band. */
  async matrix(): Promise<MatrixCell[]> {
    return this.database.sql<MatrixCell[]>`
      SELECT tier, band, count(*) AS vendors, count(overridden) AS overridden FROM vendor v
      WHERE ${inUse}
      GROUP BY tier, band`;
  }

  async view(id: string): Promise<VendorView> {
    const [row] = await this.database.sql<Raw<VendorView>[]>`
      SELECT ${viewColumns} FROM ${vendors} WHERE v.id = ${id}`;
    if (!row) throw new NotFound('vendor');
    return { ...whole<VendorView>(row), sendsReassessments: Number(row.sendsReassessments) === 1 };
  }
}

function conditionsOf({ status, tier, band, ownerId, q }: VendorQuery): Sql[] {
  const conditions: Sql[] = [];
  if (status) conditions.push(sql`v.status = ${status}`);
  if (tier) conditions.push(sql`v.tier = ${tier}`);
  if (ownerId) conditions.push(sql`v.owner_id = ${ownerId}`);
  if (band) conditions.push(band === 'none' ? sql`v.band IS NULL` : sql`v.band = ${band}`);
  return q ? [...conditions, ...vendorNamedLike(q)] : conditions;
}

/** Of a vendor `v`: every word of the text begins one of its name's. */
export function vendorNamedLike(text: string): Sql[] {
  const words = wordsOf(text);
  if (words.length === 0) return [sql`1 = 0`];
  return words.map(
    (word) => sql`v.id IN (
      SELECT w.vendor_id FROM vendor_word w WHERE w.word >= ${word} AND w.word < ${afterPrefix(word)})`,
  );
}

/** A raw row as the view says it: no nulls, flags as flags. */
function whole<T extends VendorLine>({ floored, overridden, sort_value: _, ...row }: Raw<T>): T {
  // Spreading instead costs ten times as much here, and a list does it for every row.
  const told = Object.assign(present(row), { floored: floored === 1 }) as unknown as T;
  if (overridden !== null) told.overridden = JSON.parse(overridden) as OverriddenView;
  return told;
}
