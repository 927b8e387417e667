import { Injectable } from '@nestjs/common';
import { Database, keysetPage, readCursor, type Page } from '../platform/database/index.js';
import { NotFound } from '../platform/errors.js';
import { present } from '../platform/present.js';
import type { ReportView } from './report.dto.js';
import { Report } from './report.entity.js';

const columns = {
  id: 'r.id',
  template: 'r.template',
  subjectKind: 'r.subject_kind',
  subjectId: 'r.subject_id',
  title: 'r.title',
  format: 'r.format',
  state: 'r.state',
  problem: 'r.problem',
  sha256: 'r.sha256',
  pages: 'r.pages',
  bytes: 'r.bytes',
  requestedBy: 'r.requested_by',
  createdAt: 'r.created_at',
  printedAt: 'r.printed_at',
  purgedAt: 'r.purged_at',
  purgedRule: 'r.purged_rule',
};

export interface ReportFilter {
  subjectId?: string | undefined;
  cursor?: string | undefined;
  size?: number | undefined;
}

@Injectable()
export class ReportQueries {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  async page({ subjectId, cursor, size = 50 }: ReportFilter): Promise<Page<ReportView>> {
    const query = this.select().addSelect('r.created_at', 'sort_value');
    if (subjectId) query.andWhere('r.subject_id = :subjectId', { subjectId });
    const keyset = { column: 'r.created_at', id: 'r.id', descending: true, size };
    const page = await keysetPage<ReportView & { sort_value: string }>(query, {
      ...keyset,
      cursor: readCursor(cursor),
    });
    return { ...page, items: page.items.map(({ sort_value: _, ...row }) => present(row)) };
  }

  async view(id: string): Promise<ReportView> {
    const row = await this.select().where('r.id = :id', { id }).getRawOne<ReportView>();
    if (!row) throw new NotFound('report');
    return present(row);
  }

  private select() {
    const query = this.database.repository(Report).createQueryBuilder('r').select([]);
    for (const [alias, column] of Object.entries(columns)) query.addSelect(column, alias);
    return query;
  }
}
