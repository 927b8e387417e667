import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Journal } from '../../../journal/index.js';
import { system, type Actor } from '../../../platform/actor.js';
import { addMilliseconds, Clock } from '../../../platform/clock.js';
import { Database } from '../../../platform/database/index.js';
import { newId } from '../../../platform/ids.js';
import type { Validators } from '../../../platform/outbound/index.js';
import { present } from '../../../platform/present.js';
import { Daily } from '../../../platform/sweeps/index.js';
import { Advisories, type Origin } from '../advisories.service.js';
import { notesOf, Unreadable, type LeftOut, type ReadOne } from '../reading/index.js';
import { AdvisoryImport, type ImportState, type TakenRecord } from './import.entity.js';

const dayMs = 24 * 3_600_000;
/** As many as are written in a few milliseconds, so that nobody waits long for their turn. */
const recordsAtOnce = 5;
const mostTold = 200;

interface Tally {
  added: number;
  changed: number;
  same: number;
  taken: TakenRecord[];
  leftOut: LeftOut[];
  leftOutCount: number;
}

/** Takes records over as they are read, some at a time, and writes down what became of each. */
@Injectable()
export class Imports implements BeforeApplicationShutdown {
  private readonly running = new Set<Promise<void>>();
  private stopping = false;

  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly advisories: Advisories,
  ) {}

  /** A transaction that is under way is ended; the rest is told to be missing. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.running);
  }

  async begin(actor: Actor, { source, name }: Origin): Promise<string> {
    const id = newId();
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
        begunAt: this.clock.now(),
        finishedAt: null,
      });
    });
    return id;
  }

  /** What a process left when it was killed; nobody is reading that any more. */
  @Daily()
  async leftovers(): Promise<void> {
    const before = addMilliseconds(this.clock.now(), -dayMs).toISOString();
    const left = await this.database.sql<{ id: string }[]>`
      SELECT id FROM advisory_import WHERE state = 'running' AND begun_at < ${before}`;
    const problem = 'It broke off. Send it again: what was taken over stays.';
    for (const { id } of left) await this.fail(system, id, problem);
  }

  /**
   * Takes over what `records` gives. Never throws: what goes wrong stands in the import. Some records at a time are one
   * transaction; each record is taken whole or not at all, and taking one twice changes nothing.
   */
  async run(
    actor: Actor,
    id: string,
    origin: Origin,
    records: AsyncIterable<ReadOne[]>,
  ): Promise<void> {
    const work = this.take(actor, id, origin, records);
    this.running.add(work);
    await work.finally(() => this.running.delete(work));
  }

  /** Keeps by what the address may be asked again, once all that it gave was read. */
  async remember(id: string, { etag, lastModified }: Validators): Promise<void> {
    await this.database.transaction(async () => {
      const kept = { etag: etag ?? null, lastModified: lastModified ?? null };
      await this.database.repository(AdvisoryImport).update({ id, state: 'done' }, kept);
    });
  }

  /** The last time that all of an address was read: what it said of its state then. */
  async remembered(url: string): Promise<Validators> {
    const [last] = await this.database.sql<{ etag: string | null; lastModified: string | null }[]>`
      SELECT etag, last_modified AS "lastModified" FROM advisory_import
      WHERE source = 'address' AND source_name = ${url} AND state = 'done' ORDER BY begun_at DESC, id DESC LIMIT 1`;
    return last ? present(last) : {};
  }

  /** Nothing has changed at the address: there was nothing to read. */
  async unchanged(actor: Actor, id: string): Promise<void> {
    await this.finish(actor, id, nothing(), null, 'unchanged');
  }

  async fail(actor: Actor, id: string, problem: string): Promise<void> {
    await this.finish(actor, id, nothing(), problem);
  }

  private async take(
    actor: Actor,
    id: string,
    origin: Origin,
    records: AsyncIterable<ReadOne[]>,
  ): Promise<void> {
    const tally = nothing();
    let problem: string | null = null;
    try {
      let batch: ReadOne[] = [];
      for await (const ones of records) {
        for (const one of ones) {
          batch.push(one);
          if (batch.length < recordsAtOnce) continue;
          await this.batch(actor, origin, batch, tally);
          batch = [];
          await nextTurn();
        }
        if (this.stopping)
          throw new Unreadable(
            'Assay was stopped while it was reading. Send it again: what was taken over stays.',
          );
      }
      await this.batch(actor, origin, batch, tally);
    } catch (error) {
      problem = error instanceof Error ? error.message : 'It could not be read to its end.';
    }
    await this.finish(actor, id, tally, problem);
  }

  private async batch(
    actor: Actor,
    origin: Origin,
    ones: readonly ReadOne[],
    tally: Tally,
  ): Promise<void> {
    const readable = ones.filter(({ advisory }) => advisory !== undefined);
    try {
      add(tally, await this.together(actor, origin, readable));
    } catch (error) {
      if (this.database.inTransaction) throw error;
      // One of them kept the others out: each by itself, and that one is named.
      for (const one of readable) {
        try {
          add(tally, await this.together(actor, origin, [one]));
        } catch (failure) {
          const why = failure instanceof Error ? failure.message : 'It could not be stored.';
          leave(tally, [{ where: one.where, why }]);
        }
      }
    }
    for (const one of ones) {
      if (one.problem !== undefined) leave(tally, [{ where: one.where, why: one.problem }]);
      leave(tally, notesOf(one));
    }
  }

  private async together(actor: Actor, origin: Origin, ones: readonly ReadOne[]): Promise<Tally> {
    const tally = nothing();
    await this.database.transaction(async () => {
      for (const { advisory, where } of ones) {
        if (!advisory) continue;
        const { outcome, why, id } = await this.advisories.record(actor, advisory, origin);
        if (outcome === 'refused') leave(tally, [{ where, why: why ?? '' }]);
        else take(tally, { id, osvId: advisory.osvId, where, outcome });
      }
    });
    return tally;
  }

  private async finish(
    actor: Actor,
    id: string,
    tally: Tally,
    problem: string | null,
    state: ImportState = problem === null ? 'done' : 'failed',
  ): Promise<void> {
    const finishedAt = this.clock.now();
    const { added, changed, same, leftOutCount } = tally;
    await this.database.transaction(async () => {
      await this.database
        .repository(AdvisoryImport)
        .update({ id, state: 'running' }, { ...tally, state, problem, finishedAt });
      const told = { state, added, changed, same, leftOut: leftOutCount, problem };
      this.journal.record(
        actor,
        'advisories.imported',
        { kind: 'advisory_import', id },
        null,
        told,
      );
    });
  }
}

const nothing = (): Tally => ({
  ...{ added: 0, changed: 0, same: 0, taken: [] },
  ...{ leftOut: [], leftOutCount: 0 },
});

function take(tally: Tally, record: TakenRecord): void {
  tally[record.outcome] += 1;
  if (tally.taken.length < mostTold) tally.taken.push(record);
}

function add(tally: Tally, more: Tally): void {
  tally.added += more.added;
  tally.changed += more.changed;
  tally.same += more.same;
  tally.taken.push(...more.taken.slice(0, mostTold - tally.taken.length));
  leave(tally, more.leftOut);
}

function leave(tally: Tally, left: readonly LeftOut[]): void {
  tally.leftOutCount += left.length;
  tally.leftOut.push(...left.slice(0, mostTold - tally.leftOut.length));
}
