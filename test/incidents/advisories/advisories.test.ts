import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  EventQueries,
  eventsChanged,
  type AdvisoryLine,
  type AdvisoryView,
  type BondView,
  type EventLine,
  type EventView,
  type MatchView,
} from '../../../src/incidents/index.js';
import { startAssay, type TestAssay, type Visitor } from '../../support/app.js';
import { haveRealFiles, malware, names, osv, realFile, record } from './records.js';

describe('advisories', () => {
  let assay: TestAssay;
  let analyst: Visitor;

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.api('analyst');
  });
  afterAll(() => assay.close());

  const eventOf = async (osvId: string): Promise<EventView> => {
    const { body } = await analyst.get<EventLine[]>(`/api/v1/advisory-events?id=${osvId}`);
    const event = body.find(({ ids }) => ids.includes(osvId)) ?? body[0];
    return (await analyst.get<EventView>(`/api/v1/advisory-events/${event?.id}`)).body;
  };
  const advisoryOf = async (osvId: string) => {
    const { body } = await analyst.get<AdvisoryLine[]>(`/api/v1/advisories?id=${osvId}`);
    const id = body.find((line) => line.osvId === osvId)?.id ?? '';
    const { body: view, headers } = await analyst.get<AdvisoryView>(`/api/v1/advisories/${id}`);
    return { ...view, tag: { 'if-match': headers['etag'] ?? '' } };
  };
  const bondOf = async (one: string, other: string) => {
    const { bonds } = await eventOf(one);
    const bond = bonds.find(
      (b) => [b.one, b.other].includes(one) && [b.one, b.other].includes(other),
    );
    if (!bond) throw new Error(`${one} and ${other} have no bond`);
    const { headers } = await analyst.get(`/api/v1/advisory-bonds/${bond.id}`);
    return { ...bond, tag: { 'if-match': headers['etag'] ?? '' } };
  };
  const decide = async (bond: { id: string; tag: Record<string, string> }, state: string) =>
    analyst.put(`/api/v1/advisory-bonds/${bond.id}`, { state, reason: 'As we see it' }, bond.tag);
  const verdicts = async (purl: string, versions: string[]) => {
    const all: unknown[] = [];
    for (const version of versions) {
      const url = `/api/v1/advisory-matches?purl=${encodeURIComponent(purl)}&version=${encodeURIComponent(version)}`;
      const { body } = await analyst.get<MatchView[]>(url);
      all.push(
        ...body.filter(({ kind }) => kind === 'malware').map(({ verdict }) => [version, verdict]),
      );
    }
    return all;
  };

  (haveRealFiles ? it : it.skip)(
    'of litellm are one event: two by an alias, GHSA-5mg7-485q-xm76 by the releases it names (skipped: no real files)',
    async () => {
      await record(assay, realFile('PYSEC-2026-2.yaml'));
      await record(assay, realFile('MAL-2026-2144.json'));
      const ranges = [
        { type: 'ECOSYSTEM', events: [{ introduced: '1.82.7' }, { last_affected: '1.82.8' }] },
      ];
      const ghsa = osv({
        id: 'GHSA-5mg7-485q-xm76',
        published: '2026-03-25T21:00:00Z',
        database_specific: { cwe_ids: ['CWE-506'], severity: 'CRITICAL' },
        affected: [names('litellm', { ranges })],
      });
      await record(assay, ghsa);
      await record(
        assay,
        osv({
          id: 'GHSA-old-litellm',
          aliases: ['CVE-2024-1'],
          affected: [
            names('litellm', {
              ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '1.30' }] }],
            }),
          ],
        }),
      );
      const event = await eventOf('PYSEC-2026-2');
      expect(event.ids).toEqual(['PYSEC-2026-2', 'MAL-2026-2144', 'GHSA-5mg7-485q-xm76']);
      expect([event.kind, event.isBroad, event.publishedAt]).toEqual([
        'malware',
        false,
        '2026-03-24T11:15:14.000Z',
      ]);
      expect(event.bonds.map(({ rule, state, why }) => [rule, state, why])).toEqual([
        ['alias', 'holds', 'MAL-2026-2144 names PYSEC-2026-2 as an alias.'],
        [
          'same_versions',
          'holds',
          'Both name the same releases as malware: litellm 1.82.7, 1.82.8.',
        ],
        [
          'same_versions',
          'holds',
          'Both name the same releases as malware: litellm 1.82.7, 1.82.8.',
        ],
      ]);
      expect(
        await verdicts('pkg:pypi/LiteLLM', [
          '1.82.6',
          '1.82.7',
          '1.82.8',
          '1.82.8rc1',
          '1.82.9',
          'main',
        ]),
      ).toEqual([
        ['1.82.6', 'not_affected'],
        ['1.82.7', 'affected'],
        ['1.82.8', 'affected'],
        ['1.82.8rc1', 'affected'],
        ['1.82.9', 'not_affected'],
        ['main', 'unknown'],
      ]);
      const { body } = await analyst.get<MatchView[]>(
        '/api/v1/advisory-matches?purl=pkg:pypi/litellm@1.29',
      );
      expect(body.map(({ kind, ids, verdict }) => [kind, ids.length, verdict])).toEqual([
        ['malware', 3, 'not_affected'],
        ['vulnerability', 1, 'affected'],
      ]);
      await record(assay, realFile('PYSEC-2026-1.yaml'));
      expect(
        await verdicts('pkg:pypi/dydx_v4.client', ['1.1.5', '1.1.5.post1', '1.1.5-1', '1.1.6']),
      ).toEqual([
        ['1.1.5', 'not_affected'],
        ['1.1.5.post1', 'affected'],
        ['1.1.5-1', 'affected'],
        ['1.1.6', 'not_affected'],
      ]);
    },
  );

  it('are one event by aliases however indirect, in whatever order they come', async () => {
    await record(assay, osv({ id: 'GHSA-c', aliases: ['CVE-7-2'] }));
    await record(assay, osv({ id: 'PYSEC-a', aliases: ['CVE-7-1'] }));
    const apart = await eventOf('GHSA-c');
    expect(apart.ids).toEqual(['GHSA-c']);
    await record(assay, osv({ id: 'CVE-7-1', aliases: ['CVE-7-2'], summary: '' }));
    const event = await eventOf('PYSEC-a');
    expect(event.ids).toEqual(['GHSA-c', 'PYSEC-a', 'CVE-7-1']);
    expect(event.id).toBe(apart.id);
    expect(event.names).toEqual(['GHSA-c', 'PYSEC-a', 'CVE-7-1', 'CVE-7-2']);
    await record(assay, osv({ id: 'CVE-7-1', aliases: [], modified: '2026-04-01T00:00:00Z' }));
    expect((await eventOf('GHSA-c')).ids).toEqual(['GHSA-c']);
    expect((await eventOf('PYSEC-a')).ids).toEqual(['PYSEC-a', 'CVE-7-1']);
  });

  it('are parted and joined again by people, and stay as people decided', async () => {
    await record(assay, [
      malware('one', ['1', '2'], { id: 'MAL-one' }),
      malware('one', ['1', '2'], { id: 'PYSEC-one' }),
    ]);
    const first = await eventOf('PYSEC-one');
    expect(first.ids).toEqual(['MAL-one', 'PYSEC-one']);
    expect((await decide(await bondOf('MAL-one', 'PYSEC-one'), 'undone')).status).toBe(204);
    const second = await eventOf('PYSEC-one');
    expect([second.ids, second.id === first.id]).toEqual([['PYSEC-one'], false]);
    await record(
      assay,
      malware('one', ['1', '2'], {
        id: 'PYSEC-one',
        aliases: ['MAL-one'],
        modified: '2026-04-01T00:00:00Z',
      }),
    );
    expect((await eventOf('PYSEC-one')).id).toBe(second.id);
    expect((await decide(await bondOf('MAL-one', 'PYSEC-one'), 'holds')).status).toBe(204);
    const again = await eventOf('PYSEC-one');
    expect([again.id, again.ids.length]).toEqual([first.id, 2]);
    const gone = await analyst.get<EventView>(`/api/v1/advisory-events/${second.id}`);
    expect([gone.body.mergedIntoId, gone.body.advisories]).toEqual([first.id, []]);
    expect((await assay.app.get(EventQueries).facts(second.id)).id).toBe(first.id);
  });

  it('that speak of malware are asked about, until a person says, or a MAL record joins them', async () => {
    const fixed = [{ type: 'ECOSYSTEM', events: [{ introduced: '1' }, { fixed: '3' }] }];
    const affected = [names('perhaps', { ranges: fixed })];
    const details = 'Published with a compromised maintainer account.';
    await record(assay, osv({ id: 'PYSEC-perhaps', details, affected }));
    const asked = await eventOf('PYSEC-perhaps');
    expect(asked).toMatchObject({
      kind: 'vulnerability',
      perhapsMalware: [{ osvId: 'PYSEC-perhaps', words: 'compromised maintainer account' }],
    });
    const judge = async (kind: string) => {
      const { id, tag } = await advisoryOf('PYSEC-perhaps');
      return (await analyst.put(`/api/v1/advisories/${id}/kind`, { kind }, tag)).status;
    };
    expect(await judge('vulnerability')).toBe(204);
    expect((await eventOf('PYSEC-perhaps')).perhapsMalware).toEqual([]);
    const later = { modified: '2026-03-25T12:00:00Z', details: `${details} It is malware.` };
    await record(assay, osv({ id: 'PYSEC-perhaps', affected, ...later }));
    expect(await eventOf('PYSEC-perhaps')).toMatchObject({
      ...{ kind: 'vulnerability', perhapsMalware: [] },
    });
    await record(assay, osv({ id: 'MAL-perhaps', aliases: ['PYSEC-perhaps'] }));
    expect(await eventOf('PYSEC-perhaps')).toMatchObject({
      ...{ kind: 'malware', ids: ['PYSEC-perhaps', 'MAL-perhaps'], perhapsMalware: [] },
    });
    expect(await judge('malware')).toBe(204);
    expect(await advisoryOf('PYSEC-perhaps')).toMatchObject({ kind: 'malware' });
  });

  it('that are only close are suggested to be one event', async () => {
    await record(assay, [
      malware('near', ['1', '2'], { id: 'MAL-near' }),
      malware('near', ['2', '3'], { id: 'PYSEC-near', published: '2026-04-10T00:00:00Z' }),
      malware('near', ['2', '3', '4'], { id: 'PYSEC-far', published: '2027-04-10T00:00:00Z' }),
    ]);
    const url = '/api/v1/advisory-bonds?state=suggested';
    const { body } = await analyst.get<BondView[]>(url);
    expect(body.map(({ one, other, rule, why }) => [one, other, rule, why])).toEqual([
      [
        'MAL-near',
        'PYSEC-near',
        'close',
        'Both name near as malware, and were published within 17 days of each other.',
      ],
    ]);
    expect((await eventOf('MAL-near')).ids).toEqual(['MAL-near']);
    const bond = await bondOf('MAL-near', 'PYSEC-near');
    expect((await decide(bond, 'undone')).status).toBe(409);
    expect((await decide(bond, 'refused')).status).toBe(204);
    expect((await decide(bond, 'holds')).status).toBe(412);
    expect((await analyst.get<BondView[]>(url)).body).toEqual([]);
    expect((await decide(await bondOf('MAL-near', 'PYSEC-near'), 'holds')).status).toBe(204);
    expect((await eventOf('PYSEC-near')).ids).toEqual(['MAL-near', 'PYSEC-near']);
    const [one, other] = [await advisoryOf('PYSEC-far'), await advisoryOf('MAL-near')];
    const pair = { oneId: one.id, otherId: other.id, reason: 'The same attackers' };
    expect((await analyst.post('/api/v1/advisory-bonds', pair)).status).toBe(201);
    expect((await analyst.post('/api/v1/advisory-bonds', pair)).status).toBe(409);
    expect((await eventOf('PYSEC-far')).ids).toHaveLength(3);
  });

  it('that disagree under one id: the later stands, the earlier is refused, two of one moment contradict', async () => {
    const text = (at: string, summary: string) => osv({ id: 'GHSA-twice', modified: at, summary });
    const outcomes: unknown[] = [];
    for (const [at, summary] of [
      ['2026-03-02T00:00:00Z', 'Second'],
      ['2026-03-02T00:00:00Z', 'Second'],
      ['2026-03-01T00:00:00Z', 'First'],
      ['2026-03-02T00:00:00Z', 'Other'],
      ['2026-03-02T00:00:00Z', 'Other'],
      ['2026-03-03T00:00:00Z', 'Third'],
    ] as const) {
      outcomes.push(
        ...(await record(assay, text(at, summary))).map(({ outcome, why }) => [outcome, why]),
      );
    }
    const contradiction =
      'GHSA-twice is here in another text of the same moment (2026-03-02T00:00:00.000Z). The first one stands; this one is kept beside it as a contradiction.';
    expect(outcomes).toEqual([
      ['added', undefined],
      ['same', undefined],
      [
        'refused',
        'GHSA-twice is here in a later text (modified 2026-03-02T00:00:00.000Z); this one is of 2026-03-01T00:00:00.000Z and was not taken over.',
      ],
      ['refused', contradiction],
      ['refused', contradiction],
      ['changed', undefined],
    ]);
    const { id, summary, contradictions } = await advisoryOf('GHSA-twice');
    expect([summary, contradictions]).toEqual(['Third', 1]);
    const { body } = await analyst.get<{ standing: string; raw: string }[]>(
      `/api/v1/advisories/${id}/texts`,
    );
    expect(
      body.map(({ standing, raw }) => [standing, (JSON.parse(raw) as { summary: string }).summary]),
    ).toEqual([
      ['current', 'Third'],
      ['conflicting', 'Other'],
      ['replaced', 'Second'],
    ]);
  });

  it('are written by hand, with versions, a window and what is disputed, until a database has them', async () => {
    const facts = {
      kind: 'malware',
      summary: 'Releases of gate carried malware',
      osvId: 'GHSA-hand',
      packages: [{ purl: 'pkg:npm/%40a/gate@1.0.1', versions: ['1.0.2'] }],
      windowFrom: '2026-03-24',
      windowTo: '2026-03-24',
      publishedOn: '2026-03-24',
      sources: [{ url: 'https://a.example/why' }],
      disputed: 'Whether 1.0.0 was replaced too.',
    };
    const { status } = await analyst.post('/api/v1/advisories', facts);
    expect(status).toBe(201);
    expect((await analyst.post('/api/v1/advisories', facts)).status).toBe(409);
    const written = await advisoryOf('GHSA-hand');
    expect(written).toMatchObject({
      kind: 'malware',
      kindBy: 'Test analyst (test)',
      source: 'by_hand',
      windowFrom: '2026-03-24',
      disputed: 'Whether 1.0.0 was replaced too.',
      packages: [
        {
          purl: 'pkg:npm/%40a/gate',
          ecosystem: 'npm',
          versions: ['1.0.2', '1.0.1'],
          isBroad: false,
        },
      ],
      links: [{ type: 'WEB', url: 'https://a.example/why' }],
    });
    const changed = {
      ...facts,
      packages: [{ purl: 'pkg:npm/%40a/gate', everyVersion: true }],
      otherNames: ['SNYK-1'],
    };
    const url = `/api/v1/advisories/${written.id}/record`;
    expect((await analyst.put(url, changed, written.tag)).status).toBe(204);
    const broad = await advisoryOf('GHSA-hand');
    expect([broad.isBroad, broad.aliases]).toEqual([true, [{ value: 'SNYK-1', byPerson: true }]]);
    expect((await eventOf('SNYK-1')).isBroad).toBe(true);
    await record(assay, osv({ id: 'GHSA-hand', modified: '2020-01-01T00:00:00Z' }));
    const replaced = await advisoryOf('GHSA-hand');
    expect(replaced).toMatchObject({
      source: 'pasted',
      summary: 'A weakness in a package',
      kind: 'malware',
      isBroad: false,
      windowTo: '2026-03-24',
    });
    expect((await analyst.put(url, facts, replaced.tag)).status).toBe(409);
  });

  it.each([
    [{ purl: 'litellm' }, 'packages.0.purl'],
    [{ purl: 'pkg:pypi/x' }, 'packages.0.versions'],
    [{ purl: 'pkg:pypi/x', to: '1', before: '2' }, 'packages.0.before'],
    [{ purl: 'pkg:pypi/x@1', everyVersion: true }, 'packages.0.everyVersion'],
  ])('by hand that say nothing certain are refused: %j', async (named, field) => {
    const facts = { kind: 'malware', summary: 'x', packages: [named] };
    const { status, body } = await analyst.post<{ fields: object }>('/api/v1/advisories', facts);
    expect([status, Object.keys(body.fields)]).toEqual([422, [field]]);
  });

  it('tell once a transaction which events changed, and leave an entry in the journal', async () => {
    const jobs = () => assay.database.sql<{ payload: string }[]>`
      SELECT payload FROM job WHERE kind = ${eventsChanged.name} ORDER BY created_at, id`;
    const before = (await jobs()).length;
    await record(assay, osv({ id: 'GHSA-news' }));
    const after = await jobs();
    const { eventId, id } = await advisoryOf('GHSA-news');
    expect(after.slice(before).map(({ payload }) => JSON.parse(payload) as unknown)).toEqual([
      { eventIds: [eventId], changedAt: assay.clock.now().toISOString() },
    ]);
    const entries = await assay.database.sql<{ action: string }[]>`
      SELECT action FROM journal_entry WHERE subject_id = ${id}`;
    expect(entries).toEqual([{ action: 'advisory.recorded' }]);
    await assay.settle();
  });

  it('are for people who may see incidents, and changed by those who may write them', async () => {
    const viewer = await assay.api('viewer');
    expect((await viewer.get('/api/v1/advisories')).status).toBe(200);
    expect((await viewer.post('/api/v1/advisories', {})).status).toBe(403);
    expect((await viewer.post('/api/v1/advisory-bonds', {})).status).toBe(403);
  });
});
