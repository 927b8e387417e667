import { Injectable } from '@nestjs/common';
import { Database, keysetPage, type Page } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors.js';
import { cursorByNumber } from '../cursor-by-number.js';
import { JournalCheckpoint, type CheckpointReason } from './checkpoint.entity.js';

export interface CheckpointLine {
  size: number;
  root: string;
  fingerprint: string;
  reason: CheckpointReason;
  signedAt: string;
  note: string;
}

@Injectable()
export class CheckpointQueries {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  async page(filter: { cursor?: string; size?: number }): Promise<Page<CheckpointLine>> {
    const query = this.database
      .repository(JournalCheckpoint)
      .createQueryBuilder('c')
      .select('c.size', 'sort_value')
      .addSelect('cast(c.size AS text)', 'id')
      .addSelect('c.size', 'size')
      .addSelect('c.root', 'root')
      .addSelect('c.note', 'note')
      .addSelect('c.fingerprint', 'fingerprint')
      .addSelect('c.reason', 'reason')
      .addSelect('c.signed_at', 'signedAt');
    return keysetPage<CheckpointLine & { id: string; sort_value: number }>(query, {
      column: 'c.size',
      id: 'c.size',
      descending: true,
      size: filter.size ?? 50,
      cursor: cursorByNumber(filter.cursor),
    });
  }

  async latest(): Promise<CheckpointLine | undefined> {
    return (await this.page({ size: 1 })).items[0];
  }

  /** `size` as it stands in an address. */
  async bySize(size: string): Promise<CheckpointLine> {
    const found = /^\d{1,9}$/.test(size)
      ? await this.database.repository(JournalCheckpoint).findOneBy({ size: Number(size) })
      : null;
    if (!found) throw new NotFound('There is no checkpoint of this size.');
    return { ...found, signedAt: found.signedAt.toISOString() };
  }
}
