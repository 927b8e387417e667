import { existsSync, readFileSync } from 'node:fs';
import type { TestAssay } from '../../support/app.js';
import { Advisories, type AdvisorySource, type Recorded } from '../../../src/incidents/index.js';
import { readAdvisories } from '../../../src/incidents/advisories/reading/index.js';
import { system } from '../../../src/platform/actor.js';

const folder = new URL('../../../../shared/data/osv/', import.meta.url);

/** Public records as they were published; not part of the product. */
export const haveRealFiles = existsSync(folder);
export const realFile = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

export interface Osv {
  id?: string | undefined;
  modified?: string | undefined;
  [key: string]: unknown;
}

let number = 0;

/** A record of our own making that is as the schema has it. */
export const osv = (part: Osv = {}): Osv => ({
  id: `GHSA-test-0000-${String((number += 1)).padStart(4, '0')}`,
  modified: '2026-03-24T12:00:00Z',
  published: '2026-03-24T11:00:00Z',
  summary: 'A weakness in a package',
  ...part,
});

export const names = (name: string, part: object): object => ({
  package: { ecosystem: 'PyPI', name },
  ...part,
});

/** A record of malware in single releases. */
export const malware = (name: string, versions: string[], part: Osv = {}): Osv =>
  osv({ summary: `Malicious code in ${name}`, affected: [names(name, { versions })], ...part });

export async function record(
  assay: TestAssay,
  text: string | object,
  source: AdvisorySource = 'pasted',
): Promise<Recorded[]> {
  const written = typeof text === 'string' ? text : JSON.stringify(text);
  const all: Recorded[] = [];
  for (const { advisory, problem } of readAdvisories(written, 'test')) {
    if (!advisory) throw new Error(problem);
    all.push(await assay.app.get(Advisories).record(system, advisory, { source }));
  }
  return all;
}
