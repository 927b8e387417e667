import { Injectable } from '@nestjs/common';
import { Database, readCursor, readPage, sql, type Page } from '../platform/database/index.js';
import { Clock } from '../platform/clock.js';
import { NotFound } from '../platform/errors.js';
import { present } from '../platform/present.js';
import type { DossierQuery, DossierView } from './dossier.dto.js';

const columns = sql`d.id, d.scope, d.subject_id AS "subjectId", d.title, d.period_from AS "periodFrom",
  d.period_to AS "periodTo", d.profile, d.state, d.problem, d.done_bytes AS "doneBytes", d.total_bytes AS "totalBytes",
  d.lacking, d.sha256, d.bytes, d.fingerprint, d.checkpoint_size AS "checkpointSize", d.requested_by AS "requestedBy",
  d.created_at AS "createdAt", d.built_at AS "builtAt", d.expires_at AS "expiresAt"`;
const newestFirst = { id: sql`d.id`, column: sql`d.created_at`, descending: true } as const;

type Nullable<T> = { [K in keyof T]-?: T[K] | null };
type Row = Omit<Nullable<DossierView>, 'lacking'> & { lacking: string; sort_value?: string };

@Injectable()
export class DossierQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async page({ scope, subjectId, cursor, size = 50 }: DossierQuery): Promise<Page<DossierView>> {
    const page = await readPage<Row & { id: string }>(this.database, {
      columns,
      from: sql`dossier d`,
      conditions: [
        ...(scope ? [sql`d.scope = ${scope}`] : []),
        ...(subjectId === undefined ? [] : [sql`d.subject_id = ${subjectId}`]),
      ],
      sort: newestFirst,
      size,
      cursor: readCursor(cursor),
    });
    return { ...page, items: page.items.map((row) => this.viewOf(row)) };
  }

  async view(id: string): Promise<DossierView> {
    const [row] = await this.database.sql<
      Row[]
    >`SELECT ${columns} FROM dossier d WHERE d.id = ${id}`;
    if (!row) throw new NotFound('dossier');
    return this.viewOf(row);
  }

  /** Its time may be over before the file is removed. */
  private viewOf({ sort_value: _, lacking, ...row }: Row): DossierView {
    const isOver = row.expiresAt !== null && row.expiresAt <= this.clock.now().toISOString();
    const state = isOver ? 'expired' : row.state;
    const facts = { ...present({ ...row, state }), lacking: JSON.parse(lacking) as unknown };
    return facts as DossierView;
  }
}
