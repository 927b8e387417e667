import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { BrowserMissing, findBrowser } from '../../../src/platform/pdf/index.js';

const folder = mkdtempSync(join(tmpdir(), 'browsers-'));
const place = (name: string, mode = 0o755) => {
  const path = join(folder, name);
  writeFileSync(path, '#!/bin/sh\n');
  chmodSync(path, mode);
  return path;
};

afterAll(() => rmSync(folder, { recursive: true }));

describe('finding a browser', () => {
  it('prefers the configured one, then the headless shell, then what else is on the path', async () => {
    const chromium = place('chromium');
    expect(await findBrowser({ path: folder })).toMatchObject({ executable: chromium });
    const shell = place('chromium-headless-shell');
    expect(await findBrowser({ path: folder })).toMatchObject({ executable: shell });
    const own = place('my-browser');
    const found = await findBrowser({ configured: own, path: folder });
    expect(found).toEqual({ executable: own, from: 'configured', environment: {} });
  });

  it('looks in the usual places after the path, and passes over what cannot be run', async () => {
    place('readable', 0o644);
    const usual = place('usual');
    const places = [join(folder, 'readable'), folder, usual];
    expect(await findBrowser({ path: '', places })).toMatchObject({ executable: usual });
  });

  it('names the reason when there is none', async () => {
    const search = { path: '', places: [], bundled: false };
    await expect(findBrowser(search)).rejects.toThrow(BrowserMissing);
  });
});
