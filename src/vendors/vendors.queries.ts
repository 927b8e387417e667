import { Injectable } from '@nestjs/common';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { Database, keysetPage, readCursor, type Page } from '../platform/database/index.js';
import { NotFound } from '../platform/errors.js';
import { present } from '../platform/present.js';
import type { Band, Tier } from '../scoring/index.js';
import type { VendorLine, VendorQuery, VendorSort, VendorView } from './vendor.dto.js';
import { Vendor, VendorWord } from './vendor.entity.js';
import { afterPrefix, wordsOf } from './vendor-name.js';

const sorts: Readonly<Record<VendorSort, { column: string; descending?: boolean }>> = {
  name: { column: 'v.sort_name' },
  risk: { column: 'coalesce(v.residual, -1)', descending: true },
  tier: { column: 'coalesce(v.tier, 9)' },
  changed: { column: 'v.updated_at', descending: true },
};

const lineColumns = {
  id: 'v.id',
  name: 'v.name',
  status: 'v.status',
  ownerId: 'v.owner_id',
  owner: 'u.name',
  tier: 'v.tier',
  band: 'v.band',
  residual: 'v.residual',
  floored: 'v.floored',
  updatedAt: 'v.updated_at',
};

const viewColumns = {
  ...lineColumns,
  website: 'v.website',
  description: 'v.description',
  inherentLevel: 'v.inherent_level',
  bandReason: 'v.band_reason',
  createdAt: 'v.created_at',
  version: 'v.version',
};

export interface MatrixCell {
  tier: Tier | null;
  band: Band | null;
  vendors: number;
}

type Raw<T extends VendorLine> = Omit<T, 'floored'> & {
  floored: number | null;
  sort_value?: string;
};

@Injectable()
export class VendorQueries {
  constructor(private readonly database: Database) {}

  async page(filter: VendorQuery): Promise<Page<VendorLine>> {
    const { column, descending = false } = sorts[filter.sort ?? 'name'];
    const query = this.select(lineColumns).addSelect(column, 'sort_value');
    for (const [column, value] of [
      ['v.status', filter.status],
      ['v.tier', filter.tier],
      ['v.owner_id', filter.ownerId],
    ] as const) {
      if (value !== undefined)
        query.andWhere(`${column} = :${column.slice(2)}`, { [column.slice(2)]: value });
    }
    if (filter.band === 'none') query.andWhere('v.band IS NULL');
    else if (filter.band) query.andWhere('v.band = :band', { band: filter.band });
    if (filter.q) this.search(query, filter.q);
    const size = filter.size ?? 50;
    const cursor = readCursor(filter.cursor);
    const keyset = { column, id: 'v.id', descending, size, cursor };
    const page = await keysetPage<Raw<VendorLine> & { sort_value: string }>(query, keyset);
    return { ...page, items: page.items.map((row) => whole<VendorLine>(row)) };
  }

  /** How many vendors in use stand in each tier and band. */
  async matrix(): Promise<MatrixCell[]> {
    return this.database.sql<MatrixCell[]>`
      SELECT tier, band, count(*) AS vendors FROM vendor
      WHERE status NOT IN ('offboarded', 'rejected')
      GROUP BY tier, band`;
  }

  async view(id: string): Promise<VendorView> {
    const row = await this.select(viewColumns)
      .where('v.id = :id', { id })
      .getRawOne<Raw<VendorView>>();
    if (!row) throw new NotFound('vendor');
    return whole<VendorView>(row);
  }

  private select(columns: Record<string, string>): SelectQueryBuilder<ObjectLiteral> {
    const query = this.database
      .repository(Vendor)
      .createQueryBuilder('v')
      .innerJoin('app_user', 'u', 'u.id = v.owner_id')
      .select([]);
    for (const [alias, column] of Object.entries(columns)) query.addSelect(column, alias);
    return query;
  }

  private search(query: SelectQueryBuilder<ObjectLiteral>, text: string): void {
    const words = wordsOf(text);
    if (words.length === 0) query.andWhere('1 = 0');
    words.forEach((word, at) => {
      const found = query
        .subQuery()
        .select('w.vendor_id')
        .from(VendorWord, 'w')
        .where(`w.word >= :word${at} AND w.word < :after${at}`)
        .getQuery();
      query.andWhere(`v.id IN ${found}`, {
        [`word${at}`]: word,
        [`after${at}`]: afterPrefix(word),
      });
    });
  }
}

/** A raw row as the view says it: no nulls, flags as flags. */
function whole<T extends VendorLine>({ floored, sort_value: _, ...row }: Raw<T>): T {
  // Spreading instead costs ten times as much here, and a list does it for every row.
  return Object.assign(present(row), { floored: floored === 1 }) as unknown as T;
}
