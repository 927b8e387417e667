import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Journal } from '../../../journal/index.js';
import { system, type Actor } from '../../../platform/actor.js';
import { addMilliseconds, Clock } from '../../../platform/clock.js';
import { Database } from '../../../platform/database/index.js';
import { newId } from '../../../platform/ids.js';
import type { Validators } from '../../../platform/outbound/index.js';
import { present } from '../../../platform/present.js';
import { Every } from '../../../platform/sweeps/index.js';
import type { Origin } from '../advisories.service.js';
import { AdvisoryImport, type ImportState } from './import.entity.js';
import { nothing, type Tally } from './tally.js';

/** An import that nobody has said to be reading for so long is one whose process was killed. */
const silentMs = 2 * 60_000;
/** As often as a file of the watched folder is begun: one that brings down whoever reads it is not read for ever. */
const mostBegun = 3;

/** What stands of an import while it runs, and what of it once it is over or broke off. */
@Injectable()
export class ImportRows implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
  ) {}

  /** Where there is no other process, nobody reads any more what one before began. */
  async onModuleInit(): Promise<void> {
    if (this.database.isOnlyWriter) await this.silentSince(this.clock.now());
  }

  async begin(actor: Actor, { source, name }: Origin): Promise<string> {
    const id = newId();
    const begunAt = this.clock.now();
    await this.database.transaction(async () => {
      await this.database.repository(AdvisoryImport).insert({
        id,
        source,
        sourceName: name ?? null,
        state: 'running',
        ...nothing(),
        problem: null,
        etag: null,
        lastModified: null,
        begunBy: actor.name,
        begunAt,
        aliveAt: begunAt,
        finishedAt: null,
      });
    });
    return id;
  }

  now(): Date {
    return this.clock.now();
  }

  /** Nobody needs to be told again so soon that it goes on. */
  isFresh(toldAt: Date): boolean {
    return this.clock.now().getTime() - toldAt.getTime() < silentMs / 8;
  }

  /** In the transaction of what was taken: how far it is. False where it was given up as broken off meanwhile. */
  async isAlive(id: string, tally: Tally, withLists: boolean): Promise<boolean> {
    const { taken, leftOut, ...counts } = tally;
    const lists = withLists ? { taken, leftOut } : {};
    const aliveAt = this.clock.now();
    const { affected } = await this.database.transaction(() =>
      this.database
        .repository(AdvisoryImport)
        .update({ id, state: 'running' }, { ...counts, ...lists, aliveAt }),
    );
    return affected === 1;
  }

  async finish(
    actor: Actor,
    id: string,
    tally: Tally,
    problem: string | null,
    state: ImportState = problem === null ? 'done' : 'failed',
  ): Promise<void> {
    const finishedAt = this.clock.now();
    const { added, changed, same, leftOutCount } = tally;
    await this.database.transaction(async () => {
      const { affected } = await this.database
        .repository(AdvisoryImport)
        .update({ id, state: 'running' }, { ...tally, state, problem, finishedAt });
      if (affected !== 1) return;
      const told = { state, added, changed, same, leftOut: leftOutCount, problem };
      const subject = { kind: 'advisory_import', id };
      this.journal.record(actor, 'advisories.imported', subject, null, told);
    });
  }

  async remember(id: string, { etag, lastModified }: Validators): Promise<void> {
    await this.database.transaction(async () => {
      const kept = { etag: etag ?? null, lastModified: lastModified ?? null };
      await this.database.repository(AdvisoryImport).update({ id, state: 'done' }, kept);
    });
  }

  async remembered(url: string): Promise<Validators> {
    const [last] = await this.database.sql<{ etag: string | null; lastModified: string | null }[]>`
      SELECT etag, last_modified AS "lastModified" FROM advisory_import
      WHERE source = 'address' AND source_name = ${url} AND state = 'done' ORDER BY begun_at DESC, id DESC LIMIT 1`;
    return last ? present(last) : {};
  }

  /** What a process left when it was killed: what it took over stays, and is told. */
  @Every(1)
  async leftovers(): Promise<void> {
    await this.silentSince(addMilliseconds(this.clock.now(), -silentMs));
  }

  /** Ended before its end, through no fault of the file: one of the watched folder is read again by itself. */
  async brokeOff(actor: Actor, id: string, why: string): Promise<void> {
    const row = await this.database.repository(AdvisoryImport).findOneByOrFail({ id });
    const { added, changed, same, taken, leftOut, leftOutCount } = row;
    const isAgain = row.source === 'folder' && (await this.begun(row.sourceName)) < mostBegun;
    const next = isAgain ? 'It is read again soon' : 'Send it again';
    const tally = { added, changed, same, taken, leftOut, leftOutCount };
    await this.database.transaction(async () => {
      await this.finish(actor, id, tally, `${why} ${next}: what was taken over stays.`);
      if (!isAgain) return;
      await this.database.sql`DELETE FROM advisory_file WHERE import_id = ${id}`;
    });
  }

  /** One that is said to be read at a moment that is still to come was begun while the clock was ahead. */
  private async silentSince(before: Date): Promise<void> {
    const ahead = addMilliseconds(this.clock.now(), silentMs).toISOString();
    const left = await this.database.sql<{ id: string }[]>`
      SELECT id FROM advisory_import WHERE state = 'running'
        AND (coalesce(alive_at, begun_at) <= ${before.toISOString()} OR coalesce(alive_at, begun_at) > ${ahead})`;
    for (const { id } of left) await this.brokeOff(system, id, 'It broke off.');
  }

  private async begun(name: string | null): Promise<number> {
    const rows = await this.database.sql<object[]>`
      SELECT id FROM advisory_import
      WHERE source = 'folder' AND source_name = ${name} AND state <> 'done' LIMIT ${mostBegun}`;
    return rows.length;
  }
}
