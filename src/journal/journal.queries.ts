import { Injectable } from '@nestjs/common';
import { Database, keysetPage, type Page } from '../platform/database/index.js';
import { cursorByNumber } from './cursor-by-number.js';
import { JournalEntry } from './journal-entry.entity.js';

export interface JournalFilter {
  subjectKind?: string | undefined;
  subjectId?: string | undefined;
  /** Any of these. */
  subjectIds?: readonly string[];
  actorId?: string | undefined;
  action?: string | undefined;
  cursor?: string | undefined;
  size?: number | undefined;
}

export interface JournalLine {
  seq: number;
  at: string;
  actor: { kind: string; id: string; name: string };
  action: string;
  subject: { kind: string; id: string };
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  hash: string;
}

interface Row {
  id: string;
  sort_value: number;
  at: string;
  actor_kind: string;
  actor_id: string;
  action: string;
  subject_kind: string;
  subject_id: string;
  hash: string;
  content: string | null;
}

@Injectable()
export class JournalQueries {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  async page(filter: JournalFilter): Promise<Page<JournalLine>> {
    const query = this.database
      .repository(JournalEntry)
      .createQueryBuilder('e')
      .leftJoin('journal_detail', 'd', 'd.seq = e.seq')
      .select('e.seq', 'sort_value')
      .addSelect('cast(e.seq AS text)', 'id')
      .addSelect('e.at', 'at')
      .addSelect('e.actor_kind', 'actor_kind')
      .addSelect('e.actor_id', 'actor_id')
      .addSelect('e.action', 'action')
      .addSelect('e.subject_kind', 'subject_kind')
      .addSelect('e.subject_id', 'subject_id')
      .addSelect('e.hash', 'hash')
      .addSelect('d.content', 'content');
    if (filter.subjectKind) query.andWhere('e.subject_kind = :kind', { kind: filter.subjectKind });
    if (filter.subjectIds) {
      query.andWhere('e.subject_id IN (:...subjects)', { subjects: filter.subjectIds });
    }
    if (filter.subjectId) query.andWhere('e.subject_id = :subject', { subject: filter.subjectId });
    if (filter.actorId) query.andWhere('e.actor_id = :actor', { actor: filter.actorId });
    if (filter.action) query.andWhere('e.action = :action', { action: filter.action });
    const page = await keysetPage<Row>(query, {
      column: 'e.seq',
      id: 'e.seq',
      descending: true,
      size: filter.size ?? 50,
      cursor: cursorByNumber(filter.cursor),
    });
    return { ...page, items: page.items.map(lineOf) };
  }
}

function lineOf(row: Row): JournalLine {
  const detail = row.content
    ? (JSON.parse(row.content) as Pick<JournalLine, 'before' | 'after'> & { actor: string })
    : undefined;
  return {
    seq: row.sort_value,
    at: row.at,
    actor: { kind: row.actor_kind, id: row.actor_id, name: detail?.actor ?? 'purged' },
    action: row.action,
    subject: { kind: row.subject_kind, id: row.subject_id },
    before: detail?.before ?? null,
    after: detail?.after ?? null,
    hash: row.hash,
  };
}
