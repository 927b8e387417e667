import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { Busy, Conflict, Stale } from '../../../src/platform/errors.js';
import {
  changeVersioned,
  MissingAwait,
  type Database,
} from '../../../src/platform/database/index.js';
import { Note, note, openNotes } from './notes.js';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('the one door to the data', () => {
  let notes: Awaited<ReturnType<typeof openNotes>>;
  let database: Database;

  beforeAll(async () => {
    notes = await openNotes();
    database = notes.database;
  });
  afterAll(() => notes.close());

  const save = (title: string) => database.repository(Note).save(note(title));
  const titles = async (prefix: string) => {
    const rows = await database.repository(Note).find({ order: { title: 'ASC' } });
    return rows.map(({ title }) => title).filter((title) => title.startsWith(prefix));
  };

  it('keeps exactly the right rows when a third of 100 concurrent units of work fail', async () => {
    const units = Array.from({ length: 100 }, (_, index) =>
      database.transaction(async () => {
        await save(`unit-${index}-a`);
        await pause(index % 3);
        await save(`unit-${index}-b`);
        if (index % 3 === 0) throw new Error('wanted');
      }),
    );
    const results = await Promise.allSettled(units);
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(34);
    const kept = Array.from({ length: 100 }, (_, index) => index)
      .filter((index) => index % 3 !== 0)
      .flatMap((index) => [`unit-${index}-a`, `unit-${index}-b`]);
    expect(await titles('unit-')).toEqual(kept.sort());
  });

  it("never loses a stranger's write to somebody else's rollback", async () => {
    const doomed = database.transaction(async () => {
      await save('doomed');
      await pause(30);
      throw new Error('wanted');
    });
    await pause(5);
    const strangers = Array.from({ length: 20 }, (_, index) =>
      database.transaction(() => save(`stranger-${index}`)),
    );
    await expect(doomed).rejects.toThrow('wanted');
    await Promise.all(strangers);
    expect(await titles('stranger-')).toHaveLength(20);
    expect(await titles('doomed')).toEqual([]);
  });

  it.each([
    [0, 0.1],
    [-1, -1e-7],
    [2 ** 31, 1 / 3],
    [Number.MAX_SAFE_INTEGER, 1e21],
  ])('keeps the numbers %d and %d as they are', async (bytes, share) => {
    const title = `numbers-${bytes}`;
    const repository = () => database.repository(Note);
    await database.transaction(() => repository().insert({ ...note(title), bytes: -5, share }));
    await database.transaction(() =>
      changeVersioned(repository(), 'note', { id: title, version: 1 }, { bytes, pinned: true }),
    );
    const [row] = await database.sql<object[]>`
      SELECT bytes, share, pinned, version, CAST(bytes AS text) AS text FROM note WHERE id = ${title}`;
    expect(row).toEqual({ bytes, share, pinned: 1, version: 2, text: String(bytes) });
  });

  it('refuses a write outside a transaction', async () => {
    await expect(save('outside')).rejects.toThrow(/read-?only/i);
    expect(await titles('outside')).toEqual([]);
  });

  it('shows others nothing of an open transaction, and the one inside its own writes', async () => {
    await database.transaction(async () => {
      await save('half-done');
      expect(await titles('half-done')).toEqual(['half-done']);
    });
    const unit = database.transaction(async () => {
      await save('half-done-2');
      await pause(30);
    });
    await pause(10);
    expect(await titles('half-done-2')).toEqual([]);
    await unit;
  });

  it('refuses a missing await, and saves nothing of that unit', async () => {
    let forgotten: Promise<unknown> = Promise.resolve();
    const unit = database.transaction(async () => {
      await save('awaited');
      forgotten = save('forgotten').catch((error: unknown) => error);
    });
    await expect(unit).rejects.toThrow(MissingAwait);
    await forgotten;
    expect(await titles('awaited')).toEqual([]);
    expect(await titles('forgotten')).toEqual([]);
  });

  it('puts queries that are made at once to its connection one by one', async () => {
    const client = pg.Client.prototype as { query(...given: unknown[]): Promise<unknown> };
    const { query } = client;
    const asked = new Map<unknown, number>();
    let most = 0;
    client.query = async function (...given) {
      const now = (asked.get(this) ?? 0) + 1;
      asked.set(this, now);
      most = Math.max(most, now);
      try {
        return await query.apply(this, given);
      } finally {
        asked.set(this, (asked.get(this) ?? 0) - 1);
      }
    };
    try {
      const found = await database.transaction(() =>
        Promise.all([1, 2, 3].map((one) => database.sql<object[]>`SELECT ${one} AS found`)),
      );
      expect(found.flat()).toHaveLength(3);
    } finally {
      client.query = query;
    }
    expect(most).toBe(process.env['TEST_DATABASE_URL'] ? 1 : 0);
  });

  it('refuses use after the end', async () => {
    let late: () => Promise<unknown> = async () => undefined;
    await database.transaction(async () => {
      const repository = database.repository(Note);
      late = () => repository.save(note('late'));
    });
    await expect(late()).rejects.toThrow(MissingAwait);
    expect(await titles('late')).toEqual([]);
  });

  it('joins a transaction that is open, and undoes all when a joined part failed', async () => {
    const unit = database.transaction(async () => {
      await save('outer');
      await database
        .transaction(async () => {
          await save('inner');
          throw new Error('inner failed');
        })
        .catch(() => undefined);
    });
    await expect(unit).rejects.toThrow('inner failed');
    expect(await titles('outer')).toEqual([]);
    expect(await titles('inner')).toEqual([]);
  });

  it('runs tasks before the commit inside it, and after the commit only when it was saved', async () => {
    const ran: string[] = [];
    await database.transaction(async () => {
      const flush = async (collected: string[]) => void (await save(collected.join(' ')));
      database.beforeCommit('key', 'before', flush);
      database.beforeCommit('key', 'commit', flush);
      database.afterCommit(async () => {
        expect(database.inTransaction).toBe(false);
        ran.push(...(await titles('before commit')));
      });
    });
    const failing = database.transaction(async () => {
      database.afterCommit(() => void ran.push('never'));
      throw new Error('wanted');
    });
    await expect(failing).rejects.toThrow('wanted');
    await pause(10);
    expect(ran).toEqual(['before commit']);
  });

  it('reports a failing task after the commit without undoing what was saved', async () => {
    await database.transaction(async () => {
      await save('kept');
      database.afterCommit(() => Promise.reject(new Error('too late')));
    });
    await pause(10);
    expect(notes.errors.map(String)).toContain('Error: too late');
    expect(await titles('kept')).toEqual(['kept']);
  });

  it('tells a doublet as a conflict', async () => {
    await database.transaction(() => save('one'));
    const again = database.transaction(() => database.repository(Note).insert(note('one')));
    await expect(again).rejects.toThrow(Conflict);
  });

  it('lets one of two simultaneous changes win', async () => {
    await database.transaction(() => save('contested'));
    const read = await database.repository(Note).findOneByOrFail({ id: 'contested' });
    const change = (labels: string[]) =>
      database.transaction(() =>
        changeVersioned(database.repository(Note), 'note', read, { labels }),
      );
    const results = await Promise.allSettled([change(['a']), change(['b'])]);
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(1);
    expect(refused[0]?.reason).toBeInstanceOf(Stale);
    const after = await database.repository(Note).findOneByOrFail({ id: 'contested' });
    expect(after.version).toBe(2);
  });

  it('reads every column kind as it was written', async () => {
    const readAt = new Date('2028-02-29T23:59:59.999Z');
    const written = { ...note('kinds'), readAt, labels: ['é', '"'], pinned: false };
    await database.transaction(() => database.repository(Note).insert(written));
    expect(await database.repository(Note).findOneByOrFail({ id: 'kinds' })).toEqual(written);
    const [raw] = await database.sql<
      object[]
    >`SELECT read_at, labels, pinned FROM note WHERE id = ${'kinds'}`;
    expect(raw).toEqual({ read_at: readAt.toISOString(), labels: '["é","\\""]', pinned: 0 });
  });
});

describe('a line that is too long', () => {
  it('sends the waiting away with Busy and lets the next in afterwards', async () => {
    const notes = await openNotes(40);
    const counters = process.env['TEST_DATABASE_URL'] ? 10 : 1;
    const holding = Array.from({ length: counters }, () =>
      notes.database.transaction(() => pause(120)),
    );
    const refused = notes.database.transaction(() =>
      notes.database.repository(Note).save(note('x')),
    );
    await expect(refused).rejects.toThrow(Busy);
    await Promise.all(holding);
    await notes.database.transaction(() => notes.database.repository(Note).save(note('y')));
    expect(await notes.database.repository(Note).count()).toBe(1);
    await notes.close();
  });
});
