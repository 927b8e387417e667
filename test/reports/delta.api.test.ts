import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Report } from '../../src/reports/report.entity.js';
import { ReportTemplates } from '../../src/reports/index.js';
import { publish, unescaped } from '../portal/respondent.js';
import { strictSample } from '../assessments/cycles/strict-sample.js';
import { Walk, type Cycle } from '../assessments/cycles/walk.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';

describe('what changed since the last decision', () => {
  let assay: TestAssay;
  let staff: Visitor;
  let page: Visitor;
  let walk: Walk;
  let before: Cycle;
  let after: Cycle;

  beforeAll(async () => {
    assay = await startAssay();
    staff = await assay.api();
    page = await assay.browser();
    assay.clock.set('2026-03-03T09:00:00Z');
    walk = await Walk.begin(assay, staff, await publish(assay, strictSample));
    before = await walk.send();
    await before.answer({ 'a.yes': 'yes', 'a.more': 'More.', 'a.one': 'red', 'a.days': 30 });
    await before.submit();
    await before.decide();
    assay.clock.advanceDays(300);
    page = await assay.browser();
    after = await walk.send();
    await after.answer({ 'a.one': 'green', 'a.days': 45, 'a.when': '2026-12-01' });
    await after.confirmAll();
    await after.submit();
  });
  afterAll(() => assay.close());

  const textOf = async (url: string) => {
    const { status, text } = await page.get<string>(url);
    expect(status).toBe(200);
    return unescaped(text)
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ');
  };

  it('stands on a page: both scores, then the answers, weakened first', async () => {
    const text = await textOf(`/assessments/${after.id}/delta`);
    expect(text).toMatch(/2 answers weakened, 1 strengthened/);
    expect(text).toMatch(/Before submitted 3 Mar 2026 by Rui Okafor/);
    const order = ['Weakened 2', 'Strengthened 1', 'The same 2'].map((head) => text.indexOf(head));
    expect(order).not.toContain(-1);
    expect(order).toEqual([...order].sort((one, other) => one - other));
    expect(text).toContain(
      'Before, it met what is expected; now it meets part of what is expected.',
    );
  });

  it('says so where there is no cycle before', async () => {
    expect(await textOf(`/assessments/${before.id}/delta`)).toMatch(/no cycle before this one/);
  });

  it('compares any two of a vendor, and refuses one of another vendor [ASVS 8.2.2]', async () => {
    const { vendorId } = walk.ids;
    const at = (id: string, from: string, to: string) =>
      `/vendors/${id}/compare?from=${from}&to=${to}`;
    expect(await textOf(at(vendorId, before.id, after.id))).toMatch(/2 answers weakened/);
    expect(await textOf(`/vendors/${vendorId}/compare`)).toMatch(
      /3 Mar 2026: Gateway for all prompts/,
    );
    expect(await textOf(at(vendorId, before.id, before.id))).toMatch(/Choose two different/);
    const elsewhere = await Walk.begin(assay, await assay.api(), walk.ids.questionnaireVersionId);
    const foreign = await elsewhere.send();
    await foreign.submit();
    expect((await page.get(at(vendorId, before.id, foreign.id))).status).toBe(404);
    expect((await page.get(at(vendorId, before.id, 'nonsense'))).status).toBe(422);
    expect(await textOf(`/vendors/${elsewhere.ids.vendorId}/compare`)).toMatch(
      /Nothing to compare yet/,
    );
  });

  it('is a report of its own, stored as it was and told from the risk report', async () => {
    const asked = { template: 'delta', format: 'A4' };
    const api = await assay.api();
    const { body, status } = await api.post<{ id: string }>(
      `/api/v1/assessments/${after.id}/reports`,
      asked,
    );
    expect(status).toBe(201);
    const report = await assay.database.repository(Report).findOneByOrFail({ id: body.id });
    expect(report).toMatchObject({ template: 'delta', title: 'What changed: Corridor Gateway' });
    const html = await assay.app.get(ReportTemplates).render('delta', report.view);
    expect(html).toContain('2 answers weakened, 1 strengthened');
    const refused = await api.post(`/api/v1/assessments/${before.id}/reports`, asked);
    expect(refused.status).toBe(409);
  });
});
