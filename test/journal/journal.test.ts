import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Journal, type JournalQueries, verifyJournal } from '../../src/journal/index.js';
import { JournalEntry } from '../../src/journal/journal-entry.entity.js';
import { system } from '../../src/platform/actor.js';
import type { Database } from '../../src/platform/database/index.js';
import { Invalid } from '../../src/platform/errors.js';
import { TestClock } from '../support/clock.js';
import { freshJournal } from './fresh-journal.js';

describe('the journal', () => {
  let fresh: Awaited<ReturnType<typeof freshJournal>>;
  let database: Database;
  let journal: Journal;
  let queries: JournalQueries;

  beforeAll(async () => {
    fresh = await freshJournal();
    ({ database, journal, queries } = fresh);
  });
  afterAll(() => fresh.close());

  const record = (id: string, kind = 'vendor', action = 'vendor.added') =>
    journal.record(system, action, { kind, id }, null, { name: id });

  it('is one unbroken chain after 30 transactions at once, a third of them undone', async () => {
    const before = (await journal.head()).size;
    const work = Array.from({ length: 30 }, (_, index) =>
      database.transaction(async () => {
        record(`c${index}`);
        await new Promise((resolve) => setTimeout(resolve, index % 4));
        record(`c${index}`, 'vendor', 'vendor.changed');
        if (index % 3 === 0) throw new Error('wanted');
      }),
    );
    const results = await Promise.allSettled(work);
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(10);
    const verdict = await verifyJournal(database);
    expect(verdict.problems).toEqual([]);
    expect(verdict.entries - before).toBe(40);
    expect(await journal.head()).toEqual({ size: verdict.entries, hash: verdict.hash });
  });

  it('goes on from where the chain is, whoever wrote last and whatever was undone after it was appended', async () => {
    const another = new Journal(database, new TestClock());
    const before = (await journal.head()).size;
    const one = (by: Journal, undone: boolean) =>
      database.transaction(async () => {
        by.record(system, 'vendor.added', { kind: 'vendor', id: 'turns' }, null, {});
        const last = () => (undone ? Promise.reject(new Error('wanted')) : Promise.resolve());
        database.beforeCommit('after the journal', 1, last);
      });
    const inTurn = [true, false, false, true, true, false].flatMap((undone) =>
      [journal, another, journal].map((by) => ({ by, undone })),
    );
    for (const { by, undone } of inTurn) await one(by, undone).catch(() => undefined);
    await Promise.allSettled(inTurn.map(({ by, undone }) => one(by, undone)));
    const verdict = await verifyJournal(database);
    expect(verdict.problems).toEqual([]);
    expect(verdict.entries - before).toBe(18);
  });

  it('keeps the entries of one transaction together', async () => {
    await Promise.all(
      ['x', 'y'].map((id) =>
        database.transaction(async () => {
          record(id);
          await new Promise((resolve) => setTimeout(resolve, 2));
          record(id);
        }),
      ),
    );
    const { items } = await queries.page({ size: 4 });
    expect(items.map(({ subject }) => subject.id).join('')).toMatch(/^(xxyy|yyxx)$/);
  });

  it('refuses to be written outside a transaction', () => {
    expect(() => record('nobody')).toThrow(/inside database.transaction/);
  });

  it.each(['UPDATE journal_entry SET action = action', 'DELETE FROM journal_entry'])(
    '[ASVS 16.4.2] the database itself refuses: %s',
    async (statement) => {
      const { entries } = await verifyJournal(database);
      const parts = Object.assign([statement], { raw: [statement] });
      const change = database.transaction(() => database.sql(parts));
      await expect(change).rejects.toThrow(/append-only/);
      expect(await verifyJournal(database)).toMatchObject({ entries, problems: [] });
    },
  );

  it('refuses the same for one row through its repository', async () => {
    const entries = () => database.repository(JournalEntry);
    await expect(database.transaction(() => entries().delete({ seq: 1 }))).rejects.toThrow(
      /append-only/,
    );
    await expect(
      database.transaction(() => entries().update({ seq: 1 }, { action: 'nothing' })),
    ).rejects.toThrow(/append-only/);
  });

  it('is read in pages, newest first, forwards and back, without a gap', async () => {
    await database.transaction(async () => {
      for (let at = 1; at <= 7; at += 1) record(`p${at}`, 'page');
    });
    const filter = { subjectKind: 'page', size: 3 };
    const ids = (page: { items: { subject: { id: string } }[] }) =>
      page.items.map(({ subject }) => subject.id);
    const first = await queries.page(filter);
    expect(ids(first)).toEqual(['p7', 'p6', 'p5']);
    const second = await queries.page({ ...filter, cursor: first.next });
    expect(ids(second)).toEqual(['p4', 'p3', 'p2']);
    const third = await queries.page({ ...filter, cursor: second.next });
    expect(ids(third)).toEqual(['p1']);
    expect(third.next).toBeUndefined();
    expect(ids(await queries.page({ ...filter, cursor: third.previous }))).toEqual([
      'p4',
      'p3',
      'p2',
    ]);
    expect(first.previous).toBeUndefined();
  });

  it.each([
    ['["after","abc","1"]'],
    ['["after",1.5,"1"]'],
    ['["after",99999999999999,"1"]'],
    ['["after",1,"x"]'],
    ['nonsense'],
  ])('refuses the page %s', async (text) => {
    const cursor = Buffer.from(text).toString('base64url');
    await expect(queries.page({ cursor })).rejects.toThrow(Invalid);
  });

  it('narrows by kind, thing, person and action', async () => {
    await database.transaction(async () => {
      record('one', 'finding', 'finding.raised');
      record('one', 'finding', 'finding.closed');
      journal.record(
        { kind: 'user', id: 'ada', name: 'Ada' },
        'finding.raised',
        { kind: 'finding', id: 'two' },
        null,
        {},
      );
    });
    const seen = async (filter: object) =>
      (await queries.page(filter)).items.map(({ action, subject }) => `${subject.id} ${action}`);
    expect(await seen({ subjectKind: 'finding', subjectId: 'one' })).toEqual([
      'one finding.closed',
      'one finding.raised',
    ]);
    expect(await seen({ actorId: 'ada' })).toEqual(['two finding.raised']);
    expect(await seen({ action: 'finding.closed' })).toEqual(['one finding.closed']);
    expect(await seen({ action: "x' OR 1=1 --" })).toEqual([]);
  });
});
