import { createHash } from 'node:crypto';
import { bandRanges } from './bands.js';
import {
  accessKinds,
  autonomies,
  criticalities,
  dataCategories,
  type Choice,
} from './catalogues.js';
import {
  assuranceWanted,
  compliances,
  driversShown,
  evidenceGrades,
  expiryGraceDays,
  floorBands,
  mitigation,
  strengthShares,
  weights,
} from './constants.js';
import { findingEffects, verifiedWorth } from './findings.js';
import { inherentTable } from './inherent-table.js';
import { levelTiers, levelValues } from './levels.js';
import { likelihoodFactors } from './likelihood.js';

/** Which model made a score. Stored with every score, which is never recomputed silently. */
export interface ModelIdentity {
  readonly id: string;
  readonly version: string;
  /** SHA-256 over every constant of the model, 64 lower-case hexadecimal digits. */
  readonly hash: string;
}

/**
 * JSON with keys sorted at every depth and no spaces, so that equal values give equal text.
 * Takes strings, finite numbers, booleans, null, arrays and plain objects.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, held]) => `${JSON.stringify(key)}:${canonicalJson(held)}`).join(',')}}`;
}

const levelsOf = (catalogue: readonly Choice[]) =>
  Object.fromEntries(catalogue.map(({ code, level }) => [code, level]));

/** Every number and table that decides a score; wording is left out, so that it may improve. */
export const modelConstants = {
  weights,
  compliances,
  evidenceGrades,
  strengthShares,
  mitigation,
  levelValues,
  levelTiers,
  inherentTable,
  bandRanges,
  floorBands,
  assuranceWanted,
  expiryGraceDays,
  driversShown,
  findingEffects,
  verifiedWorth,
  data: levelsOf(dataCategories),
  access: levelsOf(accessKinds),
  criticality: levelsOf(criticalities),
  autonomy: levelsOf(autonomies),
  likelihood: likelihoodFactors.map(({ code }) => code),
};

export const model: ModelIdentity = {
  id: 'VRM-1',
  version: '1.1',
  hash: createHash('sha256').update(canonicalJson(modelConstants)).digest('hex'),
};
