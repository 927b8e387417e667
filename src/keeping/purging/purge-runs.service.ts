import { Injectable } from '@nestjs/common';
import type { Caller } from '../../identity/index.js';
import { Journal } from '../../journal/index.js';
import { ClockWatch } from '../../platform/clock-watch/index.js';
import { Clock, dayOf } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Conflict, Invalid, NotFound } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { GivenUp, Handles, Jobs } from '../../platform/jobs/index.js';
import { KeptQueries } from '../kept.queries.js';
import type { PurgeRunView } from '../kept.dto.js';
import { kinds } from '../kinds/index.js';
import { purgeRunWanted } from './events.js';
import { PurgeRun } from './purge.entity.js';
import { Purging } from './purging.service.js';

/** What is to be typed: what goes does not come back. */
export const purgeWords = 'purge now';

/** Somebody has all go at once that is due, instead of waiting for the night. */
@Injectable()
export class PurgeRuns {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly kept: KeptQueries,
    private readonly purging: Purging,
    private readonly watch: ClockWatch,
  ) {}

  async start(me: Caller, confirmation: string): Promise<{ id: string }> {
    if (confirmation.trim().toLowerCase() !== purgeWords) {
      throw new Invalid({ confirmation: `is not “${purgeWords}”` });
    }
    if (await this.watch.pause()) {
      throw new Conflict(
        'The clock of this server leapt. Nothing is purged until it is believed again.',
      );
    }
    const expected: Record<string, number> = {};
    for (const { kind, tally } of await this.kept.all()) {
      if (tally.due > 0) expected[kind.code] = tally.due;
    }
    if (Object.keys(expected).length === 0) throw new Conflict('Nothing is due.');
    const id = newId();
    await this.database.transaction(async () => {
      const made = await this.database.sql<object[]>`
        INSERT INTO purge_run (id, lane, expected, asked_by_id, asked_by, asked_at)
        VALUES (${id}, 'one', ${JSON.stringify(expected)}, ${me.userId}, ${me.name}, ${this.clock.now().toISOString()})
        ON CONFLICT DO NOTHING RETURNING id`;
      if (made.length === 0) throw new Conflict('A purge runs already.');
      await this.jobs.enqueue(purgeRunWanted, { runId: id });
      const subject = { kind: 'purge_run', id };
      this.journal.record(me, 'kept.purge-asked', subject, null, { expected });
    });
    return { id };
  }

  @Handles(purgeRunWanted)
  async onWanted({ runId }: { runId: string }): Promise<void> {
    const run = await this.byId(runId);
    if (run.finishedAt) return;
    const actor = { kind: 'user' as const, id: run.askedById, name: run.askedBy };
    for (const kind of kinds) {
      if (!Object.hasOwn(run.expected, kind.code)) continue;
      await this.purging.purge(kind, { actor, reason: 'retention', runId }, dayOf(run.askedAt));
    }
    await this.end({ runId });
  }

  /** Where it ended the process each time, too: what is left of it goes by night, and another may be asked for. */
  @GivenUp(purgeRunWanted)
  async end({ runId }: { runId: string }): Promise<void> {
    await this.database.transaction(async () => {
      await this.database.sql`UPDATE purge_run SET finished_at = ${this.clock.now().toISOString()}
        WHERE id = ${runId} AND finished_at IS NULL`;
    });
  }

  async view(id: string): Promise<PurgeRunView> {
    const { expected, askedBy, askedAt, finishedAt } = await this.byId(id);
    const rows = await this.database.sql<{ kind: string; items: number }[]>`
      SELECT p.kind, cast(sum(p.items) AS integer) AS items FROM purge p WHERE p.run_id = ${id} GROUP BY p.kind`;
    const gone = new Map(rows.map(({ kind, items }) => [kind, items]));
    return {
      ...{ id, askedBy, askedAt: askedAt.toISOString() },
      ...(finishedAt ? { finishedAt: finishedAt.toISOString() } : {}),
      kinds: Object.entries(expected).map(([code, due]) => ({
        ...{ code, due, gone: gone.get(code) ?? 0 },
        title: kinds.find((kind) => kind.code === code)?.title ?? code,
      })),
    };
  }

  /** The one that is under way. */
  async running(): Promise<string | undefined> {
    const [run] = await this.database.sql<{ id: string }[]>`
      SELECT id FROM purge_run WHERE finished_at IS NULL`;
    return run?.id;
  }

  private async byId(id: string): Promise<PurgeRun> {
    const run = await this.database.repository(PurgeRun).findOneBy({ id });
    if (!run) throw new NotFound('purge');
    return run;
  }
}
