import { Injectable } from '@nestjs/common';
import {
  Database,
  readCursor,
  readPage,
  sql,
  type Page,
} from '../../../platform/database/index.js';
import { NotFound } from '../../../platform/errors.js';
import { present } from '../../../platform/present.js';
import type { ImportQuery, ImportView } from './import.dto.js';

const columns = sql`i.id, i.source, i.source_name AS "sourceName", i.state, i.added, i.changed, i.same, i.taken,
  i.left_out AS "leftOut", i.left_out_count AS "leftOutCount", i.problem, i.begun_by AS "begunBy",
  i.begun_at AS "begunAt", i.finished_at AS "finishedAt"`;
const sort = { column: sql`i.begun_at`, id: sql`i.id`, descending: true };

type Raw = Omit<ImportView, 'leftOut' | 'taken'> & {
  leftOut: string;
  taken: string;
  sort_value?: string;
};

@Injectable()
export class ImportQueries {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  async page({ size, cursor }: ImportQuery): Promise<Page<ImportView>> {
    const page = await readPage<Raw>(this.database, {
      columns,
      from: sql`advisory_import i`,
      conditions: [],
      sort,
      size: size ?? 50,
      cursor: readCursor(cursor),
    });
    return { ...page, items: page.items.map(told) };
  }

  async view(id: string): Promise<ImportView> {
    const [row] = await this.database.sql<Raw[]>`
      SELECT ${columns} FROM advisory_import i WHERE i.id = ${id}`;
    if (!row) throw new NotFound('import');
    return told(row);
  }
}

const told = ({ sort_value: _, leftOut, taken, ...row }: Raw): ImportView =>
  present({
    ...row,
    leftOut: JSON.parse(leftOut) as ImportView['leftOut'],
    taken: JSON.parse(taken) as ImportView['taken'],
  });
