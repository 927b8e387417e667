import { Injectable } from '@nestjs/common';
import { Database, readCursor, readPage, sql, type Page } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors.js';
import { present } from '../../platform/present.js';
import { afterPrefix, sortNameOf } from '../../vendors/index.js';
import type { SupplierQuery, SupplierView } from './supplier.dto.js';

const columns = sql`s.id, s.name, s.web_address AS "webAddress", s.vendor_id AS "vendorId", v.name AS vendor,
  (SELECT count(*) FROM tool t WHERE t.supplier_id = s.id) AS tools, s.version`;
const suppliers = sql`supplier s LEFT JOIN vendor v ON v.id = s.vendor_id`;

type Raw = { [K in keyof SupplierView]: SupplierView[K] | null } & {
  id: string;
  sort_value?: unknown;
};

@Injectable()
export class SupplierQueries {
  constructor(private readonly database: Database) {}

  async page({ q, cursor, size = 50 }: SupplierQuery): Promise<Page<SupplierView>> {
    const key = q === undefined ? '' : sortNameOf(q);
    const page = await readPage<Raw>(this.database, {
      columns,
      from: suppliers,
      conditions: key ? [sql`s.name_key >= ${key} AND s.name_key < ${afterPrefix(key)}`] : [],
      sort: { column: sql`s.name_key`, id: sql`s.id` },
      size,
      cursor: readCursor(cursor),
    });
    return { ...page, items: page.items.map(whole) };
  }

  async view(id: string): Promise<SupplierView> {
    const [row] = await this.database.sql<Raw[]>`
      SELECT ${columns} FROM ${suppliers} WHERE s.id = ${id}`;
    if (!row) throw new NotFound('supplier');
    return whole(row);
  }
}

const whole = ({ sort_value: _, tools, ...row }: Raw): SupplierView =>
  Object.assign(present(row), { tools: Number(tools) }) as unknown as SupplierView;
