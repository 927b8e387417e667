import { expect, it } from '@jest/globals';
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrations } from '../../../migrations/index.js';
import { openDatabase } from '../../../src/platform/database/index.js';

it('[ASVS 14.2.4] keeps its files to its own user, in a folder that is open to all as well', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-open-'));
  chmodSync(folder, 0o755);
  const { close } = await openDatabase({ folder, migrations }, { report: () => undefined });
  const files = readdirSync(folder).filter((name) => name.startsWith('assay.sqlite'));
  expect(files).toContain('assay.sqlite-wal');
  for (const name of files) {
    expect([name, statSync(join(folder, name)).mode & 0o077]).toEqual([name, 0]);
  }
  await close();
  rmSync(folder, { recursive: true });
});
