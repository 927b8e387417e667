import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { Printer } from '../../src/platform/pdf/index.js';
import { Templates } from '../../src/platform/templates/index.js';
import type { VendorRiskView } from '../../src/reports/views/vendor-risk.view.js';
import { readPdf } from '../support/pdf-text.js';

const root = join(import.meta.dirname, '../../templates');
const templates = new Templates({ root });
const printer = new Printer();

afterAll(() => printer.close());

const sample = () =>
  JSON.parse(readFileSync(join(root, 'reports/vendor-risk/sample.json'), 'utf8')) as VendorRiskView;
const render = (view: VendorRiskView) =>
  templates.render('reports/vendor-risk/report', view, { layout: 'report' });
const textOf = (html: string) =>
  html
    .replace(/<style>.*?<\/style>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

const SECTIONS = [
  'The engagement and its inherent risk',
  'Domains: what is said, and what is shown',
  'How the band came about',
  'Tools used and fourth parties',
  'Where our data is stored',
  'Audits of the vendor',
  'Findings',
  'Every answer',
  'The ledger: every point',
  'How to verify this report',
];

describe('the vendor risk report', () => {
  const html = render(sample());

  it('has all its sections, in order', () => {
    const heads = [...html.matchAll(/<h2>(.*?)<\/h2>/g)].map((match) => match[1]);
    expect(heads).toEqual(SECTIONS);
  });

  it('closes every element that it opens', () => {
    const open: string[] = [];
    const body = html.replace(/<style>.*?<\/style>/gs, '').replace(/<!doctype html>/, '');
    for (const [, end, name, own] of body.matchAll(/<(\/?)([a-zA-Z][\w-]*)[^>]*?(\/?)>/g)) {
      if (own || /^(meta|br|col)$/.test(name ?? '')) continue;
      if (end) expect(open.pop()).toBe(name);
      else open.push(name ?? '');
    }
    expect(open).toEqual([]);
  });

  it('asks nothing of the network', () => {
    expect(html).not.toMatch(/(src|href|url\()\s*=?\s*["']?(?!data:)(https?:|\/\/|file:)/);
    expect(html).not.toContain('<script');
  });

  it('tells the story on its front', () => {
    const front = textOf(html.slice(0, html.indexOf('The engagement and its')));
    const { score, assessment, vendor } = sample();
    expect(front).toContain(vendor.name);
    expect(front).toContain(score.reason);
    expect(front).toContain('Decision due in 12 days (4 Dec 2026)');
    expect(front).toContain('47.5 from the answers alone');
    expect(front).toContain('approving needs an exception');
    expect(front).toContain(score.drivers[0]?.label);
    expect(front).toContain(assessment.reviewers.join(', '));
    expect(front).toContain('Next reassessment after the decision, due 4 Dec 2026');
  });

  it('shows every answer and every ledger line', () => {
    const text = textOf(html);
    const { answers, ledger } = sample();
    const questions = answers.flatMap((group) => group.answers);
    expect(questions).toHaveLength(75);
    for (const { question } of questions) expect(text).toContain(question);
    expect(ledger.flatMap((group) => group.lines)).toHaveLength(75);
    expect(html.match(/<tr class="sum">/g)).toHaveLength(ledger.length);
  });

  it('tells of each recorded audit whether it is still good, why, and who of its signers is in doubt', () => {
    const text = textOf(html);
    expect(text).toContain(
      'Ahrens &amp; Vogt Assurance, prepared by Greenlight Compliance In doubt: Ahrens',
    );
    expect(text).not.toContain('In doubt: Greenlight');
    expect(text).toContain('in grace . A SOC 2 Type I report is fresh for 6 months');
    expect(text).toContain('stale . An ISO/IEC 27001 certificate');
    expect(text.indexOf('As the vendor named them')).toBeGreaterThan(text.indexOf('Kestrel'));
    expect(text).toContain('claimed . Would count until 30 Apr 2027.');
  });

  it('prints unknown as unknown', () => {
    const view = sample();
    view.tools = [];
    view.dataStores = [];
    view.domains.forEach((domain) => Object.assign(domain, { says: null, shows: null }));
    view.audits = [];
    const text = textOf(render(view));
    expect(text).toContain('unknown The vendor declared no tools. That is not the same');
    expect(text).toContain('unknown We recorded no audit of this vendor');
    expect(text).toContain('unknown The vendor listed no place');
  });

  it('tells a decision that was made, an override, and the lack of a checkpoint', () => {
    const view = sample();
    view.decision = {
      asked: null,
      needsException: false,
      made: {
        outcome: 'approved with conditions',
        by: 'Maren Holt',
        at: '2026-12-01T10:00:00Z',
        reason: 'The gap closes in January.',
        conditions: ['pin all dependencies', 'prove it by an SBOM'],
        validUntil: '2027-06-01',
      },
    };
    view.score.override = {
      bandWord: 'Moderate',
      modelBand: 'high',
      by: 'Maren Holt',
      until: '2027-01-31',
      reason: 'x',
    };
    view.findingsFrozenOn = '2026-12-01';
    view.conditions = [
      {
        text: 'Pin all dependencies.',
        reference: 'F-60',
        severity: 'High',
        state: 'Planned',
        dueOn: '2027-01-31',
      },
    ];
    view.score.moves = null;
    view.score.floors = [];
    view.proof.checkpoint = null;
    const text = textOf(render(view));
    expect(text).toContain('Decided: approved with conditions by Maren Holt on 1 Dec 2026');
    expect(text).toContain('Conditions: pin all dependencies; prove it by an SBOM.');
    expect(text).toContain('Override: Moderate, set by Maren Holt until 31 Jan 2027');
    expect(text).toContain('The model gives High');
    expect(text).toContain('As they stood when it was decided on 1 Dec 2026.');
    expect(text).toContain('F-60 Pin all dependencies. High Planned 31 Jan 2027');
    expect(text).toContain('Nothing that was asked could lower the band.');
    expect(text).toContain('None was signed yet');
  });
});

describe('answers that attack the report [ASVS 1.3.6]', () => {
  const attack = `"'><img src=x onerror=alert(1)><script>alert(2)</script></style>{{constructor}}`;

  function poison(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(poison);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, held]) => [
        key,
        typeof held === 'string' && !isFixed(key, held) ? attack + held : poison(held),
      ]),
    );
  }

  const isFixed = (key: string, held: string) => key === 'band' || /^\d{4}-\d\d-\d\d/.test(held);

  it('in every text field at once stay text', () => {
    const html = render(poison(sample()) as VendorRiskView);
    expect(html).not.toMatch(/<img|<script|onerror=alert\(1\)>/);
    expect(html.match(/<\/style>/g)).toHaveLength(1);
    expect(html.match(/<h2>/g)).toHaveLength(SECTIONS.length);
    expect(html).toContain('{{constructor}}');
  });
});

describe('printed', () => {
  it.each(['A4', 'Letter'] as const)(
    'on %s, the first page decides and every page is numbered',
    async (format) => {
      const { pdf, pages } = await printer.print({ html: render(sample()), format });
      const read = await readPdf(pdf);
      expect(read).toMatchObject({ title: 'Vendor risk report: Corridor Gateway', isTagged: true });
      expect(read.bookmarks).toEqual(expect.arrayContaining(['Corridor Gateway', ...SECTIONS]));
      expect(read.pages[0]).toContain('What would move it');
      expect(read.pages[0]).toContain('Next reassessment after the decision, due 4 Dec 2026');
      expect(read.pages[1]).toContain('The engagement and its inherent risk');
      expect(pages).toBeGreaterThan(10);
      read.pages.forEach((page, index) => {
        expect(page).toContain(`Page ${index + 1} of ${pages}`);
        expect(page).toContain('checkpoint 4182 9b2e64d0f7c1 · key 4c1fd0a97be2');
        if (index > 0) expect(page).toContain('Vendor risk report: Corridor Gateway');
        expect(page.length).toBeGreaterThan(400);
      });
      expect(pdf.toString('latin1')).not.toContain('/Subtype /Image');
    },
  );

  it('a section with one answer stays where there is room, whatever follows it', async () => {
    const view = sample();
    const [some] = view.answers[0]?.answers ?? [];
    if (!some) throw new Error('The sample has no answer.');
    const answer = (question: string, height: number) => ({
      ...some,
      question,
      comment: 'A line of it.\n'.repeat(height),
    });
    view.answers = [
      { label: 'Long', answers: [30, 1, 40, 1].map((height, at) => answer(`Long ${at}?`, height)) },
      { label: 'Alone', answers: [answer('Alone?', 1)] },
      { label: 'After', answers: [answer('After 1?', 26), answer('After 2?', 26)] },
    ];
    const { pdf } = await printer.print({ html: render(view), format: 'A4' });
    const { pages } = await readPdf(pdf);
    const pageOf = (words: string) => pages.findIndex((page) => page.includes(words));
    expect(pageOf('Long 3?')).toBeGreaterThan(pageOf('Long 0?'));
    expect(pageOf('After 1?')).toBeGreaterThan(pageOf('Long 3?'));
    expect(pageOf('Alone?')).toBe(pageOf('Long 3?'));
  });

  it('on Letter, the first page holds however much there is to say', async () => {
    const view = sample();
    view.vendor.name = 'Transcontinental Gateway and Orchestration Services (Deutschland)';
    view.score.reason =
      'Very high: a tool in use matches a malware advisory and no dated statement closes it; ' +
      'dependencies are not pinned and hash-checked, a knock-out for tier 1; 2 more reasons of ' +
      'the same weight; the answers alone would give Moderate.';
    const steps = view.score.moves?.steps ?? [];
    view.score.moves = { toWord: 'High', residual: 51, steps: [...steps, ...steps, ...steps] };
    const { pdf } = await printer.print({ html: render(view), format: 'Letter' });
    const [first, second] = (await readPdf(pdf)).pages;
    expect(first).toContain('All 3 steps are under');
    expect(first).toContain('Next reassessment after the decision, due 4 Dec 2026');
    expect(second).toContain('The engagement and its inherent risk');
  });
});

describe('all templates', () => {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' });

  it.each(files.filter((path) => path.endsWith('.hbs')))('%s writes nothing unescaped', (path) => {
    expect(readFileSync(join(root, path), 'utf8')).not.toMatch(/\{\{\{|\{\{\s*&/);
  });

  it('compile, and every report brings a sample', () => {
    const reports = new Set(
      templates
        .names()
        .filter((name) => name.startsWith('reports/'))
        .map((name) => name.split('/')[1]),
    );
    expect(reports).toContain('vendor-risk');
    for (const report of reports) expect(files).toContain(`reports/${report}/sample.json`);
  });
});
