import { Injectable } from '@nestjs/common';
import { Database, keysetPage, readCursor, type Page } from '../database/index.js';
import { Job, type JobState } from './job.entity.js';

export interface JobFilter {
  state?: JobState | undefined;
  cursor?: string | undefined;
  size?: number | undefined;
}

export interface JobRow {
  id: string;
  kind: string;
  state: JobState;
  attempts: number;
  payload: Record<string, unknown>;
  createdAt: string;
  dueAt: string;
  finishedAt: string | null;
  problem: string | null;
}

type Raw = Omit<JobRow, 'payload'> & { payload: string; sort_value: string };

const columns: Readonly<Record<keyof JobRow, string>> = {
  id: 'j.id',
  kind: 'j.kind',
  state: 'j.state',
  attempts: 'j.attempts',
  payload: 'j.payload',
  createdAt: 'j.created_at',
  dueAt: 'j.due_at',
  finishedAt: 'j.finished_at',
  problem: 'j.problem',
};

@Injectable()
export class JobQueries {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  async page({ state, cursor, size = 50 }: JobFilter): Promise<Page<JobRow>> {
    const query = this.database.repository(Job).createQueryBuilder('j').select([]);
    for (const [alias, column] of Object.entries(columns)) query.addSelect(column, alias);
    query.addSelect('j.created_at', 'sort_value');
    if (state) query.where('j.state = :state', { state });
    const page = await keysetPage<Raw>(query, {
      column: 'j.created_at',
      id: 'j.id',
      descending: true,
      size,
      cursor: readCursor(cursor),
    });
    const items = page.items.map(({ sort_value: _, payload, ...row }) => ({
      ...row,
      payload: JSON.parse(payload) as Record<string, unknown>,
    }));
    return { ...page, items };
  }

  async counts(): Promise<Record<JobState, number>> {
    const rows = await this.database.sql<{ state: JobState; jobs: number }[]>`
      SELECT state, count(*) AS jobs FROM job GROUP BY state`;
    const counts: Record<JobState, number> = { waiting: 0, running: 0, done: 0, dead: 0 };
    for (const row of rows) counts[row.state] = row.jobs;
    return counts;
  }
}
