import { Injectable } from '@nestjs/common';
import { Database, keysetPage, readCursor, type Page } from '../database/index.js';
import { NotFound } from '../errors.js';
import { LetterSeal } from './letter-seal.js';
import { Letter, type LetterState } from './letter.entity.js';

export interface LetterFilter {
  state?: LetterState | undefined;
  cursor?: string | undefined;
  size?: number | undefined;
}

export interface LetterHead {
  id: string;
  to: { name: string; email: string };
  subject: string;
  state: LetterState;
  about: { kind: string; id: string };
  createdAt: string;
  sentAt: string | null;
  problem: string | null;
}

interface Row {
  id: string;
  sort_value: string;
  to_name: string;
  to_email: string;
  subject: string;
  state: LetterState;
  about_kind: string;
  about_id: string;
  created_at: string;
  sent_at: string | null;
  problem: string | null;
  sealed_body: string | null;
}

const columns = [
  'id',
  'to_name',
  'to_email',
  'subject',
  'state',
  'about_kind',
  'about_id',
  'created_at',
  'sent_at',
  'problem',
];

@Injectable()
export class LetterQueries {
  constructor(
    private readonly database: Database,
    private readonly seal: LetterSeal,
  ) {}

  /** Newest first. */
  async page({ state, cursor, size = 50 }: LetterFilter): Promise<Page<LetterHead>> {
    const query = this.select().addSelect('l.created_at', 'sort_value');
    if (state) query.where('l.state = :state', { state });
    const page = await keysetPage<Row>(query, {
      column: 'l.created_at',
      id: 'l.id',
      descending: true,
      size,
      cursor: readCursor(cursor),
    });
    return { ...page, items: page.items.map(headOf) };
  }

  async head(id: string): Promise<LetterHead> {
    return headOf(await this.row(id));
  }

  /** A letter with its text as long as it is stored: until it was sent. The text may hold a live link. */
  async read(id: string): Promise<LetterHead & { text: string | null }> {
    const row = await this.row(id);
    const text = row.sealed_body === null ? null : this.seal.open(id, row.sealed_body).text;
    return { ...headOf(row), text };
  }

  private async row(id: string): Promise<Row> {
    const query = this.select()
      .addSelect('l.sealed_body', 'sealed_body')
      .where('l.id = :id', { id });
    const row = await query.getRawOne<Row>();
    if (!row) throw new NotFound('letter');
    return row;
  }

  private select() {
    const query = this.database.repository(Letter).createQueryBuilder('l').select([]);
    for (const column of columns) query.addSelect(`l.${column}`, column);
    return query;
  }
}

function headOf(row: Row): LetterHead {
  return {
    id: row.id,
    to: { name: row.to_name, email: row.to_email },
    subject: row.subject,
    state: row.state,
    about: { kind: row.about_kind, id: row.about_id },
    createdAt: row.created_at,
    sentAt: row.sent_at,
    problem: row.problem,
  };
}
