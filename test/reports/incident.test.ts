import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exposureBar } from '../../src/incidents/index.js';
import { coverageOf, openQuestions } from '../../src/reports/incident/deciding.js';
import { ReportTemplates, type IncidentReportView } from '../../src/reports/index.js';
import { openIncident, takeList } from '../incidents/examples.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { readPdf } from '../support/pdf-text.js';
import { addVendor, engagementFacts } from '../vendors/examples.js';

const few = fc.integer({ min: 0, max: 100_000 });
const counted = fc
  .record({ confirmed: few, possible: few, clear: few, stale: few, never_asked: few })
  .map((counts) => ({ ...counts, affected: counts.confirmed + counts.possible }));

describe('the report of an incident', () => {
  let assay: TestAssay;
  let staff: Visitor;
  let person: Visitor;
  let id: string;

  beforeAll(async () => {
    assay = await startAssay();
    staff = await assay.api();
    person = await assay.browser('analyst');
    const hit = await addVendor(staff, { name: 'Corridor Gateway', status: 'active' });
    const clear = await addVendor(staff, { name: 'Harbour Labels', status: 'active' });
    await addVendor(staff, { name: 'Quiet Quarter', status: 'active' });
    await staff.post(`/api/v1/vendors/${hit}/engagements`, engagementFacts);
    await takeList(assay, hit, ['1.82.7']);
    await takeList(assay, clear, ['1.82.6']);
    id = await openIncident(assay, staff, {
      summary: `Two releases harvested credentials. ${'More of it. '.repeat(100)}The end.`,
      disputed: 'How long they were public.',
      sources: [{ title: 'The maintainers', link: 'https://advisories.example/litellm' }],
    });
  });
  afterAll(() => assay.close());

  it('says on its first page what is known and what is not, on either paper', async () => {
    for (const format of ['A4', 'Letter']) {
      const asked = await person.post(`/incidents/${id}/reports`, { format });
      expect(asked.status).toBe(303);
      const [, report = ''] = /\/reports\/([0-9a-f-]+)/.exec(asked.headers['location'] ?? '') ?? [];
      await assay.settle();
      const page = (await person.get(`/reports/${report}`)).text;
      expect(page).toContain(`<a href="/incidents/${id}">The incident</a>`);
      const { bytes } = await staff.get(`/api/v1/reports/${report}/pdf`);
      const { pages, text } = await readPdf(bytes);
      const [first = ''] = pages;
      expect(first).toContain('1 affected, 1 clear, 0 stale, 1 never asked');
      expect(first).toContain('Of 2 of 3 vendors in use we know where they stand (66%)');
      expect(first).toContain('of 1 we do not, and that is not the same as clear.');
      expect(first).toContain('Quiet Quarter');
      expect(first).toContain('How long they were public.');
      expect(first).toMatch(/checkpoint \d+ [0-9a-f]{12} · key [0-9a-f]{12}/);
      for (const vendor of ['Corridor Gateway', 'Harbour Labels', 'Quiet Quarter'])
        expect(text).toContain(vendor);
      expect(text).toContain('Its SBOM of 25 Mar 2026 names litellm 1.82.7.');
      expect(text).toContain('https://advisories.example/litellm');
      expect(text).toContain('I-1 was opened: Poisoned releases of litellm.');
      expect(text).toContain('The end.');
    }
  });

  it('is asked for through the API too, by its own template only, and can be read at once', async () => {
    const at = `/api/v1/incidents/${id}/reports`;
    expect((await staff.post(at, {})).status).toBe(201);
    const other = await staff.post(at, { template: 'vendor-risk' });
    expect(other.status).toBe(422);
    const html = await person.get(`/incidents/${id}/report-preview`);
    expect(html.headers['content-security-policy']).toContain("default-src 'none'");
    expect(html.text).toContain('1 affected, 1 clear, 0 stale, 1 never asked');
    const nobody = await staff.post(`/api/v1/incidents/${assay.stranger.userId}/reports`, {});
    expect(nobody.status).toBe(404);
  });

  it('has its sections on paper, and asks nothing of the network', async () => {
    const file = join(import.meta.dirname, '../../templates/reports/incident/sample.json');
    const sample = JSON.parse(readFileSync(file, 'utf8')) as IncidentReportView;
    const html = await assay.app.get(ReportTemplates).render('incident', sample);
    const heads = [...html.matchAll(/<h2>(.*?)<\/h2>/g)].map((match) => match[1]);
    expect(heads).toEqual([
      'What is affected, and who says so',
      'Where every vendor stands',
      'Whom we asked, and their clocks',
      'Credentials of ours to be renewed',
      'What was known when',
      'How to verify this report',
    ]);
    expect(html).not.toMatch(/(src|href|url\()\s*=?\s*["']?(?!data:|#)(https?:|\/\/|file:)/);
    expect(html.replace(/<style>.*?<\/style>/s, '')).not.toMatch(/NaN|undefined|\[object/);
  });

  it('never calls known what is perhaps, stale or never asked', () => {
    fc.assert(
      fc.property(counted, (counts) => {
        const [, known, all] = /^Of (\d+) of (\d+) vendors? in use/.exec(coverageOf(counts)) ?? [];
        const unknown = counts.possible + counts.stale + counts.never_asked;
        if (counts.affected + counts.clear + counts.stale + counts.never_asked === 0) return;
        expect(Number(all) - Number(known)).toBe(unknown);
        expect(coverageOf(counts).includes('100%')).toBe(unknown === 0);
      }),
    );
  });

  it('draws a bar in which nothing that is there vanishes, and that ends at its end', () => {
    fc.assert(
      fc.property(counted, (counts) => {
        const bar = exposureBar(counts);
        const there = (['confirmed', 'possible', 'clear', 'stale', 'never_asked'] as const).filter(
          (part) => counts[part] > 0,
        );
        expect(bar.map(({ key }) => key)).toEqual(there);
        const widths = bar.map(({ width }) => Number.parseFloat(width));
        expect(widths.every((width) => width > 0.7)).toBe(true);
        if (bar.length > 0)
          expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(100, 0);
      }),
    );
  });

  it('counts in its open questions whoever it does not name', () => {
    fc.assert(
      fc.property(counted, (counts) => {
        const known = { counts, groups: [], outreach: null, rotations: null, disputed: [] };
        const incident = { isConfirmed: false, state: 'open' as const };
        const [possible] = openQuestions({ incident, ...known });
        expect(possible?.more ?? 0).toBe(counts.possible);
      }),
    );
  });
});
