import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  EventQueries,
  ExposureQueries,
  IncidentQueries,
  type IncidentView,
} from '../../src/incidents/index.js';
import { SamplePortfolio } from '../../src/sample/index.js';
import { SupplierQueries, ToolMergeQueries } from '../../src/supply-chain/index.js';
import { startAssay, type TestAssay } from '../support/app.js';
import { callerOf } from './caller.js';

describe('the incident of the sample portfolio', () => {
  let assay: TestAssay;
  let incident: IncidentView;

  beforeAll(async () => {
    assay = await startAssay();
    const analyst = await callerOf(assay, 'analyst');
    const approver = await callerOf(assay, 'approver');
    await assay.app.get(SamplePortfolio).load(analyst, approver);
    await assay.settle();
    const { items } = await assay.app.get(IncidentQueries).page({});
    expect(items).toHaveLength(1);
    incident = await assay.app.get(IncidentQueries).view(items[0]?.id ?? '');
  }, 90_000);

  afterAll(() => assay.close());

  it('is about one event of which two public records tell, apart from an ordinary vulnerability', async () => {
    const { items } = await assay.app.get(EventQueries).page({});
    expect(items.map(({ kind, ids }) => [kind, ids])).toEqual([
      ['malware', ['PYSEC-2026-2', 'MAL-2026-2144']],
      ['vulnerability', ['GHSA-9hjg-9r4m-mvj7']],
    ]);
    expect(incident).toMatchObject({ state: 'open', isConfirmed: true, reference: 'I-1' });
    expect(incident.eventId).toBe(items[0]?.id);
    const [vulnerable] = await assay.app.get(EventQueries).matches('pkg:pypi/requests', '2.32.3');
    expect(vulnerable).toMatchObject({ kind: 'vulnerability', verdict: 'affected' });
  });

  it('places every vendor: confirmed by a version or possible, clear, stale, never asked', async () => {
    const { items } = await assay.app.get(ExposureQueries).page(incident.id, {});
    const placed = items.map(({ vendor, standing, certainty }) => [vendor, certainty ?? standing]);
    expect(Object.fromEntries(placed)).toEqual({
      'Corridor Gateway': 'clear',
      'Fathom Search': 'stale',
      'Kestrel Forms': 'stale',
      'Lantern Transcripts': 'clear',
      'Marram Translations': 'possible',
      'Quarry Labelling': 'never_asked',
      'Sextant Tours': 'confirmed',
      'Thistle Voice': 'stale',
    });
    expect(incident.sentence).toBe('2 affected, 2 clear, 3 stale, 1 never asked');
  });

  it('has a gateway known by its name only, suggested to be the package, and a supplier that is a vendor', async () => {
    const merges = await assay.app.get(ToolMergeQueries).page({ state: 'suggested' });
    expect(merges.items.map(({ reason }) => reason)).toContainEqual(
      expect.stringContaining('LiteLLM'),
    );
    const suppliers = await assay.app.get(SupplierQueries).page({ q: 'corridor' });
    expect(suppliers.items).toMatchObject([{ vendor: 'Corridor Gateway', tools: 1 }]);
  });
});
