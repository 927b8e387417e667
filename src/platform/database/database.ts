import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate } from 'node:timers/promises';
import type { DataSource, EntityManager, EntityTarget, ObjectLiteral, Repository } from 'typeorm';
import { Turns } from '../turns.js';
import { directly, type Ask, type Named } from './direct.js';
import { LargeWrites } from './large-writes.js';
import { insertOf, Sql } from './sql.js';
import { translated } from './translate.js';
import { UnitOfWork } from './unit-of-work.js';
import type { Sources } from './data-sources.js';

const rowsAtOnce = 200;
/** A change that gives back rows: here the driver puts them first, and the number of them second. */
const changing = /^\s*(UPDATE|DELETE)\b[\s\S]*\bRETURNING\b/i;
/** More than so many rows in one transaction are written as a large one. */
const manyRows = 4_000;

/** The only door to the data: read anywhere, write only inside `transaction`. */
export class Database {
  private readonly ambient = new AsyncLocalStorage<UnitOfWork>();
  private readonly writer: DataSource;
  private readonly reader: DataSource;
  private readonly turns: Turns;
  private readonly direct: { reader: Ask | undefined; writer: Ask | undefined };
  private readonly place: (number: number) => string;
  private readonly placeByName: (name: string, number: number) => string;
  private readonly large: LargeWrites | undefined;

  constructor(
    sources: Sources,
    private readonly report: (error: unknown) => void,
    patienceMs = 5_000,
  ) {
    this.writer = sources.writer;
    this.reader = sources.reader;
    const isServer = sources.writer.options.type === 'postgres';
    this.place = isServer ? (number) => `$${number}` : () => '?';
    this.placeByName = isServer ? (_, number) => `$${number}` : (name) => `@${name}`;
    this.direct = { reader: directly(sources.reader), writer: directly(sources.writer) };
    this.large = LargeWrites.of(sources.writer, report);
    this.turns = new Turns(sources.counters, patienceMs);
  }

  /**
   * Runs `work` as one unit: all of it is saved or none. Inside another transaction it joins that one, and
   * an error thrown by the joined part undoes the whole.
   */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    const current = this.ambient.getStore();
    return current ? this.join(current, work) : this.begin(work);
  }

  /** Inside a transaction its repository; outside one that can only read. */
  repository<T extends ObjectLiteral>(entity: EntityTarget<T>): Repository<T> {
    return this.manager().getRepository(entity);
  }

  /** One SQL statement with bound values: database.sql`SELECT … WHERE id = ${id}`; pieces made by sql`…` can stand in it. */
  async sql<T>(strings: TemplateStringsArray, ...parts: unknown[]): Promise<T> {
    const { text, values } = new Sql(strings, parts).write(this.place);
    const unit = this.ambient.getStore();
    unit?.assertOpen();
    const ask = unit ? this.direct.writer : this.direct.reader;
    if (ask) return ask(text, values) as T;
    const answer = await translated(this.manager().query<unknown>(text, values));
    return (changing.test(text) && Array.isArray(answer) ? answer[0] : answer) as T;
  }

  /** Inside a transaction: the same for an UPDATE or a DELETE that returns nothing; gives how many rows it met. */
  async affected(strings: TemplateStringsArray, ...parts: unknown[]): Promise<number> {
    const unit = this.mustBeInside();
    const { text, values } = new Sql(strings, parts).write(this.place);
    return this.write(unit, text, values);
  }

  /**
   * Inside a transaction: writes many rows, a few hundred at a time, so that others are heard in between. Each has a value, or
   * null, for every column; `shared` are the columns that have the same value in all of them. `then` goes on after the values,
   * such as `ON CONFLICT …`. Gives how many were written.
   */
  async insertRows(
    table: string,
    columns: readonly string[],
    rows: readonly (readonly unknown[])[],
    then = '',
    shared: Named = {},
  ): Promise<number> {
    const unit = this.mustBeInside();
    const insert = { table, columns, shared: Object.keys(shared), then };
    let written = 0;
    for (let from = 0; from < rows.length; from += rowsAtOnce) {
      if (from > 0) await setImmediate();
      const some = rows.length <= rowsAtOnce ? rows : rows.slice(from, from + rowsAtOnce);
      const sync = this.writes(unit, some.length);
      if (sync) await sync;
      unit.assertOpen();
      const text = insertOf(insert, some.length, this.place, this.placeByName);
      const values: unknown[] = [];
      for (const row of some) for (const value of row) values.push(value);
      written += await this.write(
        unit,
        text,
        values,
        insert.shared.length > 0 ? shared : undefined,
      );
    }
    return written;
  }

  /** Gives how many rows it met. */
  private async write(
    unit: UnitOfWork,
    text: string,
    values: unknown[],
    named?: Named,
  ): Promise<number> {
    const ask = this.direct.writer;
    if (ask) return (ask(text, values, named) as { changes: number }).changes;
    const all = named ? [...values, ...Object.values(named)] : values;
    return (await translated(unit.runner.query(text, all, true))).affected ?? 0;
  }

  /** Runs `work`, whose transactions together write much: nobody waits while what they wrote is put into its place. */
  async writingMuch<T>(work: () => Promise<T>): Promise<T> {
    this.large?.begin();
    try {
      return await work();
    } finally {
      this.large?.end();
    }
  }

  /** What to wait for, if anything, before so many more are written. */
  private writes(unit: UnitOfWork, rows: number): Promise<void> | undefined {
    const before = unit.rows;
    unit.rows += rows;
    if (before <= manyRows && unit.rows > manyRows) this.large?.begin();
    const turn = Math.floor(unit.rows / manyRows) > Math.floor(before / manyRows);
    return turn && !unit.syncsAfter ? this.large?.sync() : undefined;
  }

  /** Inside a transaction: nobody else changes these rows, or holds them, until the transaction ends. */
  async hold(table: string, ...ids: string[]): Promise<void> {
    // Without keeping others from writing rows that name these, so that two who did so before never wait for each other.
    await this.lock('FOR NO KEY UPDATE', table, ids);
  }

  /** The same, and nobody else writes rows that name these either; waits for whoever has done so. */
  async holdAlone(table: string, ...ids: string[]): Promise<void> {
    await this.lock('FOR UPDATE', table, ids);
  }

  private async lock(how: string, table: string, ids: readonly string[]): Promise<void> {
    const unit = this.mustBeInside();
    // One writer at a time holds everything already.
    if (this.isOnlyWriter) return;
    // In one order, so that two who hold several never wait for each other.
    const rows = `SELECT 1 FROM "${table}" WHERE id = ANY($1) ORDER BY id ${how}`;
    await unit.manager.query(rows, [ids]);
  }

  /** Whether no other process can be writing: what says that something is under way there is left over from one that is gone. */
  get isOnlyWriter(): boolean {
    return this.direct.writer !== undefined;
  }

  get inTransaction(): boolean {
    return this.ambient.getStore() !== undefined;
  }

  /** Collects items under `key` and hands them all to `flush` as the last thing inside the open transaction. */
  beforeCommit<T>(key: unknown, item: T, flush: (items: T[]) => Promise<void>): void {
    const { beforeCommit } = this.mustBeInside();
    const collected = beforeCommit.get(key);
    if (collected) collected.items.push(item);
    else
      beforeCommit.set(key, { items: [item], flush: flush as (items: unknown[]) => Promise<void> });
  }

  /** Runs `task` once the open transaction is saved and its turn given back; never when it is undone. */
  afterCommit(task: () => void | Promise<void>): void {
    this.mustBeInside().afterCommit.push(task);
  }

  async ping(): Promise<void> {
    await this.reader.query('SELECT 1');
  }

  async close(): Promise<void> {
    await this.turns.take(async () => {
      await this.large?.idle();
      await this.reader.destroy();
      await this.writer.destroy();
    });
  }

  private manager(): EntityManager {
    const unit = this.ambient.getStore();
    if (!unit) return this.reader.manager;
    unit.assertOpen();
    return unit.manager;
  }

  private mustBeInside(): UnitOfWork {
    const unit = this.ambient.getStore();
    if (!unit) throw new Error('This is only possible inside database.transaction().');
    unit.assertOpen();
    return unit;
  }

  private async join<T>(unit: UnitOfWork, work: () => Promise<T>): Promise<T> {
    unit.assertOpen();
    try {
      return await work();
    } catch (error) {
      unit.doomedBy ??= error;
      throw error;
    }
  }

  private async begin<T>(work: () => Promise<T>): Promise<T> {
    const after: UnitOfWork['afterCommit'] = [];
    const result = await this.turns.take(() => translated(this.runUnit(work, after)));
    this.ambient.exit(() => this.runAfter(after));
    return result;
  }

  private async runUnit<T>(work: () => Promise<T>, after: UnitOfWork['afterCommit']): Promise<T> {
    const runner = this.writer.createQueryRunner();
    const unit = new UnitOfWork(runner, this.direct.writer, this.large?.ready());
    await unit.begin();
    try {
      const result = await this.ambient.run(unit, async () => {
        const done = await work();
        if (unit.doomedBy !== undefined) throw unit.doomedBy as Error;
        for (const { items, flush } of unit.beforeCommit.values()) await flush(items);
        return done;
      });
      await unit.settle();
      if (!unit.syncsAfter && unit.rows > manyRows) await this.large?.sync();
      await unit.commit();
      if (unit.syncsAfter) await this.large?.sync();
      after.push(...unit.afterCommit);
      return result;
    } catch (error) {
      await this.undo(unit);
      throw error;
    } finally {
      if (unit.rows > manyRows) this.large?.end();
      await unit.runner.release();
    }
  }

  private async undo(unit: UnitOfWork): Promise<void> {
    try {
      await unit.rollback();
    } catch (error) {
      this.report(error);
    }
  }

  private runAfter(tasks: UnitOfWork['afterCommit']): void {
    for (const task of tasks) {
      void (async () => task())().catch((error: unknown) => this.report(error));
    }
  }
}
