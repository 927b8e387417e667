import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { inspect } from '../../../src/platform/inspection/index.js';
import { projectRoot } from '../../../src/platform/project-root.js';

const shared = join(projectRoot, '../shared/data');
const files: [string, string][] = [
  ['hecvat/HECVAT414.xlsx', 'xlsx'],
  ['cisa-scrm/cisa-vendor-scrm.xlsx', 'xlsx'],
  ['nist/csf-2.0.json', 'json'],
  ['nist/ai-rmf-1.0-subcategories.json', 'json'],
  ['osv/MAL-2026-2144.json', 'json'],
  ['osv/osv-schema.json', 'json'],
  ['cyclonedx/valid-saasbom-1.6.json', 'json'],
  ['mvsp/mvsp_v3.0-20231109-catalog.json', 'json'],
];

/** They are no part of the project: whoever has it alone tries none of them. */
(existsSync(shared) ? describe : describe.skip)('real files of others', () => {
  it.each(files)('%s is accepted', async (path, extension) => {
    const bytes = readFileSync(join(shared, path));
    const read = async (from: number, length: number) => bytes.subarray(from, from + length);
    const found = await inspect({ name: basename(path), bytes: bytes.length, read });
    expect(found.extension).toBe(extension);
  });
});
