import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { prepare, submitted } from '../assessments/trip.js';
import { recordAudit } from '../audits/examples.js';
import { sendForm, textOf } from '../evidence/files.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { build, fetched, json, unpacked, verified } from './examples.js';

const year = { from: '2026-01-01', to: '2026-12-31' };

describe('the dossier of a vendor over a period', () => {
  let assay: TestAssay;
  let analyst: Visitor;
  let vendor: string;
  let assessment: string;
  const url = () => `/api/v1/vendors/${vendor}/dossiers`;
  const built = async (facts: object, at = url()) => {
    const dossier = await build(assay, analyst, at, facts);
    expect(dossier.state).toBe('ready');
    const files = await unpacked(await fetched(analyst, dossier));
    expect((await verified(files)).problems).toEqual([]);
    return files;
  };

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.api('analyst');
    const ids = await prepare(assay, analyst);
    vendor = ids.vendorId;
    assessment = await submitted(assay, analyst, ids, { 'supply.pinned': 'no' });
    await recordAudit(analyst, {}, vendor);
    await sendForm(
      { assay, headers: analyst.headers },
      `/api/v1/vendors/${vendor}/evidence`,
      { kind: 'other', title: 'Penetration test' },
      { name: 'test.txt', content: textOf(1_000) },
    );
  }, 60_000);
  afterAll(() => assay.close());

  it('holds what belongs to the period, and a folder for each assessment in it', async () => {
    const files = await built(year);
    expect(json(files, 'data/vendor.json')).toMatchObject({
      contacts: [{ name: 'Rui Okafor' }],
      ratings: [{ points: [{}] }],
    });
    for (const name of ['answers.json', 'score.json', 'evidence-index.json'])
      expect(files.has(`data/assessments/${assessment}/${name}`)).toBe(true);
    for (const name of ['audits', 'findings', 'tools', 'incidents', 'obligations', 'offboardings'])
      expect(files.has(`data/${name}.json`)).toBe(true);
    expect([...files.keys()].some((path) => path.startsWith('data/evidence/'))).toBe(true);
    expect(files.get('VERIFY.md')?.toString()).toContain('`data/assessments/`');
    const before = await built({ from: '2025-01-01', to: '2025-12-31' });
    expect([...before.keys()].some((path) => /assessments|evidence\//.test(path))).toBe(false);
    expect(before.get('data/journal.jsonl')?.toString().trim().split('\n')).toHaveLength(1);
  });

  it('names nobody where people are not to be named', async () => {
    const bag = await built({ ...year, profile: 'no-personal-data' });
    for (const [path, content] of bag)
      for (const planted of ['Rui Okafor', 'rui@corridor', 'Test analyst'])
        expect([path, content.toString('latin1').includes(planted)]).toEqual([path, false]);
    expect(json(bag, 'data/vendor.json')).toMatchObject({ contacts: 1 });
  });

  it('refuses what is no period, and a vendor that is not there', async () => {
    for (const to of ['2025-12-31', '2036-01-01'])
      expect((await analyst.post(url(), { from: year.from, to })).status).toBe(422);
    expect((await analyst.post(`/api/v1/vendors/${assessment}/dossiers`, year)).status).toBe(404);
    expect((await (await assay.api('viewer')).post(url(), year)).status).toBe(403);
  });

  it('is ordered on the page of a vendor or of the portfolio, for this year unless told', async () => {
    const browser = await assay.browser('analyst');
    for (const page of [`/vendors/${vendor}`, '/portfolio']) {
      const { text } = await browser.get(page);
      expect(text).toContain(`action="${page}/dossiers"`);
      expect(text).toMatch(/name="from" type="date" value="2026-01-01"/);
      const form = { from: '2026-12-31', to: '2026-01-01', profile: 'hashes-only' };
      const again = await browser.post(`${page}/dossiers`, form);
      expect([again.status, again.text]).toEqual([
        422,
        expect.stringContaining('is before the first day'),
      ]);
      expect(again.text).toContain('value="2026-12-31"');
      expect(again.text).toMatch(/value="hashes-only" selected/);
      const sent = await browser.post(`${page}/dossiers`, {
        ...form,
        from: form.to,
        to: form.from,
      });
      expect(sent.status).toBe(303);
      const seen = await browser.get(String(sent.headers.location));
      expect(seen.text).toContain('1 Jan 2026 to 31 Dec 2026');
      expect(seen.text).toContain('Hashes only');
    }
    expect((await (await assay.browser('viewer')).get('/portfolio')).text).not.toContain(
      '/portfolio/dossiers',
    );
    await assay.settle();
  });

  describe('that of all vendors', () => {
    const all = '/api/v1/portfolio/dossiers';

    it('holds where each stands, and of the period what was scored, found and shown', async () => {
      const files = await built(year, all);
      const data = [...files.keys()].filter((path) => path.startsWith('data/'));
      expect(data.map((path) => path.replace(/(?<=evidence\/).*/, '')).sort()).toEqual([
        'data/audits.json',
        'data/decisions.json',
        'data/evidence-index.json',
        'data/evidence/',
        'data/findings.json',
        'data/incidents.json',
        'data/journal.jsonl',
        'data/obligations.json',
        'data/offboardings.json',
        'data/report.pdf',
        'data/scores.json',
        'data/vendors.json',
        'data/withheld.json',
      ]);
      expect(json(files, 'data/vendors.json')).toMatchObject([{ id: vendor, decisions: [] }]);
      expect(json(files, 'data/scores.json')).toMatchObject([
        { assessmentId: assessment, vendorId: vendor, residual: expect.any(Number) },
      ]);
      expect(json(files, 'data/evidence-index.json')).toMatchObject([{ vendorId: vendor }]);
      const [, ...entries] = (files.get('data/journal.jsonl')?.toString() ?? '').trim().split('\n');
      const actions = entries.map((line) => (JSON.parse(line) as { action: string }).action);
      for (const told of ['vendor.created', 'assessment.scored', 'dossier.requested'])
        expect(actions).toContain(told);
      expect(actions).not.toContain('contact.added');
      const told = files.get('VERIFY.md')?.toString() ?? '';
      for (const path of data) expect(told).toContain(path.replace(/(?<=evidence\/).*/, ''));
      const before = await built({ from: '2025-01-01', to: '2025-12-31' }, all);
      for (const name of ['scores', 'findings', 'evidence-index', 'decisions'])
        expect(json(before, `data/${name}.json`)).toEqual([]);
    });

    it('takes a report of all vendors only, and is asked for by those who may', async () => {
      const made = await analyst.post<{ id: string }>('/api/v1/portfolio/reports', { tier: 1 });
      const { body: others } =
        await analyst.get<{ id: string; subjectKind: string }[]>('/api/v1/reports');
      const whole = others.find(
        (one) => one.subjectKind === 'portfolio' && one.id !== made.body.id,
      );
      const refused = await analyst.post<{ fields: object }>(all, {
        ...year,
        reportId: made.body.id,
      });
      expect([refused.status, refused.body.fields]).toEqual([
        422,
        { reportId: 'is not a report of the whole portfolio' },
      ]);
      const files = await built({ ...year, profile: 'hashes-only', reportId: whole?.id }, all);
      expect([...files.keys()].filter((path) => path.startsWith('data/')).sort()).toEqual([
        'data/evidence-index.json',
        'data/journal.jsonl',
        'data/withheld.json',
      ]);
      expect((await analyst.post(all, { from: year.to, to: year.from })).status).toBe(422);
      expect((await (await assay.api('viewer')).post(all, year)).status).toBe(403);
    });
  });
});
