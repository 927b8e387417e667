import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Job } from '../../src/platform/jobs/index.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { addVendor } from '../vendors/examples.js';
import { certificate, recordAudit, soc2 } from './examples.js';

interface AuditBody {
  id: string;
  vendor: string;
  name: string;
  auditor: { id: string; name: string; doubted: boolean };
  platform?: { id: string; name: string; doubted: boolean };
  doubted: boolean;
  nextDueOn?: string;
  supersededBy?: string;
  freshness: {
    state: string;
    freshUntil: string;
    grade: string;
    daysStale: number;
    reason: string;
  };
  version: number;
}

describe('audits through the API', () => {
  let assay: TestAssay;
  let analyst: Visitor;

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.api('analyst');
  });
  afterAll(() => assay.close());

  const read = async (id: string) => (await analyst.get<AuditBody>(`/api/v1/audits/${id}`)).body;
  const put = (id: string, facts: object, version = 1) =>
    analyst.put<{ fields: Record<string, string> }>(`/api/v1/audits/${id}`, facts, {
      'if-match': `"${version}"`,
    });
  const due = () => assay.database.repository(Job).countBy({ kind: 'due-dates.moved' });

  it('records one, adds its auditor by name, and says how long it is fresh and why', async () => {
    const before = await due();
    const id = await recordAudit(analyst, { platform: 'Compliarize', cadenceMonths: 12 });
    const { headers, body } = await analyst.get<AuditBody>(`/api/v1/audits/${id}`);
    expect(headers['etag']).toBe('"1"');
    expect(body).toMatchObject({
      vendor: 'Corridor Gateway',
      name: 'SOC 2 Type II',
      auditor: { name: 'Prescott and Lund LLP', kind: 'firm', doubted: false },
      platform: { name: 'Compliarize', kind: 'platform' },
      doubted: false,
      nextDueOn: '2027-06-30',
      subservices: soc2.subservices,
      exceptionsFound: [],
      freshness: {
        state: 'fresh',
        freshUntil: '2027-06-30',
        daysStale: 0,
        grade: 'audit',
        reason:
          'A SOC 2 Type II report is fresh for 12 months after its period ends, here on 30 Jun 2026: until 30 Jun 2027.',
      },
    });
    expect(await due()).toBe(before + 1);
    const same = await read(await recordAudit(analyst, { auditor: 'PRESCOTT  and lund llp' }));
    expect(same.auditor).toEqual(body.auditor);
  });

  it('changes one with the version that was read', async () => {
    const id = await recordAudit(analyst);
    const before = await due();
    expect((await put(id, { ...soc2, periodTo: '2026-07-31' })).status).toBe(204);
    expect((await read(id)).freshness.freshUntil).toBe('2027-07-31');
    expect((await put(id, soc2)).status).toBe(412);
    expect((await analyst.put(`/api/v1/audits/${id}`, soc2)).status).toBe(428);
    expect(await due()).toBe(before + 1);
  });

  it.each([
    [
      'a report without its period',
      { periodFrom: undefined, periodTo: undefined },
      'periodTo',
      /missing/,
    ],
    [
      'a certificate without its end',
      { ...certificate, expiresOn: undefined },
      'expiresOn',
      /missing/,
    ],
    ['an audit of no known kind without a title', { kind: 'other' }, 'title', /missing/],
    [
      'one that speaks of no day',
      {
        kind: 'other',
        title: 'x',
        periodFrom: undefined,
        periodTo: undefined,
        issuedOn: undefined,
      },
      'periodTo',
      /give one of them/,
    ],
    ['a period that did not end yet', { periodTo: '2026-11-24' }, 'periodTo', /still to come/],
    [
      'a period that ends before it begins',
      { periodTo: '2025-06-30' },
      'periodTo',
      /before the first day, 1 Jul 2025/,
    ],
    [
      'an issue within the period',
      { issuedOn: '2026-06-29' },
      'issuedOn',
      /before the last day covered/,
    ],
    [
      'an end before the issue',
      { ...certificate, expiresOn: '2026-02-28' },
      'expiresOn',
      /before the issue/,
    ],
    ['no auditor', { auditor: '' }, 'auditor', /empty/],
    ['a cadence of nothing', { cadenceMonths: 0 }, 'cadenceMonths', /less than 1/],
    [
      'an unknown subservice method',
      { subservices: [{ name: 'x', purpose: 'y', method: 'z' }] },
      'subservices.0.method',
      /not one of/,
    ],
  ])('refuses %s', async (_, wrong, field, clause) => {
    const vendor = await addVendor(analyst);
    const path = `/api/v1/vendors/${vendor}/audits`;
    const { status, body } = await analyst.post<{ fields: Record<string, string> }>(path, {
      ...soc2,
      ...wrong,
    });
    expect(status).toBe(422);
    expect(body.fields[field]).toMatch(clause);
  });

  it('takes the last day it may: a period that ends today', async () => {
    const id = await recordAudit(analyst, { periodTo: '2026-11-23', issuedOn: '2026-11-23' });
    expect((await read(id)).freshness.freshUntil).toBe('2027-11-23');
  });

  it('rejects one with a reason, and accepts it again', async () => {
    const id = await recordAudit(analyst);
    const post = (what: string, version: number) =>
      analyst.post(
        `/api/v1/audits/${id}/${what}`,
        { reason: 'Not our product.' },
        {
          'if-match': `"${version}"`,
        },
      );
    expect((await post('acceptance', 1)).status).toBe(409);
    expect((await post('rejection', 1)).status).toBe(204);
    expect(await read(id)).toMatchObject({
      rejectedReason: 'Not our product.',
      freshness: { state: 'rejected', grade: 'assertion' },
    });
    expect((await post('rejection', 1)).status).toBe(412);
    expect((await post('rejection', 2)).status).toBe(409);
    expect((await post('acceptance', 2)).status).toBe(204);
    const accepted = await read(id);
    expect(accepted.freshness.state).toBe('fresh');
    expect(accepted).not.toHaveProperty('rejectedReason');
  });

  it('calls one superseded by a newer one of its line, until that is rejected', async () => {
    const vendor = await addVendor(analyst);
    const old = await recordAudit(
      analyst,
      { periodFrom: '2024-07-01', periodTo: '2025-06-30', issuedOn: '2025-08-01' },
      vendor,
    );
    expect((await read(old)).freshness.state).toBe('stale');
    const scope = 'the gateway in PRODUCTION — security; availability';
    const newer = await recordAudit(analyst, { scope }, vendor);
    await recordAudit(analyst, { scope: 'Another product' }, vendor);
    await recordAudit(analyst, { kind: 'soc2_type1', periodFrom: undefined }, vendor);
    expect(await read(old)).toMatchObject({
      supersededBy: newer,
      freshness: { state: 'superseded', grade: 'assertion' },
    });
    expect((await read(newer)).freshness.state).toBe('fresh');
    await analyst.post(`/api/v1/audits/${newer}/rejection`, { reason: 'x' }, { 'if-match': '"1"' });
    expect((await read(old)).freshness.state).toBe('stale');
  });

  it('filters the list by what is stored and by what is derived, in pages without a gap', async () => {
    const vendor = await addVendor(analyst, { name: 'Ledgerless' });
    const stale = { periodFrom: '2024-01-01', periodTo: '2024-12-31', issuedOn: '2025-02-01' };
    const ids: string[] = [];
    for (let index = 0; index < 7; index += 1) {
      const scope = `Product ${index}`;
      await recordAudit(analyst, { scope }, vendor);
      ids.push(await recordAudit(analyst, { ...stale, scope: `Older product ${index}` }, vendor));
    }
    const seen: string[] = [];
    let at: string | undefined = `/api/v1/audits?state=stale&vendorId=${vendor}&size=3`;
    let previous: string | undefined;
    while (at) {
      const { body, headers } = await analyst.get<AuditBody[]>(at);
      expect(body.length).toBeLessThanOrEqual(3);
      expect(body.every(({ freshness }) => freshness.state === 'stale')).toBe(true);
      seen.push(...body.map(({ id }) => id));
      const link: string = headers['link'] ?? '';
      at = /<([^>]+)>; rel="next"/.exec(link)?.[1];
      previous = /<([^>]+)>; rel="previous"/.exec(link)?.[1];
    }
    expect(seen.sort()).toEqual(ids.sort());
    const back = await analyst.get<AuditBody[]>(previous ?? '');
    expect(back.body).toHaveLength(3);
    const all = await analyst.get<AuditBody[]>('/api/v1/audits?q=ledgerl&kind=soc2_type2&size=200');
    expect(all.body).toHaveLength(14);
    const none = await analyst.get<AuditBody[]>('/api/v1/audits?q=ledgerl&kind=iso42001');
    expect(none.body).toEqual([]);
    const owned = await analyst.get<AuditBody[]>(
      `/api/v1/audits?q=ledgerl&ownerId=${analyst.userId}&sort=newest&size=1`,
    );
    expect(owned.body[0]?.freshness.state).toBe('fresh');
    const newest = await analyst.get(`/api/v1/vendors/${vendor}/audits`);
    expect(newest.body).toHaveLength(14);
  });

  it('follows the figures of the policy', async () => {
    const id = await recordAudit(analyst, {}, await addVendor(analyst));
    const administrator = await assay.api('administrator');
    const path = '/api/v1/policies/freshness';
    const { body, headers } = await administrator.get<{
      figures: Record<string, { now: number }>;
    }>(path);
    const figures = Object.fromEntries(
      Object.entries(body.figures).map(([key, { now }]) => [key, now]),
    );
    const change = (to: object, etag = '') =>
      administrator.put(path, { figures: to }, { 'if-match': etag });
    const changed = await change({ ...figures, soc2Type2Months: 3 }, headers['etag']);
    expect(changed.status).toBe(204);
    expect((await read(id)).freshness).toMatchObject({
      state: 'stale',
      freshUntil: '2026-09-30',
      daysStale: 54,
    });
    expect((await change(figures, '"1"')).status).toBe(204);
  });

  it('journals each change with what differed, the reason included', async () => {
    const id = await recordAudit(analyst);
    await put(id, { ...soc2, notes: 'Seen in the data room.' });
    await analyst.post(
      `/api/v1/audits/${id}/rejection`,
      { reason: 'Wrong.' },
      { 'if-match': '"2"' },
    );
    const entries = await assay.database.sql<{ action: string; content: string }[]>`
      SELECT e.action, d.content FROM journal_entry e JOIN journal_detail d ON d.seq = e.seq
      WHERE e.subject_id = ${id} ORDER BY e.seq`;
    expect(entries.map(({ action }) => action)).toEqual([
      'audit.recorded',
      'audit.changed',
      'audit.rejected',
    ]);
    expect(JSON.parse(entries[1]?.content ?? '') as object).toMatchObject({
      before: { notes: null },
      after: { notes: 'Seen in the data room.' },
    });
    expect(entries[2]?.content).toContain('Wrong.');
  });

  it('lets a viewer look but not change, and knows no audit of a vendor that is not there', async () => {
    const viewer = await assay.api('viewer');
    const id = await recordAudit(analyst);
    expect((await viewer.get(`/api/v1/audits/${id}`)).status).toBe(200);
    expect((await viewer.post(`/api/v1/audits/${id}/rejection`, { reason: 'x' })).status).toBe(403);
    const nowhere = '/api/v1/vendors/0198f7b2-7a34-7c3f-8a1e-2f3d4c5b6a79/audits';
    expect((await analyst.post(nowhere, soc2)).status).toBe(404);
    expect((await analyst.get(nowhere)).status).toBe(404);
  });
});
