import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { newVendor } from '../evidence/files.js';
import { startAssay, type TestAssay } from '../support/app.js';
import { Child } from '../support/child.js';
import { stride } from '../support/thorough.js';
import { command, dataOf, environmentOf, give, hashOf, type Outcome } from './backup-place.js';
import { keysInto, manifestOf, newFolder } from './backup-place.js';

const script = new URL('./backup-on-faulty-disk.ts', import.meta.url);
const apart = stride(27);

interface Tried {
  outcome: number | string;
  names: string[];
}

/** A database server has no part in what differs here: the folders do. */
describe('a backup and a restore that end too soon', () => {
  const outside = newFolder();
  const made = join(outside.folder, 'made');
  const backup = join(made, 'backup');
  const whole = join(outside.folder, 'whole');
  const target = join(outside.folder, 'target');
  let assay: TestAssay;
  let environment: Record<string, string>;

  beforeAll(async () => {
    assay = await startAssay();
    const staff = await assay.api();
    const vendor = await newVendor(staff);
    for (const bytes of [10, 300_000]) await give(assay, staff, vendor, bytes);
    ({ environment } = dataOf(assay));
    mkdirSync(made);
    expect((await command(environment, 'backup', whole)).code).toBe(0);
  });
  afterAll(async () => {
    await assay.close();
    outside.remove();
  });

  const verify = (folder: string): Promise<Outcome> =>
    command(environmentOf(join(outside.folder, 'none')), 'backup', 'verify', folder);
  /** The step before which it was killed; nothing where it came to its end. */
  const killed = async (verb: string, folder: string, step: number, data = environment) => {
    const ended = await Child.start(script, [verb, folder, 'kill', String(step)], data).ended;
    if (ended.code === 0) return undefined;
    expect(ended).toMatchObject({ signal: 'SIGKILL', complaints: '' });
    return ended.lines.join();
  };
  const triedOn = async (args: string[], data = environment): Promise<Tried[]> => {
    const ended = await Child.start(script, args, data).ended;
    expect(ended).toMatchObject({ code: 0, complaints: '' });
    return ended.lines.map((line) => JSON.parse(line) as Tried);
  };
  const emptyTarget = () => {
    rmSync(target, { recursive: true, force: true });
    keysInto(dataOf(assay).data, target);
    return environmentOf(target);
  };
  const expectRestored = async (): Promise<void> => {
    for (const [path, hash] of manifestOf(whole)) {
      if (['backup.json', 'signer.pem'].includes(path)) continue;
      expect([path, hashOf(join(target, path))]).toEqual([path, hash]);
    }
    expect((await command(environmentOf(target), 'journal', 'verify')).code).toBe(0);
  };

  it('leaves nothing that looks whole wherever a backup is killed, and the next one works', async () => {
    const steps: string[] = [];
    for (let number = 1; ; number += apart) {
      const step = await killed('backup', backup, number);
      if (step === undefined) break;
      steps.push(step);
      // Only the last step of all is after the folder got its name.
      for (const name of readdirSync(made)) {
        const { code } = await verify(join(made, name));
        if (code === 0) expect(['rename', 'fsync of the folder']).toContain(step);
      }
      rmSync(backup, { recursive: true, force: true });
    }
    expect(steps.length).toBeGreaterThan(20 / apart);
    expect(readdirSync(made)).toEqual(['backup']);
    expect((await verify(backup)).code).toBe(0);
    rmSync(backup, { recursive: true });
  }, 300_000);

  it('says it and leaves nothing at all where the disk is full or fails under a backup', async () => {
    for (const [code, every] of [
      ['ENOSPC', stride(7)],
      ['EIO', stride(13)],
    ] as const) {
      const tried = await triedOn(['backup', backup, code, '1', String(every)]);
      const last = tried.pop();
      expect(last).toEqual({ outcome: 0, names: ['backup'] });
      expect(tried.length).toBeGreaterThan(30 / every);
      for (const { outcome, names } of tried) {
        expect(outcome).toContain(code === 'EIO' ? 'EIO' : 'There is no space left.');
        expect(names).toEqual([]);
      }
      rmSync(backup, { recursive: true });
    }
  }, 300_000);

  it('says it and leaves nothing where the disk is really full [ASVS 16.5.3]', async () => {
    const disk = join(outside.folder, 'disk');
    mkdirSync(disk);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      console.warn('Left out: a really full disk. It takes an account that may mount a tmpfs.');
      return;
    }
    try {
      const { code, said, complained } = await command(environment, 'backup', join(disk, 'b'));
      expect([code, said]).toEqual([1, '']);
      expect(complained).toContain('There is no space left.');
      expect(readdirSync(disk)).toEqual([]);
      const own = await command(environment, 'backup', disk);
      expect([own.code, own.complained]).toEqual([1, expect.stringContaining('a disk of its own')]);
    } finally {
      execFileSync('umount', [disk]);
    }
  });

  it('lets no server start on half a restore, and is done again', async () => {
    const steps: string[] = [];
    for (let number = 1; ; number += apart) {
      const data = emptyTarget();
      const step = await killed('restore', whole, number, data);
      if (step === undefined) break;
      steps.push(step);
      const half = existsSync(join(target, 'restoring'));
      if (!half && existsSync(join(target, 'blobs'))) {
        await expectRestored();
        continue;
      }
      const started = await command(data, 'user', 'password-link', 'nobody@buyer.example');
      expect(started.code).toBe(1);
      if (half) expect(started.complained).toContain('was broken off');
      if (!half) rmSync(join(target, 'assay.sqlite'), { force: true });
      expect((await command(data, 'restore', whole)).code).toBe(0);
      await expectRestored();
    }
    expect(steps.length).toBeGreaterThan(20 / apart);
    await expectRestored();
  }, 300_000);

  it('leaves the folder as it was where the disk fails under a restore', async () => {
    const every = stride(3);
    const tried = await triedOn(['restore', whole, 'ENOSPC', '1', String(every)], emptyTarget());
    expect(tried.length).toBeGreaterThan(30 / every);
    // At the very last step everything is in its place already, which the next one then finds there.
    const last = tried.pop();
    if (last?.outcome !== 0) {
      expect(last?.outcome).toContain('is not empty');
      expect(tried.pop()?.outcome).toBe(0);
    }
    for (const { outcome, names } of tried) {
      expect(outcome).toContain('There is no space left.');
      expect(names.filter((name) => !name.startsWith('assay.lock'))).toEqual(['keys']);
    }
    await expectRestored();
  });
});
