import { Injectable, Logger } from '@nestjs/common';
import { addMilliseconds, Clock } from '../clock.js';
import { Database, listed, sql, type Sql } from '../database/index.js';
import { Every } from '../sweeps/index.js';
import { bornAt, Blobs } from './blobs.js';
import { declaredBlobNames } from './named-blobs.js';

const hourMs = 3_600_000;
const orphanAfterMs = 24 * hourMs;
const batch = 200;

/** Removes stored files that no row names a day after they were put: a crash stood between the file and its row. */
@Injectable()
export class Janitor {
  private readonly log = new Logger('storage');

  constructor(
    private readonly blobs: Blobs,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** How many were removed. */
  @Every(6 * 60, { byTime: true })
  async sweep(): Promise<number> {
    // A database that names nothing at all is more likely the wrong one than one without files.
    if (!(await this.anyNamed())) return 0;
    const youngest = addMilliseconds(this.clock.now(), -orphanAfterMs);
    let removed = 0;
    let old: string[] = [];
    for await (const name of this.blobs.names()) {
      if (bornAt(name) < youngest) old.push(name);
      if (old.length < batch) continue;
      removed += await this.removeUnnamed(old);
      old = [];
    }
    removed += await this.removeUnnamed(old);
    if (removed > 0) this.log.log(`${removed} stored files that nothing named were removed.`);
    return removed;
  }

  private async anyNamed(): Promise<boolean> {
    const rows = await this.database.sql<object[]>`
      SELECT name FROM (${everyName()}) named LIMIT 1`;
    return rows.length > 0;
  }

  private async removeUnnamed(names: readonly string[]): Promise<number> {
    if (names.length === 0) return 0;
    const rows = await this.database.sql<{ name: string }[]>`
      SELECT name FROM (${everyName()}) named WHERE name IN (${listed(names)})`;
    const named = new Set(rows.map(({ name }) => name));
    const orphans = names.filter((name) => !named.has(name));
    for (const name of orphans) await this.blobs.remove(name);
    return orphans.length;
  }
}

function everyName(): Sql {
  return declaredBlobNames().reduce((all, query) => sql`${all} UNION ALL ${query}`);
}
