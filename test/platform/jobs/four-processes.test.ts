import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { migrations } from '../../../migrations/index.js';
import { openDatabase } from '../../../src/platform/database/index.js';
import { newId } from '../../../src/platform/ids.js';
import { Child } from '../../support/child.js';
import { freshPlace, type TestPlace } from '../../support/place.js';

const script = new URL('./working-process.ts', import.meta.url);
/** One SQLite file has one writing process. */
const onServer = process.env['TEST_DATABASE_URL'] ? describe : describe.skip;
const items = 500;
const sevenMinutes = 7 * 60_000;

onServer('four processes on one table of jobs [case 17]', () => {
  let place: TestPlace;
  let client: pg.Client;
  const children: Child[] = [];

  beforeEach(async () => {
    place = await freshPlace();
    const opened = await openDatabase(
      { folder: place.folder, databaseUrl: place.databaseUrl, migrations },
      { report: () => undefined },
    );
    await opened.close();
    // Counts arrive as numbers from here on: opening the database says so to the driver.
    client = new pg.Client({ connectionString: place.databaseUrl });
    await client.connect();
    await client.query('CREATE TABLE outcome (number INTEGER NOT NULL, process INTEGER NOT NULL)');
    const now = new Date().toISOString();
    for (let number = 0; number < items; number += 1) {
      await client.query(
        `INSERT INTO job (id, kind, payload, state, attempts, due_at, created_at)
         VALUES ($1, 'test.item', $2, 'waiting', 0, $3, $3)`,
        [newId(), JSON.stringify({ number }), now],
      );
    }
  });
  afterEach(async () => {
    for (const child of children.splice(0)) await child.kill();
    await client.end();
    await place.remove();
  });

  const start = (aheadMs: number, workMs: number): Child => {
    const environment = { ASSAY_DATA: place.folder, ASSAY_DATABASE_URL: place.databaseUrl };
    const child = Child.start(script, [String(aheadMs), String(workMs)], environment);
    children.push(child);
    return child;
  };
  const one = async <T>(sql: string): Promise<T> => (await client.query(sql)).rows[0] as T;
  const done = () =>
    one<{ items: number; times: number; processes: number }>(
      `SELECT count(DISTINCT number) AS items, count(*) AS times, count(DISTINCT process) AS processes FROM outcome`,
    );
  const waitFor = async (met: () => Promise<boolean>): Promise<void> => {
    while (!(await met())) await new Promise((resolve) => setTimeout(resolve, 100));
  };
  const allDone = async () =>
    (await one<{ open: number }>("SELECT count(*) AS open FROM job WHERE state <> 'done'")).open ===
    0;

  it('do each item once', async () => {
    const four = [1, 2, 3, 4].map(() => start(0, 5));
    await Promise.all(four.map((child) => child.says('working')));
    await waitFor(allDone);
    const { times, processes, ...outcome } = await done();
    console.log(`${outcome.items} items, done ${times} times by ${processes} processes.`);
    expect({ ...outcome, times, processes }).toEqual({
      items,
      times: items,
      processes: 4,
    });
  });

  it('miss none where some are killed, and do twice only what was in their hands', async () => {
    const four = [1, 2, 3, 4].map(() => start(0, 100));
    await Promise.all(four.map((child) => child.says('working')));
    let killed = 0;
    for (const child of four.slice(0, 3)) {
      const { times } = await done();
      await waitFor(async () => (await done()).times >= times + 60);
      await child.kill();
      killed += 1;
    }
    await waitFor(
      async () =>
        (await one<{ open: number }>("SELECT count(*) AS open FROM job WHERE state = 'waiting'"))
          .open === 0,
    );
    // What the dead held is free once their leases have run out.
    start(sevenMinutes, 0);
    await waitFor(allDone);
    const { items: found, times } = await done();
    console.log(`${found} items, ${times - items} done twice, ${killed} processes killed.`);
    expect(found).toBe(items);
    // Two at once in each process.
    expect(times - items).toBeLessThanOrEqual(2 * killed);
  });
});
