import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import { migrations } from '../../../migrations/index.js';
import {
  AlreadyRunning,
  openDatabase,
  type OpenDatabase,
} from '../../../src/platform/database/index.js';
import { freshPlace, type TestPlace } from '../../support/place.js';

const server = process.env['TEST_DATABASE_URL'];

/** An SQLite file has its lock file, which one-door.test.ts is about. */
(server ? describe : describe.skip)('several processes on one database server', () => {
  let place: TestPlace;
  let opened: OpenDatabase[] = [];
  let reported: unknown[] = [];

  beforeEach(async () => {
    place = await freshPlace();
    reported = [];
  });
  afterEach(async () => {
    for (const { close } of opened) await close();
    opened = [];
    await place.remove();
  });

  const open = async (hold: boolean | 'alone'): Promise<OpenDatabase> => {
    const { folder, databaseUrl } = place;
    const options = { report: (error: unknown) => void reported.push(error), hold };
    const one = await openDatabase({ folder, databaseUrl, migrations }, options);
    opened.push(one);
    return one;
  };
  const closeAll = async () => {
    for (const { close } of opened.splice(0)) await close();
  };

  it('lets servers run beside each other, but nobody beside a command that must be alone', async () => {
    await open(true);
    await open(true);
    await expect(open('alone')).rejects.toThrow(AlreadyRunning);
    await expect(open('alone')).rejects.toThrow('Stop every instance');
    await closeAll();
    await open('alone');
    await expect(open(true)).rejects.toThrow('Start again when it has ended.');
    await expect(open('alone')).rejects.toThrow(AlreadyRunning);
    await open(false);
    await closeAll();
    await open(true);
  });

  it('takes hold again when its connection breaks', async () => {
    await open(true);
    const client = new pg.Client({ connectionString: place.databaseUrl });
    await client.connect();
    const held = async (): Promise<number[]> => {
      const { rows } = await client.query<{ pid: number }>(
        `SELECT l.pid FROM pg_locks l JOIN pg_database d ON d.oid = l.database
          WHERE l.locktype = 'advisory' AND d.datname = current_database()`,
      );
      return rows.map(({ pid }) => pid);
    };
    const [pid] = await held();
    expect(pid).toBeDefined();
    await client.query('SELECT pg_terminate_backend($1)', [pid]);
    for (let tries = 0; tries < 50 && ((await held())[0] ?? pid) === pid; tries += 1)
      await pause(100);
    expect(await held()).toHaveLength(1);
    expect(await held()).not.toEqual([pid]);
    expect(reported.length).toBeGreaterThan(0);
    await expect(open('alone')).rejects.toThrow(AlreadyRunning);
    await client.end();
  });
});
