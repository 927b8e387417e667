import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventsChanged, type EntryView } from '../../src/incidents/index.js';
import { Jobs } from '../../src/platform/jobs/index.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { addVendor } from '../vendors/examples.js';
import { haveRealFiles, malware, realFile, record } from './advisories/records.js';
import { countsOf, openIncident, path, standingIn, takeList } from './examples.js';

describe('an incident about what advisories tell of', () => {
  let assay: TestAssay;
  let analyst: Visitor;
  let vendors: string[];

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.api('analyst');
    assay.clock.set('2026-03-27T09:00:00Z');
    vendors = [];
    const held = [['1.82.6'], ['1.82.7'], ['1.82.8'], ['1.82.8rc1'], ['1.83.0'], [null]];
    for (const [at, versions] of held.entries()) {
      const id = await addVendor(analyst, { name: `Vendor ${at}`, status: 'active' });
      await takeList(assay, id, versions);
      vendors.push(id);
    }
    await assay.settle();
  });
  afterAll(() => assay.close());

  const eventOf = async (id: string): Promise<string> =>
    (await analyst.get<{ id: string }[]>(`/api/v1/advisory-events?id=${id}`)).body[0]?.id ?? '';
  const about = (eventId: string) =>
    openIncident(assay, analyst, {
      eventId,
      packages: undefined,
      windowFrom: undefined,
      windowTo: undefined,
    });
  const stand = async (incident: string) =>
    Promise.all(
      vendors.map(async (id) => {
        const line = await standingIn(analyst, incident, id);
        return line?.certainty ?? line?.standing;
      }),
    );
  const timeline = async (id: string) =>
    (await analyst.get<EntryView[]>(`${path}/${id}/timeline`)).body.map(({ kind }) => kind);

  (haveRealFiles ? it : it.skip)(
    'places vendors by PYSEC-2026-2, compared as PEP 440 does, and follows what MAL-2026-2144 adds',
    async () => {
      await record(assay, realFile('PYSEC-2026-2.yaml'));
      const id = await about(await eventOf('PYSEC-2026-2'));
      // 1.82.8rc1 comes after 1.82.7 and before 1.82.8, so it is inside the range.
      const wanted = ['clear', 'confirmed', 'confirmed', 'confirmed', 'clear', 'possible'];
      expect(await stand(id)).toEqual(wanted);
      await record(assay, realFile('MAL-2026-2144.json'));
      await assay.settle();
      expect(await stand(id)).toEqual(wanted);
      expect(await timeline(id)).toContain('advisory');
    },
  );

  it('follows a record that is changed, and one that is taken back', async () => {
    const told = (more: object) => malware('litellm', ['1.83.0'], { id: 'MAL-made-1', ...more });
    await record(assay, told({ modified: '2026-03-25T08:00:00Z', published: undefined }));
    const id = await about(await eventOf('MAL-made-1'));
    const only = ['clear', 'clear', 'clear', 'clear', 'confirmed', 'possible'];
    expect(await stand(id)).toEqual(only);
    const affected = [
      { package: { ecosystem: 'PyPI', name: 'litellm' }, versions: ['1.82.6', '1.83.0'] },
    ];
    await record(assay, told({ modified: '2026-03-26T08:00:00Z', affected }));
    await assay.settle();
    expect(await stand(id)).toEqual(['confirmed', ...only.slice(1)]);
    const withdrawn = { modified: '2026-03-27T08:00:00Z', withdrawn: '2026-03-27T08:00:00Z' };
    await record(assay, told(withdrawn));
    await assay.settle();
    expect((await countsOf(analyst, id)).counts).toMatchObject({ affected: 0, clear: 0, stale: 6 });
    expect((await standingIn(analyst, id, vendors[0] ?? ''))?.evidence).toBe(
      'What is affected is not said yet, so its lists show nothing.',
    );
  });

  it('is not told of what was known before it was opened', async () => {
    await record(assay, malware('fastapi', ['9.9.9'], { id: 'MAL-made-2' }));
    const eventId = await eventOf('MAL-made-2');
    const changedAt = assay.clock.now().toISOString();
    assay.clock.set('2026-03-27T09:01:00Z');
    const id = await about(eventId);
    await assay.database.transaction(() =>
      assay.app.get(Jobs).enqueue(eventsChanged, { eventIds: [eventId], changedAt }),
    );
    await assay.settle();
    expect(await timeline(id)).not.toContain('advisory');
  });

  it('is not opened about an event that is not there', async () => {
    const { status, body } = await analyst.post<{ fields: object }>(path, {
      title: 'Nothing',
      kind: 'malware',
      eventId: vendors[0],
    });
    expect([status, body.fields]).toEqual([
      422,
      { eventId: 'is no event that advisories tell of' },
    ]);
  });
});
