import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Journal, type JournalQueries } from '../../src/journal/index.js';
import { JournalSearch } from '../../src/journal/searching/search.queries.js';
import { JournalTimes } from '../../src/journal/searching/times.queries.js';
import { matching, searchedWords } from '../../src/journal/searching/words.js';
import { system } from '../../src/platform/actor.js';
import type { Database } from '../../src/platform/database/index.js';
import { freshJournal } from './fresh-journal.js';

describe('the journal', () => {
  let fresh: Awaited<ReturnType<typeof freshJournal>>;
  let database: Database;
  let journal: Journal;
  let queries: JournalQueries;

  beforeAll(async () => {
    fresh = await freshJournal();
    ({ database, journal, queries } = fresh);
    for (let n = 0; n < 20; n += 1)
      await database.transaction(async () => record(`v${n}`, 'vendor'));
  });
  afterAll(() => fresh.close());

  const record = (id: string, kind: string) =>
    journal.record(system, `${kind}.added`, { kind, id }, null, { name: id });

  describe('searched for days', () => {
    const on = (day: number) => `2026-12-${String(day).padStart(2, '0')}`;
    const ids = async (filter: object) =>
      (await queries.page(filter)).items.map(({ subject }) => subject.id);

    beforeAll(async () => {
      for (const [id, day] of Object.entries({ d1: 3, d2: 4, d3: 5, d4: 1, d5: 9 })) {
        fresh.clock.set(`${on(day)}T23:59:59.999Z`);
        await database.transaction(async () => record(id, 'day'));
      }
    });

    it('finds those of each day, both included, also where the clock was set back', async () => {
      expect(await ids({ from: on(4), to: on(5) })).toEqual(['d3', 'd2']);
      expect(await ids({ from: on(1), to: on(2) })).toEqual(['d4']);
      expect(await ids({ from: on(4) })).toEqual(['d5', 'd3', 'd2']);
      expect(await ids({ subjectKind: 'day', to: on(3) })).toEqual(['d4', 'd1']);
      expect(await ids({ q: 'day', to: on(3) })).toEqual(['d4', 'd1']);
      expect(await ids({ subjectId: 'd4', to: on(3) })).toEqual(['d4']);
      expect(await ids({ subjectId: 'd4', from: on(2) })).toEqual([]);
      expect(await ids({ from: on(10) })).toEqual([]);
      expect(await ids({ from: on(5), to: on(4) })).toEqual([]);
    });
  });

  describe('searched for words', () => {
    const ada = { kind: 'user', id: 'ada', name: 'Ada Moreau' } as const;
    const found = async (q: string, more: object = {}) =>
      (await queries.page({ q, ...more })).items.map(({ subject }) => subject.id);

    beforeAll(() =>
      database.transaction(async () => {
        const note = (id: string, before: object | null, after: object) =>
          journal.record(ada, 'note.made', { kind: 'note', id }, before, after);
        note('w1', { name: 'Zürich Gateway' }, { name: 'Zürich "Gate" A\\B' });
        note('w2', null, { title: 'Straße 12', nested: [{ reference: 'INC-0042' }] });
        note('w3', null, { name: 'zebra', count: 4711 });
      }),
    );

    it.each([
      ['zurich', ['w1']],
      ['ZÜRICH gateway', ['w1']],
      ['"gate"', ['w1']],
      ['a\\b', ['w1']],
      ['inc-0042 ada', ['w2']],
      ['4711', ['w3']],
      ['zebra zürich', []],
      // Names of fields do not count.
      ['reference', []],
      ['moreau', ['w3', 'w2', 'w1']],
      // What the page says was done, in part or with words of the change.
      ['Note made', ['w3', 'w2', 'w1']],
      ['made zebra', ['w3']],
      ['note.made', ['w3', 'w2', 'w1']],
      ['note unmade', []],
    ])('finds %s', async (q, ids) => expect(await found(q)).toEqual(ids));

    it('beside the other filters, and like none where there is no word', async () => {
      expect(await found('ada', { subjectId: 'w2' })).toEqual(['w2']);
      expect(await found('ada', { actorId: 'nobody' })).toEqual([]);
      expect(await found('  ', { subjectId: 'w2' })).toEqual(['w2']);
    });

    it('page by page, there and back, as if all had been read at once', async () => {
      const { size: last } = await journal.head();
      const whole = (await queries.page({ size: last })).items;
      const words = fc.constantFrom('', 'a', 'vendor', 'p', 'ada', 'assay', 'nowhere');
      const action = fc.constantFrom(undefined, 'vendor.added', 'note.made');
      const actorId = fc.constantFrom(undefined, 'ada', 'system');
      const size = fc.integer({ min: 1, max: 9 });
      const days = [...new Set(whole.map(({ at }) => at.slice(0, 10)))];
      const day = fc.constantFrom(undefined, ...days);
      const period = fc.record({ from: day, to: day });
      const read = fc.record({
        step: fc.integer({ min: 1, max: 7 }),
        turns: fc.integer({ min: 1, max: 5 }),
        block: fc.integer({ min: 1, max: 7 }),
      });
      await fc.assert(
        fc.asyncProperty(
          words,
          action,
          actorId,
          period,
          size,
          read,
          async (q, by, who, days, most, near) => {
            class Near extends JournalSearch {
              protected override readonly step = near.step;
              protected override readonly most = near.step * near.turns;
            }
            class NearTimes extends JournalTimes {
              protected override readonly block = near.block;
            }
            const filter = { q, action: by, actorId: who, ...days, size: most };
            if (!JournalSearch.isFor(filter)) return;
            const isMatch = matching(searchedWords(q));
            const wanted = whole
              .filter(({ action: is }) => by === undefined || is === by)
              .filter(({ actor }) => who === undefined || actor.id === who)
              .filter(({ at }) => days.from === undefined || at.slice(0, 10) >= days.from)
              .filter(({ at }) => days.to === undefined || at.slice(0, 10) <= days.to)
              .filter(({ action: is, subject, actor, before, after }) =>
                isMatch({
                  ...{ action: is, subjectKind: subject.kind },
                  content: JSON.stringify({ actor: actor.name, before, after }),
                }),
              )
              .map(({ seq }) => seq);
            const search = new Near(database, new NearTimes(database, journal));
            const seen: number[] = [];
            let at: string | undefined;
            let end: string | undefined;
            let pages = 0;
            do {
              const page = await search.find({ ...filter, cursor: at });
              seen.push(...page.items);
              end = page.previous;
              at = page.next;
              pages += 1;
              expect(page.items.length).toBeLessThanOrEqual(most);
            } while (at !== undefined);
            expect(seen).toEqual(wanted);
            const last = (await search.find({ ...filter, cursor: end })).items;
            const back = [...last];
            let before = (await search.find({ ...filter, cursor: end })).previous;
            while (before !== undefined && pages < 10_000) {
              const page = await search.find({ ...filter, cursor: before });
              back.unshift(...page.items);
              before = page.previous;
              pages += 1;
            }
            expect(wanted.slice(0, back.length)).toEqual(back);
          },
        ),
        { numRuns: 15 },
      );
    });
  });
});
