import type { EntityManager, QueryRunner } from 'typeorm';
import { Turns } from '../turns.js';
import type { Ask } from './direct.js';

/** A query was made after its transaction had ended: an `await` is missing. */
export class MissingAwait extends Error {
  constructor() {
    super(
      'A query was made after its transaction had ended: an await is missing. Nothing was saved.',
    );
  }
}

interface Collected<T> {
  items: T[];
  flush: (items: T[]) => Promise<void>;
}

/** One transaction while it is open: its manager, and what is to happen around its commit. */
export class UnitOfWork {
  readonly runner: QueryRunner;
  private readonly owner: QueryRunner;
  readonly manager: EntityManager;
  readonly beforeCommit = new Map<unknown, Collected<unknown>>();
  readonly afterCommit: (() => void | Promise<void>)[] = [];
  doomedBy: unknown;
  /** How many were written many at a time. */
  rows = 0;
  /** One connection answers one query at a time: those that are made at once are put to it one by one. */
  private readonly line = new Turns(1);
  private open = true;
  private running = 0;
  private missed = false;

  constructor(
    runner: QueryRunner,
    private readonly direct: Ask | undefined,
    /** Its commit does not ask the disk for its word. */
    readonly syncsAfter = false,
  ) {
    this.runner = this.guard(runner);
    this.owner = Object.assign(Object.create(this.runner) as QueryRunner, {
      query: runner.query.bind(this.runner),
    });
    this.manager = runner.connection.createEntityManager(this.runner);
    Object.assign(this.runner, { manager: this.manager });
  }

  async begin(): Promise<void> {
    if (!this.direct) return this.runner.startTransaction();
    // TypeORM begins deferred; an immediate lock makes a clash visible here instead of at the first write.
    this.direct('BEGIN IMMEDIATE', []);
    Object.assign(this.runner, { isTransactionActive: true, transactionDepth: 1 });
  }

  assertOpen(): void {
    if (this.open) return;
    this.missed = true;
    throw new MissingAwait();
  }

  /** Waits one round of the event loop, so that a query nobody awaited shows itself before the commit. */
  async settle(): Promise<void> {
    this.open = false;
    await new Promise((resolve) => setImmediate(resolve));
    if (this.missed || this.running > 0) throw new MissingAwait();
  }

  async commit(): Promise<void> {
    if (this.direct) this.direct('COMMIT', []);
    else await this.owner.commitTransaction();
    Object.assign(this.runner, { isTransactionActive: false });
  }

  /** Undoes everything; a stray query cannot slip in behind it, since only the owner's statements pass by now. */
  async rollback(): Promise<void> {
    this.open = false;
    if (!this.runner.isTransactionActive) return;
    await this.owner.rollbackTransaction();
    Object.assign(this.runner, { isTransactionActive: false });
  }

  private guard(runner: QueryRunner): QueryRunner {
    const guarded = Object.create(runner) as QueryRunner;
    const query = runner.query as (...args: unknown[]) => Promise<unknown>;
    const ask = async (...args: unknown[]): Promise<unknown> => {
      this.assertOpen();
      this.running += 1;
      try {
        return await this.line.take(() => {
          this.assertOpen();
          return query.apply(guarded, args);
        });
      } finally {
        this.running -= 1;
      }
    };
    return Object.assign(guarded, { query: ask });
  }
}
