import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { lookedAt } from '../assessments/judge-answer.js';
import { answered, type Round } from '../assessments/changes/round.js';
import { Browser, formsIn, newestSecret, publish } from '../portal/respondent.js';
import { sample } from '../portal/sample-questionnaire.js';
import { startAssay, type Reply, type TestAssay, type Visitor } from '../support/app.js';

const to = ({ headers }: Reply): string => headers['location'] ?? '';

describe('the pages of changes', () => {
  let assay: TestAssay;
  let staff: Visitor;
  let analyst: Visitor;
  let versionId: string;
  let round: Round;
  let page: string;

  beforeAll(async () => {
    assay = await startAssay();
    staff = await assay.api();
    analyst = await assay.browser('analyst');
    versionId = await publish(assay, sample);
  });
  beforeEach(async () => {
    round = await answered(assay, staff, versionId);
    page = `/assessments/${round.sent.assessmentId}`;
  });
  afterAll(() => assay.close());

  const mark = (key: string, remark: string, version = '0', who = analyst) =>
    who.post(`${page}/send-backs/${key}`, { remark, version });
  const sending = async (who = analyst) => {
    const { text } = await who.get<string>(`${page}/changes`);
    const { fields } = formsIn(text).find(({ action }) => action === `${page}/changes`) ?? {};
    const { then: _, remove: __, ...rest } = fields ?? {};
    return rest;
  };

  it('collect on the review desk, are worded and sent on a page, and come back as answered anew', async () => {
    const desk = `${page}/review/a.one`;
    expect((await analyst.get(desk)).text).toContain('Mark to go back');
    expect(to(await mark('a.one', 'Which red?'))).toBe(desk);
    const marked = (await analyst.get(desk)).text;
    expect(marked).toContain('Which red?');
    expect(marked).toContain('1 question marked to go back');
    await mark('a.days', 'Working days?');
    const other = await assay.browser('analyst');
    const fields = await sending(other);
    expect(Object.values(fields)).toEqual(
      expect.arrayContaining(['Which red?', 'Working days?', '2026-12-18']),
    );
    const kept = { ...fields, 'questions.0.remark': 'Which red, dark or light?', then: 'keep' };
    expect(to(await other.post(`${page}/changes`, kept))).toBe(`${page}/changes`);
    const stale = await analyst.post(`${page}/changes`, { ...fields, then: 'send' });
    expect(stale.status).toBe(422);
    expect(stale.text).toContain('Somebody else changed what is to go back meanwhile');
    const now = { ...(await sending()), message: 'Thank you.', dueOn: '2026-12-30', then: 'send' };
    const past = await analyst.post(`${page}/changes`, { ...now, dueOn: '2026-11-01' });
    expect(past.status).toBe(422);
    expect(past.text).toContain('To be answered by is in the past.');
    expect(past.text).toContain('Which red, dark or light?');
    expect(to(await analyst.post(`${page}/changes`, now))).toBe(page);
    const sent = (await analyst.get(`${page}/changes`)).text;
    expect(sent).toContain('Round 1');
    expect(sent).not.toContain('then" value="send"');
    expect(sent).toMatch(/Round 1[\s\S]*Working days\?[\s\S]*Which red, dark or light\?/);

    round.rui.secret = await newestSecret(staff);
    const browser = new Browser(assay);
    await browser.open(round.rui.secret);
    const at = `/answer/a/${round.sent.assessmentId}`;
    const overview = (await browser.get(at)).text;
    expect(overview).toMatch(/2 questions to answer again[\s\S]*dark or light/);
    expect(overview).toMatch(/2 to answer again<[\s\S]*Stays as submitted/);
    expect(overview).not.toContain('Complete');
    const section = (await browser.get(`${at}/sections/basics`)).text;
    const [form] = formsIn(section);
    const typed = { ...form?.fields, 'a.one:value': 'green', 'a.one:reply': 'Neither: green.' };
    const { clear: _, more: __, then: ___, ...filled } = typed as Record<string, string>;
    expect((await browser.post(`${at}/sections/basics`, filled)).status).toBe(303);
    expect((await browser.get(at)).text).toContain('1 to answer again<');
    const check = (await browser.get(`${at}/check`)).text;
    expect(check).toMatch(
      /What you changed[\s\S]*<s>\s*Red\s*<\/s>[\s\S]*Green[\s\S]*Neither: green\./,
    );
    expect(check).toContain('1 question was asked again and not touched');
    assay.clock.advance(60_000);
    await browser.post(`${at}/submission`, { confirmed: 'yes' });
    expect((await browser.get(`${at}/receipt`)).text).toMatch(
      /Asked again and left as they were[\s\S]*a\.days/,
    );

    const first = (await analyst.get(`${page}/review`)).text;
    expect(first).toMatch(/aria-current="(page|true)"[^>]*>Answered anew/);
    expect(first).toContain('Neither: green.');
    expect(first).toContain('What about a.one?');
    const history = (await analyst.get(`${page}/review/a.one/history`)).text;
    expect(history).toMatch(/Revision 2[\s\S]*Changed:<\/strong> the answer[\s\S]*Green/);
    expect(history).toMatch(/Revision 1[\s\S]*Red/);
    expect((await analyst.get(`${page}/review/a.days/history`)).text).toContain(
      'Submission 1 to 2,',
    );
    expect((await analyst.get(`${page}/changes`)).text).toContain('Left as it was');
    const submissionId = await lookedAt(staff, round.path);
    const judged = { judgement: 'meets', evidence: 'assertion', version: '0', submissionId };
    await analyst.post(`${page}/review/a.one?show=anew`, judged);
    expect((await analyst.get(`${page}/review`)).text).not.toContain('>Answered anew');
  });

  it('add and take off questions, and lose no remark that was typed', async () => {
    expect((await analyst.get(`${page}/changes`)).text).toContain('Nothing is marked yet');
    await analyst.post(`${page}/send-backs`, { questionKey: 'a.one' });
    await analyst.post(`${page}/send-backs`, { questionKey: 'a.days' });
    const typed = { ...(await sending()), 'questions.0.remark': 'Which red?', remove: 'a.days' };
    expect(to(await analyst.post(`${page}/changes`, typed))).toBe(`${page}/changes`);
    const fields = await sending();
    expect(fields).toMatchObject({ 'questions.0.remark': 'Which red?' });
    expect(fields).not.toHaveProperty('questions.1.questionKey');
    const empty = { ...fields, 'questions.0.remark': '', then: 'send' };
    const refused = await analyst.post(`${page}/changes`, empty);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(
      'The remark on “What about a.one?” is missing: say what the vendor is to change.',
    );
    expect(to(await mark('a.one', 'Other.', '9'))).toBe(`${page}/review/a.one`);
    expect(await sending()).toMatchObject({ 'questions.0.remark': 'Which red?' });
    expect(to(await analyst.post(`${page}/send-backs/a.one/removal`))).toBe(`${page}/review/a.one`);
    expect((await analyst.get(`${page}/changes`)).text).toContain('Nothing is marked yet');
  });

  it('let viewers look and nothing else, and know no foreign assessment', async () => {
    await mark('a.one', 'Which red?');
    const viewer = await assay.browser('viewer');
    const { text } = await viewer.get<string>(`${page}/changes`);
    expect(text).toContain('Which red?');
    expect(formsIn(text).map(({ action }) => action)).toEqual(['/sign-out']);
    expect((await viewer.post(`${page}/changes`, {})).status).toBe(403);
    expect((await mark('a.one', 'x', '1', viewer)).status).toBe(403);
    const unknown = '/assessments/01936000-0000-7000-8000-000000000000';
    for (const path of ['/changes', '/review/a.one/history'])
      expect((await analyst.get(unknown + path)).status).toBe(404);
    expect((await analyst.get(`${page}/review/a.none/history`)).status).toBe(404);
    for (const path of ['/changes', '/send-backs', '/send-backs/a.one/removal'])
      expect((await analyst.post(unknown + path, {})).status).toBe(404);
  });
});
