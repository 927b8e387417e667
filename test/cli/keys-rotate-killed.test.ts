import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { migrations } from '../../migrations/index.js';
import { runCommand } from '../../src/cli/run.js';
import { openDatabase } from '../../src/platform/database/index.js';
import { MasterKey } from '../../src/platform/keys/index.js';
import { LetterQueries } from '../../src/platform/mail/index.js';
import { LetterSeal } from '../../src/platform/mail/letter-seal.js';
import { Blobs, DiskStore } from '../../src/platform/storage/index.js';
import { Child } from '../support/child.js';
import { TestClock } from '../support/clock.js';
import { freshPlace, type TestPlace } from '../support/place.js';
import { stride } from '../support/thorough.js';
import { SealedThings, withServer } from './sealed-things.js';

describe('a change of the master key that is killed', () => {
  let place: TestPlace;
  let environment: Record<string, string>;
  const things = new SealedThings();

  beforeAll(async () => {
    place = await freshPlace();
    environment = {
      ASSAY_DATA: place.folder,
      ASSAY_LOG_LEVEL: 'error',
      ...(place.databaseUrl ? { ASSAY_DATABASE_URL: place.databaseUrl } : {}),
    };
    await withServer(environment, (app) => things.add(app, [10, 70_000]));
  });
  afterAll(() => place.remove());

  /** Gives what it was about to do, or nothing where it came to its end before that. */
  const killedBefore = async (step: number): Promise<string | undefined> => {
    const script = new URL('./rotate-on-faulty-disk.ts', import.meta.url);
    const rotation = await Child.start(script, [String(step)], environment).ended;
    if (rotation.code === 0) return undefined;
    expect(rotation).toMatchObject({ signal: 'SIGKILL', complaints: '' });
    return rotation.lines.join('\n');
  };
  /** Everything, by what a server would read it with. */
  const expectReadable = async (): Promise<void> => {
    const { folder, databaseUrl } = place;
    const key = MasterKey.in(join(folder, 'keys'), false);
    const blobs = new Blobs(new DiskStore(join(folder, 'blobs'), new TestClock()), key);
    const opened = await openDatabase(
      { folder, databaseUrl, migrations },
      { report: console.error },
    );
    try {
      const letters = new LetterQueries(opened.database, new LetterSeal(key));
      await things.expectReadableBy(blobs, letters);
    } finally {
      await opened.close();
    }
  };
  const rotate = async (): Promise<string> => {
    const said: string[] = [];
    const say = (line: string) => void said.push(line);
    expect(await runCommand(['keys', 'rotate'], environment, { say, complain: say })).toBe(0);
    return said.join('\n');
  };

  it('leaves everything readable before every step, and goes on when it is called again', async () => {
    const steps: string[] = [];
    for (let number = 1; ; number += stride(2)) {
      const step = await killedBefore(number);
      if (number % 6 === 1) await withServer(environment, (app) => things.expectReadable(app));
      else await expectReadable();
      if (step === undefined) break;
      steps.push(step);
      expect(await rotate()).toContain('2 files and 2 sealed texts have the new one.');
      await expectReadable();
      expect(readdirSync(join(place.folder, 'keys'))).toEqual(['master.key', 'signing.pem']);
      expect(readdirSync(join(place.folder, 'blobs', 'incoming'))).toEqual([]);
    }
    // Two files go at once, so that their steps come in another order each time.
    const kinds = ['open', 'write', 'fsync', 'rename', 'fsync of the folder', 'transaction'];
    expect([...kinds, 'after the transaction']).toEqual(expect.arrayContaining(steps));
    expect(new Set(steps).size).toBeGreaterThan(stride(2) === 1 ? 6 : 3);
    expect(steps.length).toBeGreaterThan(20 / stride(2));
    await withServer(environment, async () => undefined);
    const silent = { say: () => undefined, complain: () => undefined };
    expect(await runCommand(['journal', 'verify'], environment, silent)).toBe(0);
  }, 300_000);
});
