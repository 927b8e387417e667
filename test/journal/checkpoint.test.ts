import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Journal, verifyJournal, type JournalHead } from '../../src/journal/index.js';
import { system } from '../../src/platform/actor.js';
import { startAssay, type TestAssay } from '../support/app.js';

describe('a checkpoint that was kept elsewhere', () => {
  let assay: TestAssay;
  let kept: JournalHead;

  beforeAll(async () => {
    assay = await startAssay();
    const journal = assay.app.get(Journal);
    const note = (id: string) =>
      assay.database.transaction(async () =>
        journal.record(system, 'thing.noted', { kind: 'thing', id }, null, { id }),
      );
    await note('a');
    kept = await journal.head();
    await note('b');
  });
  afterAll(() => assay.close());

  it('is met by the journal that gave it, also by the beginning of its hash', async () => {
    expect((await verifyJournal(assay.database, kept)).problems).toEqual([]);
    const short = { ...kept, hash: kept.hash.slice(0, 12) };
    expect((await verifyJournal(assay.database, short)).problems).toEqual([]);
  });

  it('is no matter of what is written while the journal is read', async () => {
    const journal = assay.app.get(Journal);
    const { database } = assay;
    let asked = 0;
    /** The same door, with somebody writing between the first look and the next. */
    const busy = Object.assign(Object.create(database) as typeof database, {
      sql: async (strings: TemplateStringsArray, ...values: unknown[]) => {
        const answer = await database.sql(strings, ...values);
        asked += 1;
        if (asked === 1) {
          await database.transaction(async () =>
            journal.record(system, 'thing.noted', { kind: 'thing', id: 'c' }, null, { id: 'c' }),
          );
        }
        return answer;
      },
    });
    expect((await verifyJournal(busy, kept)).problems).toEqual([]);
    expect(asked).toBeGreaterThan(1);
  });

  it('shows a rewritten and a shortened journal', async () => {
    const other = { ...kept, hash: 'f'.repeat(64) };
    expect((await verifyJournal(assay.database, other)).problems.join()).toMatch(/rewritten/);
    const longer = { ...kept, size: 1_000 };
    expect((await verifyJournal(assay.database, longer)).problems.join()).toMatch(/removed/);
  });
});
