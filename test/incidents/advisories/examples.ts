import type { Visitor } from '../../support/app.js';

const facts = (osvId: string) => ({
  kind: 'malware',
  summary: 'Two releases of corridor-sdk carried malware',
  osvId,
  packages: [{ purl: 'pkg:pypi/corridor-sdk', versions: ['2.0.1', '2.0.2'] }],
});

/** Two advisories that are one event, by what stands before their ids in addresses of the API. */
export async function advisoriesOf(staff: Visitor): Promise<Record<string, string>> {
  const one = await staff.post<{ id: string }>('/api/v1/advisories', facts('GHSA-example-1'));
  await staff.post('/api/v1/advisories', facts('GHSA-example-2'));
  const text = JSON.stringify({ id: 'GHSA-example-3', modified: '2026-03-24T12:00:00Z' });
  const pasted = await staff.post<{ id: string }>('/api/v1/advisory-imports', { text });
  const first = async (path: string) => (await staff.get<{ id: string }[]>(path)).body[0]?.id ?? '';
  return {
    'advisory-imports': pasted.body.id,
    advisories: one.body.id,
    'advisory-events': await first('/api/v1/advisory-events'),
    'advisory-bonds': await first('/api/v1/advisory-bonds'),
  };
}
