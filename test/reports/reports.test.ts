import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answerAll, draft, prepare, secretsInLetters, send } from '../assessments/trip.js';
import { recordAudit } from '../audits/examples.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { readPdf } from '../support/pdf-text.js';

interface ReportBody {
  id: string;
  state: string;
  problem?: string;
  sha256?: string;
  pages?: number;
}

/** An assessment whose vendor pins nothing, submitted and scored. */
async function submitted(assay: TestAssay, analyst: Visitor): Promise<string> {
  const id = await draft(analyst, await prepare(assay, analyst));
  await send(analyst, id);
  const [secret = ''] = await secretsInLetters(assay, id);
  await answerAll(assay, secret, { 'supply.pinned': 'no' });
  await assay.settle();
  return id;
}

describe('the risk report', () => {
  let assay: TestAssay;
  let analyst: Visitor;
  let assessment: string;

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.api('analyst');
    assessment = await submitted(assay, analyst);
  });
  afterAll(() => assay.close());

  const request = async (body: object = {}): Promise<string> => {
    const reply = await analyst.post<{ id: string }>(
      `/api/v1/assessments/${assessment}/reports`,
      body,
    );
    expect(reply.status).toBe(201);
    return reply.body.id;
  };

  it('is printed in the background and says on its first page what is to be decided and why', async () => {
    const id = await request();
    await assay.settle();
    const { body } = await analyst.get<ReportBody>(`/api/v1/reports/${id}`);
    expect(body).toMatchObject({ state: 'ready', pages: expect.any(Number) });
    const file = await analyst.get(`/api/v1/reports/${id}/pdf`);
    expect(file.headers['content-type']).toBe('application/pdf');
    expect(file.headers['content-disposition']).toMatch(
      /^attachment; filename="Vendor-risk-report-/,
    );
    const pdf = await readPdf(file.bytes);
    expect(pdf.isTagged).toBe(true);
    expect(pdf.bookmarks.length).toBeGreaterThan(5);
    expect(pdf.pages[0]).toContain('Corridor Gateway');
    expect(pdf.pages[0]).toContain('High');
    expect(pdf.pages[0]).toMatch(/pinned/);
    expect(pdf.text).toMatch(/checkpoint \d+/);
  });

  it('previews the same as HTML that may run nothing', async () => {
    const person = await assay.browser('viewer');
    const { status, headers, text } = await person.get(`/assessments/${assessment}/report-preview`);
    expect(status).toBe(200);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(text).toContain('Corridor Gateway');
  });

  it('tells the audits that were recorded apart from those the vendor named', async () => {
    const at = await analyst.get<{ vendorId: string }>(`/api/v1/assessments/${assessment}`);
    const person = await assay.browser('viewer');
    const preview = () => person.get(`/assessments/${assessment}/report-preview`);
    expect((await preview()).text).toContain('We recorded no audit of this vendor');
    const audit = await recordAudit(analyst, { auditor: 'Stamped & Sons' }, at.body.vendorId);
    const { body } = await analyst.get<{ auditor: { id: string } }>(`/api/v1/audits/${audit}`);
    const doubt = `/api/v1/auditors/${body.auditor.id}/doubt`;
    await analyst.post(doubt, { reason: 'x' }, { 'if-match': '"1"' });
    const { text } = await preview();
    expect(text).toContain('<b>In doubt:</b> Stamped &amp; Sons');
    expect(text).toContain(
      'In doubt, it proves nothing. By its days: <b>fresh</b>. A SOC 2 Type II report is fresh for 12 months',
    );
    expect(text).not.toContain('We recorded no audit');
  });

  it('says when it is due to be assessed again, as the due dates do', async () => {
    const at = await analyst.get<{ vendorId: string }>(`/api/v1/assessments/${assessment}`);
    const due = async () => {
      await assay.settle();
      const path = `/api/v1/obligations?kind=reassessment&vendorId=${at.body.vendorId}`;
      const { body } = await analyst.get<{ dueOn: string }[]>(path);
      return body.map(({ dueOn }) => dueOn);
    };
    const told = async () => {
      const person = await assay.browser('viewer');
      const { text } = await person.get(`/assessments/${assessment}/report-preview`);
      return /<dt>Next reassessment<\/dt><dd>(.*?)<\/dd>/.exec(text)?.[1];
    };
    expect(await due()).toEqual(['2026-12-23']);
    expect(await told()).toBe('after the decision, due 23 Dec 2026');
    const long = { tier1Full: 12, tier1Light: 6, tier1Exposed: 3, tier2: 12, tier3: 24, tier4: 36 };
    const administrator = await assay.api('administrator');
    const change = (first: number, version: number) =>
      administrator.put(
        '/api/v1/policies/reassessment',
        { figures: { ...long, first } },
        { 'if-match': `"${version}"` },
      );
    expect((await change(365, 0)).status).toBe(204);
    const approver = await assay.api('approver');
    const decision = {
      outcome: 'approved',
      reason: 'The gap is known and closes soon.',
      exceptionReason: 'Our keys are kept out of it until every dependency is pinned.',
    };
    const path = `/api/v1/assessments/${assessment}/decision`;
    expect((await approver.post(path, decision)).status).toBe(201);
    expect(await due()).toEqual(['2027-02-23', '2027-11-23']);
    expect(await told()).toBe('23 Feb 2027, light; in full 23 Nov 2027');
  });

  it('tells both bands, the conditions and the findings as they were frozen, on first pages that hold', async () => {
    const own = await submitted(assay, analyst);
    const path = `/api/v1/assessments/${own}`;
    const approver = await assay.api('approver');
    const reason = 'It holds nothing of ours, and runs apart from all that does. '.repeat(8);
    const set = { band: 'low', reason, until: '2027-01-31' };
    expect((await approver.post(`${path}/overrides`, set)).status).toBe(201);
    const conditions = [1, 2, 3, 4, 5].map((number) => ({
      text: `Condition ${number}: ${'pin and hash-check everything that is installed, '.repeat(4)}`,
      severity: 'high',
      dueOn: '2027-01-31',
    }));
    const decided = await approver.post(`${path}/decision`, {
      outcome: 'approved_with_conditions',
      reason: 'The gaps are known and close soon.',
      exceptionReason: 'Our keys are kept out of it until every dependency is pinned.',
      conditions,
    });
    expect(decided.status).toBe(201);
    const { body: report } = await analyst.post<{ id: string }>(`${path}/reports`, {});
    await assay.settle();
    const { pages, text } = await readPdf(
      (await analyst.get(`/api/v1/reports/${report.id}/pdf`)).bytes,
    );
    const flat = (page = '') => page.replaceAll(/\s+/g, ' ');
    expect(flat(pages[0])).toContain('The model gives High');
    expect(flat(pages[0])).toMatch(
      /Low, set by Test approver .* until 31 Jan 2027: It holds nothing/,
    );
    expect(flat(pages[0])).toContain('and 2 more, under “Findings”');
    expect(flat(pages[0])).toContain('Next reassessment');
    expect(flat(text)).toContain('As they stood when it was decided on 23 Nov 2026.');
    expect(flat(text)).toMatch(/F-\d+ Dependencies are not pinned and hash-checked Very high Open/);
    expect(flat(text)).toMatch(/F-\d+ Condition 5: pin and hash-check/);
  });

  it('says of an accepted finding until when and by whom, also once that has ended since the decision', async () => {
    const own = await submitted(assay, analyst);
    const approver = await assay.api('approver');
    const person = await assay.browser('analyst');
    const { body: found } = await analyst.get<{ id: string; reference: string; title: string }[]>(
      `/api/v1/findings?assessmentId=${own}`,
    );
    const [finding] = found;
    const asked = { reason: 'Only test prompts go through it until March.', until: '2027-01-15' };
    const at = `/api/v1/findings/${finding?.id}/acceptances`;
    const { body: acceptance } = await analyst.post<{ id: string }>(at, asked);
    const settled = `/api/v1/acceptances/${acceptance.id}`;
    const told = async () => {
      const { text } = await person.get(`/assessments/${own}/report-preview`);
      const [row = ''] =
        new RegExp(`<tr><th[^>]*>[^<]*<span[^>]*>${finding?.reference}<.*?</tr>`, 's').exec(text) ??
        [];
      return row.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
    };
    expect(await told()).toMatch(/Open Test analyst \d+ \w+ 20\d\d $/);
    expect((await approver.post(`${settled}/approval`)).status).toBe(204);
    const accepted = /Risk accepted until 15 Jan 2027, approved by Test approver \(test\) $/;
    expect(await told()).toMatch(accepted);
    assay.clock.advance(60_000);
    const decision = {
      outcome: 'approved',
      reason: 'The gaps are known and close soon.',
      exceptionReason: 'Our keys are kept out of it until every dependency is pinned.',
    };
    const decided = await approver.post(`/api/v1/assessments/${own}/decision`, decision);
    expect(decided.status).toBe(201);
    assay.clock.advance(60_000);
    const ended = await approver.post(`${settled}/end`, { reason: 'No longer.' });
    expect(ended.status).toBe(204);
    expect(await told()).toMatch(accepted);
  });

  it('knows only the templates there are', async () => {
    const { status, body } = await analyst.post<{ fields: object }>(
      `/api/v1/assessments/${assessment}/reports`,
      { template: '../../etc/passwd' },
    );
    expect(status).toBe(422);
    expect(Object.keys(body.fields)).toEqual(['template']);
  });

  it('refuses to report where nothing was submitted', async () => {
    const id = await draft(analyst, await prepare(assay, analyst));
    expect((await analyst.post(`/api/v1/assessments/${id}/reports`, {})).status).toBe(409);
  });

  it('notes who downloaded it', async () => {
    const id = await request({ format: 'Letter' });
    await assay.settle();
    await analyst.get(`/api/v1/reports/${id}/pdf`);
    const entries = await assay.database.sql<{ action: string }[]>`
      SELECT action FROM journal_entry WHERE subject_id = ${id} ORDER BY seq`;
    expect(entries.map(({ action }) => action)).toEqual(['report.requested', 'report.downloaded']);
  });
});

describe('without a browser', () => {
  let assay: TestAssay;
  let analyst: Visitor;
  let path: string;

  beforeAll(async () => {
    assay = await startAssay({ ASSAY_CHROMIUM: '/nowhere/chromium' });
    analyst = await assay.api('analyst');
    path = `/api/v1/assessments/${await submitted(assay, analyst)}/reports`;
  });
  afterAll(() => assay.close());

  it('waits, says why, and everything else works', async () => {
    const { body } = await analyst.post<{ id: string }>(path, {});
    await assay.settle();
    const report = await analyst.get<ReportBody>(`/api/v1/reports/${body.id}`);
    expect(report.body.state).toBe('waiting');
    expect(report.body.problem).toMatch(/ASSAY_CHROMIUM/);
    expect((await analyst.get(`/api/v1/reports/${body.id}/pdf`)).status).toBe(409);
  });

  it('takes no more than twenty that wait from one person, so that nobody fills the queue', async () => {
    const keen = await assay.api('analyst');
    for (let asked = 0; asked < 20; asked += 1) {
      expect((await keen.post(path, {})).status).toBe(201);
    }
    const { status, body } = await keen.post<{ detail: string }>(path, {});
    expect([status, body.detail]).toEqual([
      409,
      expect.stringMatching(/^20 reports of yours wait/),
    ]);
    expect((await (await assay.api('viewer')).post(path, {})).status).toBe(201);
  });
});
