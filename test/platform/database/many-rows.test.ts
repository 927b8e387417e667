import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Conflict } from '../../../src/platform/errors.js';
import type { Database } from '../../../src/platform/database/index.js';
import { Note, note, openNotes } from './notes.js';

const columns = ['id', 'title', 'read_at', 'labels', 'pinned', 'version'];
const rows = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, at) => {
    const title = `${prefix}-${at}`;
    return [title, title, null, at % 2 ? '["odd"]' : null, at % 3 === 0 ? 1 : null, at];
  });

describe('many rows at once', () => {
  let notes: Awaited<ReturnType<typeof openNotes>>;
  let database: Database;

  beforeAll(async () => {
    notes = await openNotes();
    database = notes.database;
  });
  afterAll(() => notes.close());

  const insert = (prefix: string, count: number, then?: string) =>
    database.insertRows('note', columns, rows(prefix, count), then);
  const count = async (prefix: string) => {
    const [row] = await database.sql<{ n: number }[]>`
      SELECT count(*) AS n FROM note WHERE id LIKE ${`${prefix}-%`}`;
    return Number(row?.n);
  };

  it('are all there once the transaction is, each with its own values', async () => {
    await database.transaction(() => insert('large', 12_345));
    expect(await count('large')).toBe(12_345);
    const kept = await database.repository(Note).findOneByOrFail({ id: 'large-12339' });
    expect(kept).toEqual({
      ...note('large-12339'),
      labels: ['odd'],
      pinned: true,
      version: 12_339,
    });
  });

  it('are none where it is undone, whatever has reached the disk by then', async () => {
    const undone = database.transaction(async () => {
      await insert('undone', 12_345);
      throw new Conflict('wanted');
    });
    await expect(undone).rejects.toThrow('wanted');
    expect(await count('undone')).toBe(0);
    const clash = database.transaction(() => insert('large', 12_345));
    await expect(clash).rejects.toThrow();
    expect(await count('large')).toBe(12_345);
  });

  it('let others read and write as before, and the next large one follow at once', async () => {
    const one = database.transaction(() => insert('first', 9_000));
    const other = database.transaction(() => insert('second', 9_000));
    const small = database.transaction(() => database.repository(Note).insert(note('small-1')));
    await Promise.all([one, other, small]);
    expect(await Promise.all(['first', 'second', 'small'].map(count))).toEqual([9_000, 9_000, 1]);
    expect(notes.errors).toEqual([]);
  });

  it('may come in several transactions, while others write and whether or not the last one is saved', async () => {
    const several = async () => {
      for (const prefix of ['part-1', 'part-2', 'part-3']) {
        await database.transaction(() => insert(prefix, 3_000));
      }
      await database.transaction(() => insert('part-1', 3_000));
    };
    const much = database.writingMuch(several);
    const large = database.transaction(() => insert('meanwhile', 9_000));
    await expect(much).rejects.toThrow(Conflict);
    await large;
    await database.writingMuch(() => database.transaction(() => insert('after', 1)));
    const counts = await Promise.all(['part', 'meanwhile', 'after'].map(count));
    expect(counts).toEqual([9_000, 9_000, 1]);
    expect(notes.errors).toEqual([]);
  });

  it('may have some values in common, which are given once', async () => {
    const titles = Array.from({ length: 450 }, (_, at) => [`shared-${at}`, `of ${at}`]);
    const shared = { labels: '["same"]', read_at: null, pinned: 1, version: 7 };
    await database.transaction(() =>
      database.insertRows('note', ['id', 'title'], titles, '', shared),
    );
    expect(await count('shared')).toBe(450);
    const kept = await database.repository(Note).findOneByOrFail({ id: 'shared-449' });
    const ofAll = { labels: ['same'], readAt: null, pinned: true, version: 7 };
    expect(kept).toEqual({ ...note('shared-449'), title: 'of 449', ...ofAll });
  });

  it('say how many were new', async () => {
    await database.transaction(async () => {
      await insert('some', 3);
      expect(await insert('some', 5, 'ON CONFLICT (id) DO NOTHING')).toBe(2);
      expect(await insert('other', 450, 'ON CONFLICT (id) DO NOTHING')).toBe(450);
    });
  });

  it('are written in a transaction only', async () => {
    await expect(insert('outside', 1)).rejects.toThrow(/inside database.transaction/);
    expect(await count('outside')).toBe(0);
  });
});
