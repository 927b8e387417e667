import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { UpstreamCondition } from '../../src/assessments/index.js';
import type { HoldingLine } from '../../src/incidents/index.js';
import { JournalQueries } from '../../src/journal/index.js';
import { addDays } from '../../src/platform/clock.js';
import { newId } from '../../src/platform/ids.js';
import { Inventories, ToolMerges } from '../../src/supply-chain/index.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { prepare, submitted, type Ids } from '../assessments/trip.js';
import { malware, names, osv, record } from './advisories/records.js';
import { ann, openIncident, path, readIncident, standingIn, takeList } from './examples.js';

interface ScoreView {
  number: number;
  band: string;
  floors: { id: string; reasons: string[] }[];
}
interface VendorView {
  band: string;
  floored: boolean;
  bandReason: string;
}

const window = { windowFrom: '2026-11-20', windowTo: '2026-11-20' };

describe('floors F2 and F5 under a vendor’s score', () => {
  let assay: TestAssay;
  let analyst: Visitor;
  let approver: Visitor;
  let ids: Ids;

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.api('analyst');
    approver = await assay.api('approver');
  });
  afterAll(() => assay.close());
  beforeEach(async () => {
    assay.clock.reset();
    const { body } = await analyst.get<{ id: string }[]>(`${path}?state=open`);
    for (const { id } of body) await act(id, 'closing');
    ids = await prepare(assay, analyst);
  });

  const act = async (id: string, what: string) => {
    const version = { 'if-match': `"${(await readIncident(analyst, id)).version}"` };
    const { status } = await analyst.post(
      `${path}/${id}/${what}`,
      { reason: 'So it is.' },
      version,
    );
    expect(status).toBe(204);
    await assay.settle();
  };
  const say = async (id: string, status: string) => {
    const facts = { vendorId: ids.vendorId, status, datedOn: assay.clock.today() };
    expect((await analyst.post(`${path}/${id}/statements`, facts)).status).toBe(201);
    await assay.settle();
  };
  const take = async (versions: string[], describedOn = '2026-11-21') => {
    await takeList(assay, ids.vendorId, versions, { describedOn });
    await assay.settle();
  };
  const vendor = async () =>
    (await analyst.get<VendorView>(`/api/v1/vendors/${ids.vendorId}`)).body;
  const scored = async (assessmentId: string): Promise<ScoreView> =>
    (await analyst.get<ScoreView>(`/api/v1/assessments/${assessmentId}/scores/latest`)).body;
  const floors = async (assessmentId: string) =>
    (await scored(assessmentId)).floors
      .map(({ id }) => id)
      .filter((id) => id === 'F2' || id === 'F5');
  const open = async () =>
    (await assay.database.repository(UpstreamCondition).findBy({ vendorId: ids.vendorId }))
      .filter(({ closedAt }) => closedAt === null)
      .map(({ floor }) => floor)
      .sort();

  it('raises F2 by a matching version, and lifts it by a dated “not affected”; decided assessments follow', async () => {
    const id = await submitted(assay, analyst, ids);
    const outcome = { outcome: 'rejected', reason: 'Too little is proven.' };
    await approver.post(`/api/v1/assessments/${id}/decision`, outcome);
    const before = await vendor();
    expect(before.band).not.toBe('very_high');
    const incident = await openIncident(assay, analyst, window);
    expect(await floors(id)).toEqual([]);

    await take(['1.82.7']);
    expect(await floors(id)).toEqual(['F2']);
    const after = await scored(id);
    const { reference } = await readIncident(analyst, incident);
    const reason = `litellm 1.82.7 is in use, which ${reference}, “Poisoned releases of litellm”, names as malware`;
    expect(after.floors.find((floor) => floor.id === 'F2')?.reasons).toEqual([reason]);
    expect(await vendor()).toMatchObject({ band: 'very_high', floored: true });
    expect((await vendor()).bandReason).toContain('litellm 1.82.7');
    const { items } = await assay.app.get(JournalQueries).page({ subjectIds: [id] });
    expect(items[0]).toMatchObject({
      action: 'assessment.rescored',
      actor: { kind: 'system' },
      after: { cause: `F2: ${reason}.` },
    });
    expect((await analyst.get<{ state: string }>(`/api/v1/assessments/${id}`)).body.state).toBe(
      'decided',
    );

    await say(incident, 'not_affected');
    expect(await floors(id)).toEqual([]);
    expect(await vendor()).toMatchObject({ band: before.band });
  });

  it('lifts F2 by a later complete list without it, though the vendor stays affected', async () => {
    const id = await submitted(assay, analyst, ids);
    const incident = await openIncident(assay, analyst, window);
    await take(['1.82.7'], '2026-11-21');
    expect(await floors(id)).toEqual(['F2']);
    await take(['1.82.6'], '2026-11-22');
    expect(await floors(id)).toEqual([]);
    expect(await standingIn(analyst, incident, ids.vendorId)).toMatchObject({
      standing: 'affected',
      evidence: 'Its SBOM of 21 Nov 2026 names litellm 1.82.7. It is out of use since 22 Nov 2026.',
    });
  });

  it('raises F5 where an incident is confirmed and the vendor holds something of ours, until either ends', async () => {
    const id = await submitted(assay, analyst, ids);
    const incident = await openIncident(assay, analyst, { ...window, kind: 'vulnerability' });
    await take(['1.82.7']);
    expect(await floors(id)).toEqual([]);
    await act(incident, 'confirmation');
    expect(await floors(id)).toEqual(['F5']);
    const { body: holdings } = await analyst.get<HoldingLine[]>(`${path}/${incident}/holdings`);
    expect(holdings.find(({ vendorId }) => vendorId === ids.vendorId)).toMatchObject({
      certainty: 'confirmed',
      holds: [
        {
          engagementId: ids.engagementId,
          data: ['personal', 'credentials'],
          access: ['write_api'],
          holdsCredentials: true,
        },
      ],
    });
    await act(incident, 'closing');
    expect(await floors(id)).toEqual([]);
    await act(incident, 'reopening');
    expect(await floors(id)).toEqual(['F5']);
    await say(incident, 'fixed');
    expect(await floors(id)).toEqual([]);
  });

  it('raises no F5 where the vendor holds nothing of ours', async () => {
    ids = await prepare(assay, analyst, { data: ['public'], holdsCredentials: false });
    const incident = await openIncident(assay, analyst, window);
    await take(['1.82.7']);
    await act(incident, 'confirmation');
    expect(await open()).toEqual(['F2']);
  });

  it('shows in an assessment that is scored only afterwards', async () => {
    const incident = await openIncident(assay, analyst, window);
    await take(['1.82.8']);
    await act(incident, 'confirmation');
    const id = await submitted(assay, analyst, ids);
    expect(await floors(id)).toEqual(['F2', 'F5']);
    expect((await scored(id)).number).toBe(1);
  });

  it('keeps F2 beyond the end of an incident, until the vendor gives the all-clear', async () => {
    const id = await submitted(assay, analyst, ids);
    const incident = await openIncident(assay, analyst, window);
    await take(['1.82.7']);
    await act(incident, 'closing');
    expect(await floors(id)).toEqual(['F2']);
    await say(incident, 'fixed');
    expect(await floors(id)).toEqual([]);
  });

  it('raises F2 for malware about which nobody has opened an incident, and hands it over to one', async () => {
    const id = await submitted(assay, analyst, ids);
    await take(['9.0.1']);
    const osvId = 'MAL-nobody-1';
    await record(assay, malware('litellm', ['9.0.1'], { id: osvId }));
    await assay.settle();
    expect(await floors(id)).toEqual(['F2']);
    expect((await scored(id)).floors.find((floor) => floor.id === 'F2')?.reasons).toEqual([
      'litellm 9.0.1 is in use, which the malware advisory “Malicious code in litellm” names',
    ]);
    const other = (await prepare(assay, analyst)).vendorId;
    await takeList(assay, other, ['9.0.1'], { describedOn: '2026-11-21' });
    await assay.settle();
    const under = () => assay.database.sql<{ kind: string }[]>`
      SELECT subject_kind AS kind FROM upstream_condition WHERE vendor_id = ${other} AND closed_at IS NULL`;
    expect(await under()).toEqual([{ kind: 'advisory_event' }]);

    const events = await analyst.get<{ id: string }[]>(`/api/v1/advisory-events?id=${osvId}`);
    const eventId = events.body[0]?.id;
    const incident = await openIncident(assay, analyst, { ...window, packages: [], eventId });
    expect(await under()).toEqual([{ kind: 'incident' }]);
    await say(incident, 'not_affected');
    expect(await floors(id)).toEqual([]);
    await takeList(assay, other, ['9.0.2'], { describedOn: '2026-11-22' });
    await assay.settle();
    expect(await under()).toEqual([]);
  });

  it('follows tools and events that become one, and two again, though nobody opened an incident', async () => {
    const { vendorId } = ids;
    const items = [{ kind: 'library' as const, purl: 'pkg:pypi/lite-llm', name: 'lite-llm' }];
    await assay.app.get(Inventories).take(ann, {
      ...{ vendorId, source: 'lockfile', sourceId: newId(), describedOn: '2026-11-21' },
      ...{ isComplete: true, items: items.map((item) => ({ ...item, version: '7.0.1' })) },
    });
    const affected = { versions: ['7.0.1'] };
    await record(assay, osv({ id: 'GHSA-weak', affected: [names('litellm', affected)] }));
    await record(assay, osv({ id: 'MAL-elsewhere', affected: [names('elsewhere', affected)] }));
    await assay.settle();
    expect(await open()).toEqual([]);

    const tool = async (purl: string) =>
      (await analyst.get<{ id: string }[]>(`/api/v1/tools?q=${purl}`)).body[0]?.id ?? '';
    const pair = {
      keptId: await tool('pkg:pypi/litellm'),
      mergedId: await tool('pkg:pypi/lite-llm'),
    };
    const merges = assay.app.get(ToolMerges);
    const merge = await merges.suggest(ann, { ...pair, reason: 'One project.' });
    await merges.confirm(ann, merge.id, 1);
    await assay.settle();
    expect(await open()).toEqual([]);

    const advisory = async (osvId: string) =>
      (await analyst.get<{ id: string }[]>(`/api/v1/advisories?id=${osvId}`)).body[0]?.id;
    const [oneId, otherId] = [await advisory('GHSA-weak'), await advisory('MAL-elsewhere')];
    const bond = { oneId, otherId, reason: 'The same upload.' };
    const { body: joined } = await analyst.post<{ id: string }>('/api/v1/advisory-bonds', bond);
    await assay.settle();
    expect(await open()).toEqual(['F2']);

    await merges.undo(ann, merge.id, 2);
    await assay.settle();
    expect(await open()).toEqual([]);
    const alias = { alias: 'pkg:pypi/lite-llm-extra' };
    await analyst.post(`/api/v1/tools/${pair.mergedId}/aliases`, alias);
    const again = await merges.suggest(ann, { ...pair, reason: 'One project after all.' });
    await merges.confirm(ann, again.id, 1);
    await assay.settle();
    expect(await open()).toEqual(['F2']);

    const parted = { state: 'undone', reason: 'Two uploads.' };
    const at = `/api/v1/advisory-bonds/${joined.id}`;
    const { headers } = await analyst.get(at);
    await analyst.put(at, parted, { 'if-match': headers['etag'] ?? '' });
    await assay.settle();
    expect(await open()).toEqual([]);
  });

  it('follows a vendor that comes into use, or leaves it, where nobody opened an incident', async () => {
    const osvId = 'MAL-nobody-2';
    await record(assay, malware('litellm', ['8.0.1'], { id: osvId }));
    await take(['8.0.1']);
    expect(await open()).toEqual(['F2']);
    const status = async (to: string) => {
      const at = `/api/v1/vendors/${ids.vendorId}`;
      const { headers, body } = await analyst.get<{ name: string }>(at);
      const version = { 'if-match': headers['etag'] ?? '' };
      await analyst.put(at, { name: body.name, status: to }, version);
      await assay.settle();
    };
    await status('offboarded');
    expect(await open()).toEqual([]);
    await status('active');
    expect(await open()).toEqual(['F2']);
  });

  it('changes nothing where nothing has changed, however often it is looked at', async () => {
    const id = await submitted(assay, analyst, ids);
    const incident = await openIncident(assay, analyst, window);
    await take(['1.82.7']);
    await act(incident, 'confirmation');
    const { number } = await scored(id);
    assay.clock.set(`${addDays('2026-11-23', 1)}T09:00:00Z`);
    await analyst.post(`${path}/${incident}/derivations`);
    await assay.settle();
    expect((await scored(id)).number).toBe(number);
    expect(await open()).toEqual(['F2', 'F5']);
    const kept = await assay.database
      .repository(UpstreamCondition)
      .countBy({ vendorId: ids.vendorId });
    expect(kept).toBe(2);
  });
});
