import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { migrations } from '../../migrations/index.js';
import { verifyJournal } from '../../src/journal/index.js';
import { Journal } from '../../src/journal/journal.service.js';
import { detailHashOf, hashOf } from '../../src/journal/chain.js';
import { system } from '../../src/platform/actor.js';
import { openDatabase } from '../../src/platform/database/index.js';
import { TestClock } from '../support/clock.js';

const entries = 12;

/** Somebody with the database file and time: the triggers do not stop them, the chain shows them. */
describe('a journal file that somebody changed', () => {
  let place: string;
  let original: string;
  let copies = 0;

  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'assay-tampering-'));
    original = join(place, 'original');
    const { database, close } = await openDatabase(
      { folder: original, migrations },
      { report: () => {} },
    );
    const journal = new Journal(database, new TestClock());
    for (let at = 1; at <= entries; at += 1) {
      await database.transaction(async () => {
        journal.record(
          system,
          'vendor.changed',
          { kind: 'vendor', id: `v${at}` },
          { tier: at },
          { tier: at + 1 },
        );
      });
    }
    await close();
  });
  afterAll(() => rmSync(place, { recursive: true, force: true }));

  const problemsAfter = async (tamper: (file: Sqlite.Database) => void): Promise<string[]> => {
    const folder = join(place, `copy-${(copies += 1)}`);
    cpSync(original, folder, { recursive: true });
    const file = new Sqlite(join(folder, 'assay.sqlite'));
    file.pragma('foreign_keys = OFF');
    const triggers = file
      .prepare<[], { name: string }>(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'journal%'",
      )
      .all();
    for (const { name } of triggers) file.exec(`DROP TRIGGER ${name}`);
    tamper(file);
    file.close();
    const { database, close } = await openDatabase({ folder, migrations }, { report: () => {} });
    try {
      return (await verifyJournal(database)).problems;
    } finally {
      await close();
    }
  };

  it('is in order as long as nobody does', async () => {
    expect(await problemsAfter(() => undefined)).toEqual([]);
  });

  it.each([
    ['at', '2020-01-01T00:00:00.000Z'],
    ['actor_kind', 'user'],
    ['actor_id', 'somebody'],
    ['action', 'vendor.removed'],
    ['subject_kind', 'finding'],
    ['subject_id', 'v99'],
    ['detail_hash', '0'.repeat(64)],
    ['previous_hash', '0'.repeat(64)],
    ['hash', '0'.repeat(64)],
  ])('is found out by a changed %s', async (column, value) => {
    const problems = await problemsAfter((file) => {
      file.prepare(`UPDATE journal_entry SET ${column} = ? WHERE seq = 5`).run(value);
    });
    expect(problems.join(' ')).toMatch(/Entry [56] /);
  });

  it.each([1, 5, entries])('is found out by entry %i missing', async (seq) => {
    const problems = await problemsAfter((file) => {
      file.exec(`DELETE FROM journal_entry WHERE seq = ${seq}`);
    });
    expect(problems).not.toEqual([]);
  });

  it('is found out by entries cut off at the end', async () => {
    const problems = await problemsAfter((file) => {
      file.exec('DELETE FROM journal_entry WHERE seq > 8');
    });
    expect(problems.join(' ')).toMatch(/head speaks of 12 entries/);
  });

  it('is found out by a head set back without its entries', async () => {
    const problems = await problemsAfter((file) => {
      file.exec('UPDATE journal_head SET size = 8');
    });
    expect(problems.join(' ')).toMatch(/head speaks of 8 entries/);
  });

  it('is found out by a journal without a head', async () => {
    const problems = await problemsAfter((file) => {
      file.exec('DELETE FROM journal_head');
    });
    expect(problems.join(' ')).toMatch(/head speaks of no entries/);
  });

  it('is found out by two entries that changed places', async () => {
    const problems = await problemsAfter((file) => {
      file.exec(`UPDATE journal_entry SET seq = 99 WHERE seq = 4;
        UPDATE journal_entry SET seq = 4 WHERE seq = 5;
        UPDATE journal_entry SET seq = 5 WHERE seq = 99`);
    });
    expect(problems.join(' ')).toMatch(/Entry 4/);
  });

  it('is found out by a detail that says something else', async () => {
    const problems = await problemsAfter((file) => {
      file.exec(
        `UPDATE journal_detail SET content = replace(content, '"tier":5', '"tier":1') WHERE seq = 5`,
      );
    });
    expect(problems).toEqual(['What entry 5 says of before and after was changed.']);
  });

  it('is found out by an entry rewritten with a fitting hash of its own', async () => {
    const problems = await problemsAfter((file) => {
      const row = file.prepare('SELECT * FROM journal_entry WHERE seq = 5').get() as Record<
        string,
        string
      >;
      const content = JSON.stringify({ actor: 'Assay', before: { tier: 1 }, after: { tier: 1 } });
      const detailHash = detailHashOf('salt', content);
      const hash = hashOf({
        seq: 5,
        at: String(row['at']),
        actorKind: String(row['actor_kind']),
        actorId: String(row['actor_id']),
        action: String(row['action']),
        subjectKind: String(row['subject_kind']),
        subjectId: String(row['subject_id']),
        detailHash,
        previousHash: String(row['previous_hash']),
      });
      file
        .prepare('UPDATE journal_entry SET detail_hash = ?, hash = ? WHERE seq = 5')
        .run(detailHash, hash);
      file
        .prepare("UPDATE journal_detail SET content = ?, salt = 'salt' WHERE seq = 5")
        .run(content);
    });
    expect(problems).toEqual(['Entry 6 does not follow the one before it.']);
  });

  it('is in order when a detail was purged: the chain holds only its hash', async () => {
    expect(
      await problemsAfter((file) => void file.exec('DELETE FROM journal_detail WHERE seq = 5')),
    ).toEqual([]);
  });
});
