import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, listed } from '../platform/database/index.js';
import { Blobs } from '../platform/storage/index.js';

const batch = 50;

/** Destroys what reports said; that there was one, about what and with which hash stays. In two steps, as `PurgedFiles` does. */
@Injectable()
export class PurgedReports {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly blobs: Blobs,
  ) {}

  /** Inside a transaction. One that is about to be printed is left alone. */
  async mark(ids: readonly string[], rule: string): Promise<void> {
    if (ids.length === 0) return;
    const now = this.clock.now().toISOString();
    await this.database.sql`
      UPDATE report SET view = '{}', purged_at = ${now}, purged_rule = ${rule}
      WHERE id IN (${listed(ids)}) AND purged_at IS NULL AND state <> 'waiting'`;
  }

  async isHalfDone(): Promise<boolean> {
    const half = await this.database.sql<object[]>`
      SELECT id FROM report WHERE purged_at IS NOT NULL AND destroyed_at IS NULL LIMIT 1`;
    return half.length > 0;
  }

  /** Outside any transaction. `told` joins the one that says so, once for each report. */
  async destroy(told: (done: { ids: string[]; rules: string[] }) => Promise<void>): Promise<void> {
    for (;;) {
      const marked = await this.database.sql<{ id: string; blob: string | null }[]>`
        SELECT id, blob FROM report WHERE purged_at IS NOT NULL AND destroyed_at IS NULL
        ORDER BY purged_at, id LIMIT ${batch}`;
      if (marked.length === 0) return;
      for (const { blob } of marked) if (blob !== null) await this.blobs.remove(blob);
      await this.database.transaction(async () => {
        const done = await this.database.sql<{ id: string; rule: string }[]>`
          UPDATE report SET destroyed_at = ${this.clock.now().toISOString()}, blob = NULL
          WHERE id IN (${listed(marked.map(({ id }) => id))}) AND destroyed_at IS NULL
          RETURNING id, purged_rule AS rule`;
        if (done.length === 0) return;
        await told({
          ids: done.map(({ id }) => id).sort(),
          rules: [...new Set(done.map(({ rule }) => rule))].sort(),
        });
      });
    }
  }
}
