import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  ExposureDeriving,
  type EntryView,
  type MoveLine,
  type StandingLine,
} from '../../src/incidents/index.js';
import { ExposureDerivation } from '../../src/incidents/exposure/exposure.entity.js';
import { JournalQueries } from '../../src/journal/index.js';
import { newId } from '../../src/platform/ids.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { addVendor, vendorFacts } from '../vendors/examples.js';
import { countsOf, openIncident, path, readIncident, standingIn, takeList } from './examples.js';

interface Refused {
  fields: Record<string, string>;
  detail: string;
}

describe('exposure through the API', () => {
  let assay: TestAssay;
  let analyst: Visitor;

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.api('analyst');
  });
  afterAll(() => assay.close());
  beforeEach(async () => {
    assay.clock.set('2026-03-27T09:00:00Z');
    const { body: open } = await analyst.get<{ id: string }[]>(`${path}?state=open`);
    for (const { id } of open) await close(id);
    const { body: vendors } = await analyst.get<{ id: string }[]>('/api/v1/vendors?status=active');
    for (const { id } of vendors) await setStatus(id, 'offboarded');
    await assay.settle();
  });

  const close = async (id: string) => {
    const version = { 'if-match': `"${(await readIncident(analyst, id)).version}"` };
    await analyst.post(`${path}/${id}/closing`, { reason: 'All is told.' }, version);
  };
  const setStatus = async (id: string, status: string, name = vendorFacts.name) => {
    const { headers } = await analyst.get(`/api/v1/vendors/${id}`);
    const version = { 'if-match': headers['etag'] ?? '' };
    await analyst.put(`/api/v1/vendors/${id}`, { name, status }, version);
    await assay.settle();
  };
  const vendor = (name: string) => addVendor(analyst, { name, status: 'active' });
  const say = (id: string, vendorId: string, status: string, datedOn = '2026-03-27') =>
    analyst.post<{ id: string }>(`${path}/${id}/statements`, { vendorId, status, datedOn });
  const take = async (
    ...args: Parameters<typeof takeList> extends [unknown, ...infer R] ? R : never
  ) => {
    const id = await takeList(assay, ...args);
    await assay.settle();
    return id;
  };
  const standings = async (id: string, filter = '') =>
    (await analyst.get<StandingLine[]>(`${path}/${id}/standings${filter}`)).body;
  const timeline = async (id: string) =>
    (await analyst.get<EntryView[]>(`${path}/${id}/timeline`)).body;

  it('places every vendor in use, each with its evidence, never merging what is unknown', async () => {
    const [amber, birch, cobalt, delta, ember] = await Promise.all(
      ['Amber', 'Birch', 'Cobalt', 'Delta', 'Ember'].map(vendor),
    );
    const sbom = await take(amber!, ['1.82.7']);
    await take(birch!, ['1.82.6']);
    await take(cobalt!, ['1.80.0'], { describedOn: '2026-02-01', source: 'lockfile' });
    await take(delta!, [null], { source: 'answer', isComplete: false });
    const id = await openIncident(assay, analyst);

    const sentence = '2 affected, 1 clear, 1 stale, 1 never asked';
    expect(await readIncident(analyst, id)).toMatchObject({
      reference: expect.stringMatching(/^I-\d+$/),
      state: 'open',
      isConfirmed: false,
      sentence,
    });
    expect(await countsOf(analyst, id)).toMatchObject({
      counts: { affected: 2, confirmed: 1, possible: 1, clear: 1, stale: 1, never_asked: 1 },
      vendors: 5,
      sentence,
    });
    const told = (await standings(id)).map(({ vendor, standing, certainty, evidence }) => [
      vendor,
      standing,
      certainty,
      evidence,
    ]);
    expect(told).toEqual([
      ['Amber', 'affected', 'confirmed', 'Its SBOM of 25 Mar 2026 names litellm 1.82.7.'],
      [
        'Birch',
        'clear',
        undefined,
        'Its SBOM of 25 Mar 2026 names litellm 1.82.6, a version that is not affected.',
      ],
      [
        'Cobalt',
        'stale',
        undefined,
        'Its lock file of 1 Feb 2026 names litellm 1.80.0, but describes a day before 24 Mar 2026.',
      ],
      [
        'Delta',
        'affected',
        'possible',
        'Its answer of 25 Mar 2026 names litellm without a version.',
      ],
      [
        'Ember',
        'never_asked',
        undefined,
        'It has said nothing, and there is no list of what it is built from.',
      ],
    ]);
    expect(await standingIn(analyst, id, amber!)).toMatchObject({
      inventoryId: sbom,
      evidenceOn: '2026-03-25',
      grade: 'artefact',
      toolVersion: '1.82.7',
    });
    expect(await standings(id, '?standing=affected&certainty=possible')).toHaveLength(1);
    const first = await analyst.get<StandingLine[]>(`${path}/${id}/standings?size=2`);
    const [, next] = /<([^>]+)>; rel="next"/.exec(first.headers['link'] ?? '') ?? [];
    const second = await analyst.get<StandingLine[]>(next ?? '');
    expect(second.body.map((line) => line.vendor)).toEqual(['Cobalt', 'Delta']);
    expect(ember).toBeDefined();
  });

  it('believes the list that knows the version before an answer that does not', async () => {
    const amber = await vendor('Amber');
    const heard = { source: 'answer', isComplete: false, describedOn: '2026-01-10' } as const;
    await take(amber, [null], heard);
    const id = await openIncident(assay, analyst);
    expect(await standingIn(analyst, id, amber)).toMatchObject({ certainty: 'possible' });
    await take(amber, ['1.82.6']);
    expect(await standingIn(analyst, id, amber)).toMatchObject({
      standing: 'clear',
      evidence: expect.stringMatching(
        /^Its SBOM of 25 Mar 2026 names litellm 1\.82\.6, .* its answer of 10 Jan 2026, which/,
      ),
    });
  });

  it('follows every fact as it arrives, and can say what was known at any instant', async () => {
    const amber = await vendor('Amber');
    const birch = await vendor('Birch');
    const id = await openIncident(assay, analyst);
    expect((await countsOf(analyst, id)).sentence).toBe(
      '0 affected, 0 clear, 0 stale, 2 never asked',
    );

    assay.clock.set('2026-03-27T11:00:00Z');
    await take(amber, ['1.82.7']);
    assay.clock.set('2026-03-27T13:00:00Z');
    const { body: said } = await say(id, birch, 'under_investigation');
    await assay.settle();
    assay.clock.set('2026-03-28T08:00:00Z');
    await say(id, birch, 'not_affected', '2026-03-28');
    await say(id, amber, 'fixed', '2026-03-28');
    await assay.settle();

    expect((await countsOf(analyst, id)).sentence).toBe(
      '0 affected, 2 clear, 0 stale, 0 never asked',
    );
    const known = async (at: string) => (await countsOf(analyst, id, at)).sentence;
    expect(await known('2026-03-27T08:59:59Z')).toBe('0 affected, 0 clear, 0 stale, 0 never asked');
    expect(await known('2026-03-27T10:00:00Z')).toBe('0 affected, 0 clear, 0 stale, 2 never asked');
    expect(await known('2026-03-27T12:00:00Z')).toBe('1 affected, 0 clear, 0 stale, 1 never asked');
    expect(await known('2026-03-27')).toBe('1 affected, 0 clear, 1 stale, 0 never asked');
    expect(await standingIn(analyst, id, birch, '2026-03-27T14:00:00Z')).toMatchObject({
      standing: 'stale',
      statementId: said.id,
      evidence: 'On 27 Mar 2026 it said that it is looking into it.',
      sinceAt: '2026-03-27T13:00:00.000Z',
    });
    expect(await standingIn(analyst, id, amber)).toMatchObject({
      standing: 'clear',
      evidence:
        'On 28 Mar 2026 it said that it was affected and is fixed, though its SBOM of 25 Mar 2026 names litellm 1.82.7.',
    });

    const entries = await timeline(id);
    const derived = entries.filter(({ kind }) => kind === 'derived');
    expect(derived.map(({ words }) => words)).toContain(
      'Amber went from never asked to affected. Its SBOM of 25 Mar 2026 names litellm 1.82.7.',
    );
    expect(derived.at(-1)).toMatchObject({
      sentence: '0 affected, 0 clear, 0 stale, 2 never asked',
      byKind: 'system',
    });
    const { derivation } = derived.find(({ words }) => words.startsWith('Amber went from never'))!;
    const { body: moves } = await analyst.get<MoveLine[]>(
      `${path}/${id}/moves?derivation=${derivation}`,
    );
    expect(moves).toMatchObject([
      { vendorId: amber, before: 'never_asked', standing: 'affected', certainty: 'confirmed' },
    ]);
  });

  it('counts vendors as they come into use and leave it', async () => {
    await vendor('Amber');
    const id = await openIncident(assay, analyst);
    const birch = await vendor('Birch');
    await assay.settle();
    expect((await countsOf(analyst, id)).vendors).toBe(2);
    await setStatus(birch, 'rejected', 'Birch');
    expect((await countsOf(analyst, id)).vendors).toBe(1);
    expect(await standingIn(analyst, id, birch)).toBeUndefined();
    const [entry] = await timeline(id);
    expect(entry).toMatchObject({
      words: 'Birch is not in use any more, so it is counted no longer.',
      sentence: '0 affected, 0 clear, 0 stale, 1 never asked',
    });
  });

  it('withdraws a statement that was recorded wrongly, and keeps it in sight', async () => {
    const amber = await vendor('Amber');
    const id = await openIncident(assay, analyst);
    const { body: said } = await say(id, amber, 'not_affected');
    await assay.settle();
    expect(await standingIn(analyst, id, amber)).toHaveProperty('standing', 'clear');
    const withdrawal = { reason: 'It was about another product.' };
    const address = `/api/v1/statements/${said.id}/withdrawal`;
    expect((await analyst.post(address, withdrawal)).status).toBe(204);
    expect((await analyst.post(address, withdrawal)).status).toBe(409);
    await assay.settle();
    expect(await standingIn(analyst, id, amber)).toHaveProperty('standing', 'never_asked');
    const { body } = await analyst.get<object[]>(`${path}/${id}/statements`);
    expect(body).toMatchObject([
      { id: said.id, status: 'not_affected', withdrawnBecause: withdrawal.reason },
    ]);
  });

  it('goes stale by itself as days go by, and derives once a day', async () => {
    const amber = await vendor('Amber');
    await take(amber, [], { describedOn: '2026-03-20' });
    const id = await openIncident(assay, analyst, { windowTo: undefined });
    expect(await standingIn(analyst, id, amber)).toHaveProperty('standing', 'clear');
    const deriving = assay.app.get(ExposureDeriving);
    assay.clock.set('2026-06-19T01:00:00Z');
    await deriving.nightly();
    const { derivation } = await countsOf(analyst, id);
    expect((await countsOf(analyst, id)).sentence).toBe(
      '0 affected, 0 clear, 1 stale, 0 never asked',
    );
    await deriving.nightly();
    expect((await countsOf(analyst, id)).derivation).toBe(derivation);
    expect((await standingIn(analyst, id, amber))?.evidence).toBe(
      'Its SBOM of 20 Mar 2026 does not name litellm, but that is longer ago than the 90 days for which it counts.',
    );
    expect((await timeline(id))[0]?.words).toBe(
      'A day has gone by. One vendor came to stand elsewhere: 0 affected, 0 clear, 1 stale, 0 never asked.',
    );
  });

  it('shows the standings before until a derivation is finished, and takes back what one left half done', async () => {
    const amber = await vendor('Amber');
    const id = await openIncident(assay, analyst);
    const before = await countsOf(analyst, id);
    // As a process that was killed left it.
    const number = before.derivation + 1;
    await assay.database.transaction(async () => {
      await assay.database.repository(ExposureDerivation).insert({
        id: newId(),
        incidentId: id,
        number,
        vendorId: null,
        cause: 'It was killed.',
        begunAt: assay.clock.now(),
        leasedUntil: new Date(assay.clock.now().getTime() + 60_000),
        finishedAt: null,
        moved: 0,
        counts: null,
      });
      await assay.database.sql`
        UPDATE exposure SET until_derivation = ${number}
        WHERE incident_id = ${id} AND vendor_id = ${amber} AND until_derivation > ${number}`;
      await assay.database.sql`
        INSERT INTO exposure (incident_id, vendor_id, from_derivation, until_derivation, standing, since_at)
        VALUES (${id}, ${amber}, ${number}, 2147483647, 'clear', '2026-03-27T09:00:00.000Z')`;
    });
    expect(await countsOf(analyst, id)).toEqual(before);
    expect(await standingIn(analyst, id, amber)).toHaveProperty('standing', 'never_asked');
    const deriving = assay.app.get(ExposureDeriving);
    expect(await deriving.ofIncident(id, 'Again.')).toBe('busy');
    await say(id, amber, 'affected');
    await assay.settle();
    expect(await standingIn(analyst, id, amber)).toHaveProperty('standing', 'never_asked');

    assay.clock.advance(120_000);
    await assay.settle();
    expect(await standingIn(analyst, id, amber)).toHaveProperty('standing', 'affected');
    expect(await countsOf(analyst, id)).toMatchObject({
      derivation: number,
      sentence: '1 affected, 0 clear, 0 stale, 0 never asked',
    });
    expect(await standings(id)).toHaveLength(1);
    expect((await countsOf(analyst, id, '2026-03-27T09:00:00Z')).sentence).toBe(before.sentence);
  });

  it('derives the same however often and however many ask at once', async () => {
    const amber = await vendor('Amber');
    await take(amber, ['1.82.7']);
    const id = await openIncident(assay, analyst);
    const deriving = assay.app.get(ExposureDeriving);
    const told = await Promise.all([1, 2, 3].map(() => deriving.ofIncident(id, 'Again.')));
    expect(told).toContain('done');
    await assay.settle();
    expect(await standings(id)).toHaveLength(1);
    const derived = (await timeline(id)).filter(({ kind }) => kind === 'derived');
    expect(derived).toHaveLength(1);
    const [{ rows } = { rows: 0 }] = await assay.database.sql<{ rows: number }[]>`
      SELECT count(*) AS rows FROM exposure WHERE incident_id = ${id}`;
    expect(Number(rows)).toBe(1);
  });

  it('is confirmed, closed and opened again, each once in the journal and the timeline', async () => {
    const amber = await vendor('Amber');
    const id = await openIncident(assay, analyst);
    const act = async (what: string, body: object = { reason: 'So it is.' }) =>
      analyst.post<Refused>(`${path}/${id}/${what}`, body, {
        'if-match': `"${(await readIncident(analyst, id)).version}"`,
      });
    expect((await act('confirmation')).status).toBe(204);
    expect((await act('confirmation')).status).toBe(409);
    expect(await readIncident(analyst, id)).toMatchObject({
      isConfirmed: true,
      confirmedBecause: 'So it is.',
      confirmedBy: expect.stringContaining('Test analyst'),
    });
    expect((await act('closing')).status).toBe(204);
    expect((await act('closing')).status).toBe(409);
    await say(id, amber, 'affected');
    await assay.settle();
    expect(await standingIn(analyst, id, amber)).toHaveProperty('standing', 'never_asked');
    expect((await act('reopening')).status).toBe(204);
    await assay.settle();
    expect(await standingIn(analyst, id, amber)).toHaveProperty('standing', 'affected');
    const { items } = await assay.app
      .get(JournalQueries)
      .page({ subjectKind: 'incident', subjectId: id });
    expect(items.map(({ action }) => action).reverse()).toEqual([
      'incident.opened',
      'incident.confirmed',
      'incident.closed',
      'incident.reopened',
    ]);
    const kinds = (await timeline(id)).map(({ kind }) => kind).reverse();
    expect(kinds).toEqual([
      'opened',
      'derived',
      'confirmed',
      'closed',
      'statement',
      'reopened',
      'derived',
    ]);
  });

  it('changes what it says, derives anew, and tells of two who change it at once', async () => {
    const amber = await vendor('Amber');
    await take(amber, ['1.82.6']);
    const id = await openIncident(assay, analyst);
    const packages = [{ purl: 'pkg:pypi/LiteLLM', name: 'litellm' }];
    const { title, kind } = await readIncident(analyst, id);
    const change = (version: number) =>
      analyst.put(`${path}/${id}`, { title, kind, packages }, { 'if-match': `"${version}"` });
    expect((await change(1)).status).toBe(204);
    expect((await change(1)).status).toBe(412);
    await assay.settle();
    expect(await standingIn(analyst, id, amber)).toMatchObject({
      standing: 'affected',
      certainty: 'confirmed',
    });
  });

  it.each([
    [{ packages: [] }, 'packages'],
    [{ packages: [{ name: 'litellm', purl: 'litellm' }] }, 'packages.0.purl'],
    [{ windowTo: '2026-03-23' }, 'windowTo'],
    [{ leadId: newId() }, 'leadId'],
  ])('is refused with %j', async (facts, field) => {
    const { status, body } = await analyst.post<Refused>(path, {
      title: 'Poisoned releases',
      kind: 'malware',
      windowFrom: '2026-03-24',
      packages: [{ name: 'litellm' }],
      ...facts,
    });
    expect([status, Object.keys(body.fields)]).toEqual([422, [field]]);
  });

  it('takes no statement from the future, and nothing from whoever may only look', async () => {
    const amber = await vendor('Amber');
    const id = await openIncident(assay, analyst);
    const { status, body } = await say(id, amber, 'fixed', '2026-03-28');
    expect([status, (body as unknown as Refused).fields]).toEqual([
      422,
      { datedOn: 'is in the future' },
    ]);
    const reader = await assay.api('viewer');
    const facts = { vendorId: amber, status: 'fixed', datedOn: '2026-03-27' };
    expect((await reader.post(`${path}/${id}/statements`, facts)).status).toBe(403);
    expect((await reader.get(`${path}/${id}/standings`)).status).toBe(200);
    expect((await reader.get(`${path}/${id}/exposure?at=yesterday`)).status).toBe(422);
  });
});
