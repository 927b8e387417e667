import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { JournalQueries } from '../../src/journal/index.js';
import { ReportTemplates } from '../../src/reports/index.js';
import type { PortfolioView } from '../../src/portfolio/index.js';
import { recordAudit } from '../audits/examples.js';
import { prepare, submitted, type Ids } from '../assessments/trip.js';
import { publish, send } from '../portal/respondent.js';
import { sample } from '../portal/sample-questionnaire.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { addVendor } from '../vendors/examples.js';

const path = '/api/v1/portfolio';

describe('the portfolio', () => {
  let assay: TestAssay;
  let analyst: Visitor;
  let ids: Ids;
  let assessment: string;

  beforeAll(async () => {
    assay = await startAssay();
    assay.clock.set('2026-10-05T09:00:00Z');
    analyst = await assay.api('analyst');
    ids = await prepare(assay, analyst);
    assessment = await submitted(assay, analyst, ids);
    const { vendorId, engagementId } = ids;
    const gap = { vendorId, engagementId, title: 'Builds take any version', severity: 'high' };
    await analyst.post('/api/v1/findings', { ...gap, dueOn: '2026-10-20' });
    const audit = await recordAudit(analyst, {}, vendorId);
    const { body } = await analyst.get<{ auditor: { id: string } }>(`/api/v1/audits/${audit}`);
    assay.clock.set('2026-11-23T09:00:00Z');
    analyst = await assay.api('analyst');
    const auditor = `/api/v1/auditors/${body.auditor.id}`;
    const version = { 'if-match': (await analyst.get(auditor)).headers['etag'] ?? '' };
    await analyst.post(`${auditor}/doubt`, { reason: 'Six of its reports read alike.' }, version);
    await addVendor(analyst, { name: 'Never asked' });
    await addVendor(analyst, { name: 'Long gone', status: 'offboarded' });
    await assay.settle();
  });
  afterAll(() => assay.close());

  const view = async (query = ''): Promise<PortfolioView> => {
    const { status, body } = await analyst.get<PortfolioView>(path + query);
    expect(status).toBe(200);
    return body;
  };

  it('says where vendors in use stand, the worst first with its reason', async () => {
    const { vendors, matrix, worst, counts, headline } = await view();
    expect(vendors).toBe(2);
    expect(counts.unknown).toBe(1);
    expect(matrix.map(({ label, vendors: many }) => [label, many])).toEqual([
      ['Tier 1', 1],
      ['Tier 2', 0],
      ['Tier 3', 0],
      ['Tier 4', 0],
      ['No tier yet', 1],
    ]);
    const vendor = await analyst.get<{ band: string; bandReason: string }>(
      `/api/v1/vendors/${ids.vendorId}`,
    );
    expect(worst).toMatchObject([
      { id: ids.vendorId, band: vendor.body.band, reason: vendor.body.bandReason },
    ]);
    expect(headline).toContain('2 vendors are at high or very high residual risk');
  });

  it('says what is overdue, who audited, and how it was at the ends of months', async () => {
    const { late, findings, auditors, tools, trend } = await view();
    expect(late.byKind.find(({ kind }) => kind === 'finding')).toMatchObject({
      word: 'Finding',
      count: expect.any(Number),
      oldestOn: '2026-10-20',
    });
    expect(late.byKind.reduce((sum, { count }) => sum + count, 0)).toBe(late.total);
    expect(late.byOwner.reduce((sum, { count }) => sum + count, 0)).toBe(late.total);
    expect(findings.find(({ severity }) => severity === 'high')).toMatchObject({
      overdue: 1,
      oldestOn: '2026-10-20',
    });
    expect(auditors).toMatchObject({
      inForce: 1,
      doubted: 1,
      auditors: [{ name: 'Prescott and Lund LLP', doubted: true, audits: 1, vendors: 1 }],
    });
    expect(tools.declared + tools.silent).toBe(2);
    expect(trend).toHaveLength(12);
    expect(trend.at(-1)).toMatchObject({ on: '2026-10-31', vendors: 1 });
    expect(trend.at(-2)).toMatchObject({ on: '2026-09-30', vendors: 0 });
  });

  it.each([
    ['?tier=1', 1, ['tier 1']],
    ['?band=none', 1, ['not scored']],
    ['?status=offboarded', 1, ['status offboarded']],
    ['?tier=4', 0, ['tier 4']],
  ])('narrows down by %s', async (query, vendors, narrowed) => {
    expect(await view(query)).toMatchObject({ vendors, narrowed });
  });

  it('refuses a tier that there is not, and knows no vendor of a stranger', async () => {
    expect((await analyst.get(`${path}?tier=9`)).status).toBe(422);
    const nobody = '01939c2e-7a4b-7c1d-8e2f-0123456789ab';
    expect((await view(`?ownerId=${nobody}`)).vendors).toBe(0);
  });

  it('is printed, hashed and journalled like any report', async () => {
    const { status, body } = await analyst.post<{ id: string }>(`${path}/reports`, {
      tier: 1,
      format: 'Letter',
    });
    expect(status).toBe(201);
    const { items } = await assay.app
      .get(JournalQueries)
      .page({ subjectKind: 'report', subjectId: body.id });
    expect(items[0]).toMatchObject({
      action: 'report.requested',
      after: { template: 'portfolio', format: 'Letter', tier: 1, viewHash: expect.any(String) },
    });
    await assay.settle();
    const report = await analyst.get<Record<string, unknown>>(`/api/v1/reports/${body.id}`);
    expect(report.body).toMatchObject({
      state: 'ready',
      title: 'Portfolio report: tier 1',
      subjectKind: 'portfolio',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const pdf = await analyst.get(`/api/v1/reports/${body.id}/pdf`);
    expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('is no template for an assessment', async () => {
    const wrong = await analyst.post<{ fields: object }>(
      `/api/v1/assessments/${assessment}/reports`,
      { template: 'portfolio' },
    );
    expect([wrong.status, Object.keys(wrong.body.fields)]).toEqual([422, ['template']]);
  });

  it('stands on a page with its filters, and prints from there', async () => {
    const person = await assay.browser('viewer');
    const { text } = await person.get('/portfolio?tier=1');
    expect(text).toMatch(/<option value="1" selected/);
    expect(text).toMatch(/<svg [^>]*class="chart chart-band-trend"[^>]*role="img"/);
    expect(text).toContain('/vendors?tier&#x3D;1');
    expect(text).toContain('In doubt');
    const printed = await person.post('/portfolio/reports', { format: 'A4', tier: '1' });
    expect(printed.headers['location']).toMatch(/^\/reports\/[0-9a-f-]{36}$/);
    expect((await person.get('/portfolio?status=rejected')).text).toContain('No vendor fits');
    expect((await person.get('/reports')).text).toContain('href="/portfolio"');
  });

  it('reads the tools from what was submitted, not from what is being written', async () => {
    const sent = await send(await assay.api(), await publish(assay, sample));
    const by = { authorization: `Bearer ${sent.secret}`, 'if-match': '"0"' };
    const answering = '/api/v1/answering';
    const tool = { kind: 'gateway', seesOurData: 'yes', holdsCredentials: 'unknown' };
    const put = (key: string, value: unknown) =>
      assay.stranger.put(`${answering}/questions/${key}`, { value }, by);
    expect((await put('a.yes', 'yes')).status).toBe(200);
    expect((await put('b.tools', [{ name: 'Half Moon Gateway', ...tool }])).status).toBe(200);
    expect((await view()).tools.tools.map(({ name }) => name)).not.toContain('Half Moon Gateway');
    const byHand = {
      describedOn: '2026-10-01',
      tools: [{ ...tool, name: 'Half Moon Gateway', direct: 'yes' }],
    };
    const named = await analyst.post(`/api/v1/vendors/${ids.vendorId}/tools`, byHand);
    expect(named.status).toBe(201);
    const before = (await view()).tools;
    expect(before.tools.map(({ name }) => name)).not.toContain('Half Moon Gateway');
    expect((await assay.stranger.post(`${answering}/submission`, undefined, by)).status).toBe(201);
    await assay.settle();
    const { tools, declared } = (await view()).tools;
    expect(tools).toContainEqual({
      id: expect.any(String),
      ...{ name: 'Half Moon Gateway', vendors: 2, holdCredentials: 0, seeOurData: 2, unknown: 2 },
    });
    expect(declared).toBe(before.declared + 1);
  });

  it('has its sections on paper, and asks nothing of the network', async () => {
    const file = join(import.meta.dirname, '../../templates/reports/portfolio/sample.json');
    const made = JSON.parse(readFileSync(file, 'utf8')) as object;
    const html = await assay.app.get(ReportTemplates).render('portfolio', made);
    const heads = [...html.matchAll(/<h2>(.*?)<\/h2>/g)].map((match) => match[1]);
    expect(heads).toEqual([
      'The worst first',
      'Overdue work',
      'Findings',
      'Concentration: tools that vendors share',
      'Concentration: auditors behind the audits in force',
      'At the end of each month',
      'How to verify this report',
    ]);
    expect(html).not.toMatch(/(src|href|url\()\s*=?\s*["']?(?!data:)(https?:|\/\/|file:)/);
    expect(html.replace(/<style>.*?<\/style>/s, '')).not.toMatch(/NaN|undefined|\[object/);
  });
});
