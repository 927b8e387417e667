import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  EventQueries,
  ExposureQueries,
  IncidentQueries,
  OutreachQueries,
  RotationQueries,
  StatementQueries,
  TimelineQueries,
  type IncidentView,
} from '../../src/incidents/index.js';
import { JournalQueries } from '../../src/journal/index.js';
import { SamplePortfolio } from '../../src/sample/index.js';
import { SupplierQueries, ToolMergeQueries } from '../../src/supply-chain/index.js';
import { AssessmentQueries, Scores } from '../../src/assessments/index.js';
import { VendorQueries } from '../../src/vendors/index.js';
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
  });

  afterAll(() => assay.close());

  it('is about one event of which two public records tell, apart from an ordinary vulnerability', async () => {
    const { items } = await assay.app.get(EventQueries).page({});
    expect(items.map(({ kind, ids }) => [kind, ids])).toEqual([
      ['malware', ['PYSEC-2026-2', 'MAL-2026-2144']],
      ['vulnerability', ['GHSA-9hjg-9r4m-mvj7']],
    ]);
    expect(incident).toMatchObject({ state: 'open', isConfirmed: true, reference: 'I-1' });
    expect(incident.eventId).toBe(items[0]?.id);
    const { items: told } = await assay.app.get(JournalQueries).page({ action: 'incident.opened' });
    expect(told.map(({ at }) => at)).toEqual([incident.openedAt]);
    const [vulnerable] = await assay.app.get(EventQueries).matches('pkg:pypi/requests', '2.32.3');
    expect(vulnerable).toMatchObject({ kind: 'vulnerability', verdict: 'affected' });
  });

  it('places every vendor: confirmed by a version or possible, clear, stale, never asked', async () => {
    const { items } = await assay.app.get(ExposureQueries).page(incident.id, {});
    const placed = items.map(({ vendor, standing, certainty }) => [vendor, certainty ?? standing]);
    expect(Object.fromEntries(placed)).toEqual({
      'Corridor Gateway': 'clear',
      'Fathom Search': 'clear',
      'Kestrel Forms': 'stale',
      'Lantern Transcripts': 'clear',
      'Marram Translations': 'possible',
      'Osier Notes': 'never_asked',
      'Quarry Labelling': 'never_asked',
      'Sextant Tours': 'confirmed',
      'Thistle Voice': 'stale',
    });
    expect(incident.sentence).toBe('2 affected, 3 clear, 2 stale, 2 never asked');
  });

  it('asked six vendors: three answered, one read the letter, one is late, one has nobody to write to', async () => {
    const { items } = await assay.app.get(OutreachQueries).board(incident.id, {});
    expect(items.map(({ vendor, state, isLate }) => [vendor, state, isLate])).toEqual([
      ['Fathom Search', 'answered', false],
      ['Kestrel Forms', 'opened', false],
      ['Marram Translations', 'answered', false],
      ['Quarry Labelling', 'sent', true],
      ['Sextant Tours', 'answered', false],
      ['Thistle Voice', 'undeliverable', false],
    ]);
    const { items: said } = await assay.app.get(StatementQueries).page(incident.id, {});
    expect(said.map(({ vendor, status }) => [vendor, status]).sort()).toEqual([
      ['Fathom Search', 'not_affected'],
      ['Marram Translations', 'under_investigation'],
      ['Sextant Tours', 'affected'],
    ]);
  });

  it('renewed one of three credentials that affected vendors hold; the timeline tells what was done on those days', async () => {
    const { items } = await assay.app.get(RotationQueries).page(incident.id, {});
    expect(items.map(({ vendor, state }) => [vendor, state]).sort()).toEqual([
      ['Marram Translations', 'open'],
      ['Sextant Tours', 'open'],
      ['Sextant Tours', 'signed_off'],
    ]);
    const { items: entries } = await assay.app
      .get(TimelineQueries)
      .page(incident.id, { size: 200 });
    const told = entries.filter(({ kind }) => kind !== 'advisory');
    const days = [...new Set(told.map(({ at }) => at.slice(0, 10)))].sort();
    expect(days).toEqual(['2026-11-21', '2026-11-22']);
  });

  it('puts floors F2 and F5 under the score of the vendor that was hit and holds keys of ours', async () => {
    const { items } = await assay.app.get(VendorQueries).page({ q: 'Sextant' });
    expect(items[0]).toMatchObject({ band: 'very_high', floored: true });
    const { items: assessments } = await assay.app
      .get(AssessmentQueries)
      .page({ vendorId: items[0]?.id ?? '' });
    const { result } = (await assay.app.get(Scores).latest(assessments[0]?.id ?? '')) ?? {};
    expect(result?.floors.map(({ id }) => id)).toEqual(expect.arrayContaining(['F2', 'F5']));
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
