import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Actor } from '../../../platform/actor.js';
import { Database } from '../../../platform/database/index.js';
import { AssayError } from '../../../platform/errors.js';
import type { Validators } from '../../../platform/outbound/index.js';
import { Advisories, type Origin } from '../advisories.service.js';
import { notesOf, Unreadable, type ReadOne } from '../reading/index.js';
import { ImportRows } from './import-rows.service.js';
import { add, leave, nothing, take, type Tally } from './tally.js';

/** As many as are written in a few milliseconds, so that nobody waits long for their turn. */
const recordsAtOnce = 5;

/** Somebody else said meanwhile that it broke off. */
class GivenUp extends Error {}
class Stopped extends Error {}

interface Run {
  actor: Actor;
  id: string;
  origin: Origin;
  tally: Tally;
  /** How many places the import told when it was last written, and when that was. */
  told: number;
  toldAt: Date;
}

const listed = ({ taken, leftOut }: Tally): number => taken.length + leftOut.length;

/** Takes records over as they are read, some at a time, and writes down what became of each. */
@Injectable()
export class Imports implements BeforeApplicationShutdown {
  private readonly log = new Logger('advisories');
  private readonly running = new Set<Promise<void>>();
  private stopping = false;

  constructor(
    private readonly database: Database,
    private readonly advisories: Advisories,
    private readonly rows: ImportRows,
  ) {}

  /** A transaction that is under way is ended; the rest is told to be missing. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.running);
  }

  async begin(actor: Actor, origin: Origin): Promise<string> {
    return this.rows.begin(actor, origin);
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
    const run = { actor, id, origin, tally: nothing(), told: 0, toldAt: this.rows.now() };
    const work = this.take(run, records);
    this.running.add(work);
    await work.finally(() => this.running.delete(work));
  }

  /** Keeps by what the address may be asked again, once all that it gave was read. */
  async remember(id: string, validators: Validators): Promise<void> {
    await this.rows.remember(id, validators);
  }

  /** The last time that all of an address was read: what it said of its state then. */
  async remembered(url: string): Promise<Validators> {
    return this.rows.remembered(url);
  }

  /** Nothing has changed at the address: there was nothing to read. */
  async unchanged(actor: Actor, id: string): Promise<void> {
    await this.rows.finish(actor, id, nothing(), null, 'unchanged');
  }

  async fail(actor: Actor, id: string, problem: string): Promise<void> {
    await this.rows.finish(actor, id, nothing(), problem);
  }

  private async take(run: Run, records: AsyncIterable<ReadOne[]>): Promise<void> {
    const { actor, id, tally } = run;
    let problem: string | null = null;
    try {
      let batch: ReadOne[] = [];
      for await (const ones of records) {
        for (const one of ones) {
          batch.push(one);
          if (batch.length < recordsAtOnce) continue;
          await this.batch(run, batch);
          batch = [];
          await nextTurn();
        }
        if (this.stopping) throw new Stopped();
      }
      await this.batch(run, batch);
    } catch (error) {
      if (error instanceof GivenUp) return;
      if (error instanceof Stopped) {
        return this.rows.brokeOff(actor, id, 'Assay was stopped while it was reading.');
      }
      problem = this.saidOf(error, 'It could not be read to its end.');
    }
    await this.rows.finish(actor, id, tally, problem);
  }

  private async batch(run: Run, ones: readonly ReadOne[]): Promise<void> {
    const { tally } = run;
    for (const one of ones) {
      if (one.problem !== undefined) leave(tally, [{ where: one.where, why: one.problem }]);
      leave(tally, notesOf(one));
    }
    const readable = ones.filter(({ advisory }) => advisory !== undefined);
    try {
      await this.together(run, readable);
    } catch (error) {
      if (error instanceof GivenUp || this.database.inTransaction) throw error;
      // One of them kept the others out: each by itself, and that one is named.
      for (const one of readable) {
        try {
          await this.together(run, [one]);
        } catch (failure) {
          if (failure instanceof GivenUp) throw failure;
          const why = this.saidOf(failure, 'It could not be stored.');
          leave(tally, [{ where: one.where, why }]);
        }
      }
    }
  }

  /** What was taken, and how far the import is, are written together. */
  private async together(run: Run, ones: readonly ReadOne[]): Promise<void> {
    const { actor, id, origin, tally } = run;
    if (ones.length === 0 && this.rows.isFresh(run.toldAt)) return;
    const more = nothing();
    const soFar = structuredClone(tally);
    await this.database.transaction(async () => {
      for (const { advisory, where } of ones) {
        if (!advisory) continue;
        const recorded = await this.advisories.record(actor, advisory, origin);
        const { outcome, why } = recorded;
        if (outcome === 'refused') leave(more, [{ where, why: why ?? '' }]);
        else take(more, { id: recorded.id, osvId: advisory.osvId, where, outcome });
      }
      add(soFar, more);
      const isLonger = listed(soFar) > run.told;
      if (!(await this.rows.isAlive(id, soFar, isLonger))) throw new GivenUp();
    });
    add(tally, more);
    run.told = listed(soFar);
    run.toldAt = this.rows.now();
  }

  /** What went wrong inside is for the log, not for the page. */
  private saidOf(error: unknown, otherwise: string): string {
    if (error instanceof Unreadable || error instanceof AssayError) return error.message;
    this.log.error(error);
    return otherwise;
  }
}
