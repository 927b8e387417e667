import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { VendorEvent } from '../../src/history/index.js';
import { certificate, recordAudit } from '../audits/examples.js';
import { draft, prepare, send, submitted, type Ids } from '../assessments/trip.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { addVendor } from '../vendors/examples.js';

interface Created {
  id: string;
}

describe('the history of a vendor', () => {
  let assay: TestAssay;
  let analyst: Visitor;
  let approver: Visitor;
  let ids: Ids;
  let path: string;
  let finding: string;
  const cycles: string[] = [];

  const hours = (day: string, hour: number) => assay.clock.set(`${day}T${hour}:00:00Z`);
  const version = async (at: string): Promise<Record<string, string>> => ({
    'if-match': (await analyst.get(at)).headers['etag'] ?? '',
  });
  const decide = async (id: string, outcome: string): Promise<void> => {
    const { status, text } = await approver.post(`/api/v1/assessments/${id}/decision`, {
      outcome,
      reason: 'It is needed.',
    });
    expect([status, text]).toEqual([201, expect.any(String)]);
    await assay.settle();
  };

  beforeAll(async () => {
    assay = await startAssay();
    hours('2026-11-23', 10);
    analyst = await assay.api('analyst');
    approver = await assay.api('approver');
    ids = await prepare(assay, analyst);
    path = `/api/v1/vendors/${ids.vendorId}/history`;
    cycles.push(await submitted(assay, analyst, ids));
    hours('2026-11-23', 11);
    await decide(cycles[0] ?? '', 'rejected');
    hours('2026-11-24', 10);
    const facts = { title: 'Builds take any version', severity: 'high' };
    const raised = await analyst.post<Created>('/api/v1/findings', {
      ...facts,
      vendorId: ids.vendorId,
      engagementId: ids.engagementId,
    });
    finding = raised.body.id;
    const at = `/api/v1/findings/${finding}`;
    hours('2026-11-24', 11);
    const asked = { reason: 'The vendor moves in March.', until: '2027-03-31' };
    const acceptance = await analyst.post<Created>(`${at}/acceptances`, asked);
    hours('2026-11-24', 12);
    await approver.post(`/api/v1/acceptances/${acceptance.body.id}/refusal`, {
      reason: 'Not while it is so easy to fix.',
    });
    hours('2026-11-25', 10);
    await analyst.post(`${at}/resolution`, { resolution: 'Pinned.' }, await version(at));
    hours('2026-11-25', 11);
    await analyst.post(`${at}/verification`, { verification: 'Seen.' }, await version(at));
    hours('2026-11-25', 12);
    await recordAudit(analyst, {}, ids.vendorId);
    hours('2026-11-25', 13);
    const old = { ...certificate, issuedOn: '2022-03-01', expiresOn: '2025-02-28' };
    const audit = await recordAudit(analyst, old, ids.vendorId);
    const { body } = await analyst.get<{ auditor: Created }>(`/api/v1/audits/${audit}`);
    hours('2026-11-25', 14);
    const auditor = `/api/v1/auditors/${body.auditor.id}`;
    const doubt = { reason: 'Six of its reports read alike.' };
    const doubted = await analyst.post(`${auditor}/doubt`, doubt, await version(auditor));
    expect(doubted.status).toBe(204);
    hours('2026-11-26', 10);
    cycles.push(await submitted(assay, analyst, ids));
    hours('2026-11-26', 11);
    await decide(cycles[1] ?? '', 'rejected');
    hours('2026-11-27', 10);
    const dropped = await draft(analyst, ids);
    await send(analyst, dropped);
    hours('2026-11-27', 11);
    const revoked = await analyst.post(
      `/api/v1/assessments/${dropped}/revocation`,
      { reason: 'Sent to the wrong person.' },
      await version(`/api/v1/assessments/${dropped}`),
    );
    expect(revoked.status).toBeLessThan(300);
  });
  afterAll(() => assay.close());

  const list = async (query = '', who = analyst) =>
    who.get<VendorEvent[]>(`${path}?size=200${query}`);
  const told = async (query = '') =>
    (await list(query)).body.map(({ kind, what }) => `${kind} ${what}`);

  it('tells what happened, the newest first, audits by their days as well', async () => {
    const all = await told();
    expect(all.filter((one) => !/^(score|finding raised)/.test(one))).toEqual([
      'assessment revoked',
      'assessment sent',
      'decision rejected',
      'assessment superseded',
      'assessment submitted',
      'assessment sent',
      'auditor doubted',
      'audit recorded',
      'audit recorded',
      'finding verified',
      'finding resolved',
      'acceptance refused',
      'acceptance requested',
      'decision rejected',
      'assessment submitted',
      'assessment sent',
      'audit stale',
    ]);
    expect(all.filter((one) => one === 'score scored').length).toBeGreaterThanOrEqual(2);
    expect(all).toContain('finding raised');
  });

  it('says each in a sentence, with who and why', async () => {
    const { body } = await list();
    const one = (kind: string, what: string) =>
      body.find((event) => event.kind === kind && event.what === what);
    expect(one('decision', 'rejected')).toMatchObject({
      says: expect.stringMatching(/^Rejected, valid until \d/),
      by: 'Test approver (test)',
      note: 'It is needed.',
      engagement: 'Gateway for all prompts',
      at: '2026-11-26T11:00:00.000Z',
    });
    expect(one('acceptance', 'refused')).toMatchObject({
      says: expect.stringMatching(/^The risk of F-\d+ not accepted$/),
      note: 'Not while it is so easy to fix.',
    });
    expect(one('audit', 'stale')).toMatchObject({
      says: 'ISO/IEC 27001 stale: it proves nothing any more',
      at: '2023-04-16T00:00:00.000Z',
    });
    expect(one('auditor', 'doubted')?.says).toBe('Norrland Certification put in doubt');
    expect(one('assessment', 'revoked')?.note).toBe('Sent to the wrong person.');
  });

  it('tells of a score what it was before, and why it moved', async () => {
    const { body } = await list('&kind=score');
    expect(body[0]).toMatchObject({
      band: expect.any(String),
      residual: expect.any(Number),
      says: expect.stringMatching(/^Residual risk \d+\.\d/),
    });
    expect(body.at(-1)?.says).toMatch(/: the first score$/);
    expect(body.some(({ bandBefore }) => bandBefore !== undefined)).toBe(true);
    expect(body.some(({ changes = [] }) => changes.length > 3)).toBe(false);
  });

  it('gives the same list in pages of any size, forwards and backwards', async () => {
    const all = (await list()).body.map(({ id }) => id);
    expect(new Set(all).size).toBe(all.length);
    const next = (link: string | undefined, rel: string) =>
      new RegExp(`<([^>]+)>; rel="${rel}"`).exec(link ?? '')?.[1];
    for (const size of [1, 4, 7]) {
      const forwards: string[] = [];
      let url: string | undefined = `${path}?size=${size}`;
      let last = url;
      while (url) {
        const { body, headers } = await analyst.get<VendorEvent[]>(url);
        forwards.push(...body.map(({ id }) => id));
        last = url;
        url = next(headers['link'], 'next');
      }
      expect(forwards).toEqual(all);
      const backwards: string[] = [];
      for (url = last; url;) {
        const { body, headers } = await analyst.get<VendorEvent[]>(url);
        backwards.unshift(...body.map(({ id }) => id));
        url = next(headers['link'], 'previous');
      }
      expect(backwards).toEqual(all);
    }
  });

  it('narrows down to one kind, and refuses one that there is not', async () => {
    expect(new Set(await told('&kind=audit'))).toEqual(new Set(['audit recorded', 'audit stale']));
    expect((await list('&kind=rumour')).status).toBe(422);
  });

  it('tells a token only of what it may read', async () => {
    const person = await assay.browser('analyst');
    const reply = await person.post('/tokens', { name: 'few', scopes: ['vendors.read'], days: 30 });
    const [secret = ''] = /assay_[A-Za-z0-9_-]+/.exec(reply.text) ?? [];
    const few = { authorization: `Bearer ${secret}` };
    const { status, body } = await assay.stranger.get<VendorEvent[]>(path, few);
    expect([status, body]).toEqual([200, []]);
    expect((await assay.stranger.get(`${path}?kind=finding`, few)).status).toBe(403);
  });

  it('is empty for a new vendor and not there for none', async () => {
    const vendor = await addVendor(analyst);
    expect((await analyst.get(`/api/v1/vendors/${vendor}/history`)).body).toEqual([]);
    const none = '01939c2e-7a4b-7c1d-8e2f-0123456789ab';
    expect((await analyst.get(`/api/v1/vendors/${none}/history`)).status).toBe(404);
  });

  it('stands on a page of its own, with a chart, its table, and the ways to compare', async () => {
    const person = await assay.browser('viewer');
    const page = `/vendors/${ids.vendorId}/history`;
    const { text } = await person.get(page);
    expect(text).toMatch(/<svg [^>]*class="chart chart-risk-line"[^>]*role="img"/);
    expect(text).toContain('Gateway for all prompts: residual risk');
    expect(text).toContain('The same as a table');
    expect(text).toContain('Decision: rejected');
    expect(text).toContain(
      `/vendors/${ids.vendorId}/compare?from&#x3D;${cycles[0]}&amp;to&#x3D;${cycles[1]}`,
    );
    expect(text).toContain('16 Apr 2023, since its days have passed');
    const filtered = await person.get(`${page}?kind=finding`);
    expect(filtered.text).toContain('verified: Builds take any version');
    expect(filtered.text).not.toContain('put in doubt');
    const { text: journal } = await person.get(`/vendors/${ids.vendorId}/journal`);
    expect(journal).toContain('Vendor created');
  });
});
