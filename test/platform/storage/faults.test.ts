import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Busy } from '../../../src/platform/errors.js';
import { MasterKey } from '../../../src/platform/keys/index.js';
import { Blobs, DiskStore } from '../../../src/platform/storage/index.js';
import { Child } from '../../support/child.js';
import { TestClock } from '../../support/clock.js';

interface Said {
  acknowledged?: string;
  sha256?: string;
  code?: string;
  step?: string;
  outcome?: string;
  incoming?: string[];
}

const full = 'Busy: There is no space left for files. Nothing was stored; tell the operator.';

describe('putting a file where the disk or the process fails', () => {
  let folder: string;
  const store = () => new DiskStore(join(folder, 'blobs'), new TestClock(), false);
  const incoming = () => readdirSync(join(folder, 'blobs', 'incoming'));

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'assay-faults-'));
    writeFileSync(join(folder, 'key'), randomBytes(32));
    mkdirSync(join(folder, 'blobs'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const child = async (...args: string[]): Promise<{ said: Said[]; signal: string | null }> => {
    const script = new URL('./put-on-faulty-disk.ts', import.meta.url);
    const { code, signal, lines, complaints } = await Child.start(script, [folder, ...args]).ended;
    if (signal === null && code !== 0) throw new Error(complaints);
    return { said: lines.map((line) => JSON.parse(line) as Said), signal };
  };

  /** As the next start finds it. Gives how many files are there. */
  const expectWhole = async (said: Said[]): Promise<number> => {
    const blobs = new Blobs(store(), new MasterKey(readFileSync(join(folder, 'key'))));
    await store().onApplicationBootstrap();
    expect(incoming()).toEqual([]);
    const hashes = new Map<string, string>();
    for await (const name of blobs.names()) {
      const content = await buffer(await blobs.open(name));
      hashes.set(name, createHash('sha256').update(content).digest('hex'));
    }
    for (const { acknowledged, sha256 } of said) {
      if (acknowledged) expect(hashes.get(acknowledged)).toBe(sha256);
    }
    return hashes.size;
  };

  it('keeps all it acknowledged when it is killed before any step, and never half a file', async () => {
    let killed = 0;
    for (let step = 1; ; step += 1) {
      const { said, signal } = await child('kill', String(step));
      const stored = await expectWhole(said);
      const told = said.filter(({ acknowledged }) => acknowledged).length;
      // One that was renamed but not told of may be there: the janitor compares with the rows.
      expect(stored - told).toBeLessThanOrEqual(1);
      expect(told).toBeGreaterThanOrEqual(1);
      rmSync(join(folder, 'blobs'), { recursive: true });
      if (signal === null) break;
      expect(signal).toBe('SIGKILL');
      killed = step;
    }
    expect(killed).toBeGreaterThan(14);
  });

  it('[ASVS 16.5.2] acknowledges nothing when the disk is full or broken at any step, and goes on after', async () => {
    const { said } = await child('fail');
    const tries = said.filter(({ code }) => code);
    const stepsOf = (code: string) =>
      new Set(tries.filter((one) => one.code === code).map((one) => one.step));
    for (const code of ['ENOSPC', 'EIO']) {
      expect([...stepsOf(code)]).toEqual(
        expect.arrayContaining([
          'open',
          'write',
          'fsync',
          'make folder',
          'rename',
          'fsync of the folder',
        ]),
      );
    }
    for (const { code, outcome, incoming: left } of tries) {
      expect(outcome).toBe(code === 'ENOSPC' ? full : 'Error: EIO: the disk says no');
      expect(left).toEqual([]);
    }
    const told = said.filter(({ acknowledged }) => acknowledged);
    // One before, and for each way and kind one that was not reached any more.
    expect(told).toHaveLength(1 + 2 * 6);
    expect(await expectWhole(said)).toBe(told.length);
  });

  const small = smallDisk();
  const disk = String(small);
  afterAll(() => {
    if (!small) return;
    execFileSync('umount', [disk]);
    rmSync(disk, { recursive: true });
  });

  (small ? it : it.skip)('says that a disk is full, and keeps what was there', async () => {
    const key = new MasterKey(randomBytes(32));
    const blobs = new Blobs(new DiskStore(join(disk, 'blobs'), new TestClock()), key);
    const content = randomBytes(200_000);
    const { name } = await blobs.put(content);
    for (let time = 0; time < 3; time += 1) {
      const refused = blobs.put(randomBytes(3_000_000));
      await expect(refused).rejects.toThrow(Busy);
      await expect(refused).rejects.toThrow('There is no space left for files.');
    }
    expect((await buffer(await blobs.open(name))).equals(content)).toBe(true);
    const { name: next } = await blobs.put(content);
    expect(await blobs.read(next, 199_999, 9)).toEqual(content.subarray(199_999));
    expect(readdirSync(join(disk, 'blobs', 'incoming'))).toEqual([]);
  });
});

/** A disk of 1 MB, where this account may mount one. */
function smallDisk(): string | undefined {
  const place = mkdtempSync(join(tmpdir(), 'assay-small-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', place], { stdio: 'ignore' });
    return place;
  } catch {
    rmSync(place, { recursive: true });
    console.warn('Left out: a really full disk. It takes an account that may mount a tmpfs.');
    return undefined;
  }
}
