import { expect } from '@jest/globals';
import { unpacked, verified, type DossierBody } from '../dossiers/examples.js';
import type { Ordeal } from './ordeal.js';
import type { Prepared } from './prepared.js';
import { must, type Made, type Work } from './works.js';

/** Built, and as it was signed. */
export function dossiers(): Work {
  return ordered('dossiers', ({ vendorId }) => [[`vendors/${vendorId}`, period]]);
}

/** Those that hold a report, which is printed for them. */
export function printedDossiers(): Work {
  return ordered('printed dossiers', ({ assessmentId, incidentId }) => [
    [`assessments/${assessmentId}`, {}],
    [`incidents/${incidentId}`, { profile: 'no-personal-data' }],
  ]);
}

const period = { from: '2025-12-01', to: '2027-12-31' };

function ordered(
  name: string,
  wanted: (prepared: Prepared) => [at: string, facts: object][],
): Work {
  const noted = new Set<string>();
  return {
    name,
    async order(ordeal, prepared) {
      for (const [at, facts] of wanted(prepared)) {
        const asked = await ordeal.ask<Made>('POST', `/api/v1/${at}/dossiers`, facts);
        noted.add(must(asked, 201).id);
      }
    },
    async check(ordeal) {
      for (const id of noted) await expectWhole(ordeal, id);
      noted.clear();
    },
  };
}

async function expectWhole(ordeal: Ordeal, id: string): Promise<void> {
  const told = await ordeal.ask<DossierBody>('GET', `/api/v1/dossiers/${id}`);
  expect(must(told, 200)).toMatchObject({ state: 'ready', lacking: [] });
  const { bytes } = await ordeal.ask('GET', `/api/v1/dossiers/${id}/zip`);
  const { problems } = await verified(await unpacked(bytes));
  expect(problems).toEqual([]);
}
