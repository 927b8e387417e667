import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BondView, EventLine } from '../../../src/incidents/index.js';
import { newVendor } from '../../evidence/files.js';
import { startAssay, type TestAssay, type Visitor } from '../../support/app.js';
import { countsOf, litellmFacts, openIncident, path, standingIn, takeList } from '../examples.js';
import { malware, record } from './records.js';

describe('an incident about an event', () => {
  let assay: TestAssay;
  let analyst: Visitor;
  let vendorId: string;

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.api();
    vendorId = await newVendor(analyst);
    await takeList(assay, vendorId, ['1.82.8']);
    await assay.settle();
  });
  afterAll(() => assay.close());

  const give = async (id: string, versions: string[], modified = '2026-03-24T12:00:00Z') => {
    await record(assay, malware('litellm', versions, { id, modified }));
    await assay.settle();
  };
  const eventOf = async (id: string): Promise<string> =>
    (await analyst.get<EventLine[]>(`/api/v1/advisory-events?id=${id}`)).body[0]?.id ?? '';

  it('follows what its advisories come to say, and events that are joined and parted', async () => {
    await give('GHSA-late', ['1.82.7']);
    const facts = { eventId: await eventOf('GHSA-late'), packages: [] };
    const incident = await openIncident(assay, analyst, facts);
    const twice = await analyst.post<{ detail: string }>(path, { ...litellmFacts, ...facts });
    expect([twice.status, twice.body.detail]).toEqual([
      409,
      expect.stringMatching(/^I-1 about this event is open already: .* on purpose\.$/),
    ]);
    const standing = async () => (await standingIn(analyst, incident, vendorId))?.standing;
    expect(await standing()).toBe('clear');
    await give('GHSA-late', ['1.82.7', '1.82.8'], '2026-03-25T12:00:00Z');
    expect(await standing()).toBe('affected');
    await give('GHSA-late', ['1.82.7'], '2026-03-26T12:00:00Z');
    expect(await standing()).toBe('clear');
    await give('MAL-other', ['1.82.7', '1.82.8']);
    const { body } = await analyst.get<BondView[]>('/api/v1/advisory-bonds?state=suggested');
    const decide = async (state: string, version: number) => {
      const tag = { 'if-match': `"${version}"` };
      const answer = await analyst.put(`/api/v1/advisory-bonds/${body[0]?.id}`, { state }, tag);
      expect(answer.status).toBe(204);
      await assay.settle();
    };
    const other = { ...litellmFacts, ...facts, eventId: await eventOf('MAL-other') };
    await decide('holds', 1);
    expect(await standing()).toBe('affected');
    expect((await analyst.post(path, other)).status).toBe(409);
    const beside = await analyst.post<{ id: string }>(path, { ...other, alongside: true });
    expect(beside.status).toBe(201);
    await give('MAL-other', ['1.82.7', '1.82.9'], '2026-03-27T12:00:00Z');
    expect(await standing()).toBe('clear');
    await give('MAL-other', ['1.82.7', '1.82.8'], '2026-03-28T12:00:00Z');
    expect(await standing()).toBe('affected');
    await decide('undone', 2);
    expect(await standing()).toBe('clear');
    expect((await countsOf(analyst, incident)).counts).toMatchObject({ affected: 0, clear: 1 });
  });

  it('is not opened by mistake where an open one concerns the same package', async () => {
    const hand = (purl: string, more = {}) =>
      analyst.post<{ id: string; detail: string }>(path, {
        ...litellmFacts,
        packages: [{ purl, name: 'Whatever it is called' }],
        ...more,
      });
    const told = await hand('pkg:pypi/LiteLLM@1.82.8');
    expect([told.status, told.body.detail]).toEqual([
      409,
      expect.stringMatching(
        /^I-1 concerns pkg:pypi\/litellm, too, and is open already: .* on purpose\.$/,
      ),
    ]);
    expect((await hand('pkg:npm/litellm')).status).toBe(201);
    expect((await hand('pkg:npm/litellm@2')).status).toBe(409);
    expect((await hand('pkg:npm/litellm@2', { alongside: true })).status).toBe(201);
    await give('MAL-third', ['9.9.9']);
    const { title, kind } = litellmFacts;
    const about = { title, kind, eventId: await eventOf('MAL-third') };
    const named = await analyst.post<{ id: string }>(path, about);
    expect(named.status).toBe(201);
    const sure = { reason: 'It was nothing.' };
    const tag = { 'if-match': '"1"' };
    expect((await analyst.post(`${path}/${named.body.id}/closing`, sure, tag)).status).toBe(204);
    expect((await hand('pkg:pypi/litellm', { alongside: true })).status).toBe(201);
    const after = await analyst.post<{ detail: string }>(path, about);
    expect([after.status, after.body.detail]).toEqual([
      409,
      expect.stringMatching(/^I-6 concerns pkg:pypi\/litellm, too/),
    ]);
  });

  it('is not opened about an event that is none', async () => {
    const facts = { title: 'x', kind: 'malware', packages: [], eventId: vendorId };
    const { status, body } = await analyst.post<{ fields: object }>(path, facts);
    expect([status, Object.keys(body.fields)]).toEqual([422, ['eventId']]);
  });
});
