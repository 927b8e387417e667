import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { routesOf } from '../../api/routes.js';
import { Browser, newestSecret } from '../../portal/respondent.js';
import { startAssay, type TestAssay, type Visitor } from '../../support/app.js';
import { keyAt } from './large-questionnaire.js';
import { submittedLarge } from './reviewed.js';
import { judgeAnswer } from '../judge-answer.js';

const internal = 'Between-us-only';
const theirs = 'Please-name-the-auditor';

describe('comments of reviewers', () => {
  let assay: TestAssay;
  let staff: Visitor;

  beforeAll(async () => {
    assay = await startAssay();
    staff = await assay.api();
  });
  afterAll(() => assay.close());

  /** Everything that a respondent can read with a link: pages, and what their API gives. */
  async function readAll(assessmentId: string, secret: string): Promise<string[]> {
    const browser = new Browser(assay);
    await browser.open(secret);
    const at: Record<string, string> = { assessmentId, section: 'part-1', key: keyAt(1) };
    const fill = (path: string) => path.replace(/:(\w+)/g, (_, name: string) => at[name] ?? 'x');
    const read: string[] = [];
    for (const { method, path } of routesOf(assay.app)) {
      if (method !== 'GET') continue;
      if (path.startsWith('/answer/a/')) {
        const { status, text } = await browser.get(fill(path));
        if (status === 200) read.push(text);
      } else if (path.startsWith('/api/v1/answering')) {
        const headers = { authorization: `Bearer ${secret}` };
        const { status, text } = await assay.stranger.get(fill(path), headers);
        if (status === 200) read.push(text);
      }
    }
    return read;
  }

  async function letters(): Promise<string[]> {
    const { body } = await staff.get<{ id: string }[]>('/api/v1/letters?size=50');
    return Promise.all(body.map(async ({ id }) => (await staff.get(`/api/v1/letters/${id}`)).text));
  }

  it('are read by the vendor only where they are meant for it [ASVS 8.2.3]', async () => {
    const { path, assessmentId, secret } = await submittedLarge(assay, staff, 20, { 1: 'no' });
    const before = [...(await readAll(assessmentId, secret)), ...(await letters())];
    const judge = (at: number, facts: object) =>
      judgeAnswer(staff, path, keyAt(at), {
        judgement: 'insufficient',
        evidence: 'assertion',
        ...facts,
      });
    await judge(0, { comment: internal });
    await judge(1, { comment: theirs, audience: 'vendor' });
    await judge(2, { comment: `${internal}, though once for them`, audience: 'vendor' });
    await judge(2, { comment: internal });
    await judge(3, { judgement: 'not_applicable', comment: internal });
    const { body } = await staff.get<{ submission: { id: string } }>(path);
    const together = {
      section: 'part-2',
      judgement: 'insufficient',
      evidence: 'document',
      comment: internal,
      submissionId: body.submission.id,
    };
    expect((await staff.post(`${path}/section-reviews`, together)).status).toBe(201);
    const questions = [
      { questionKey: keyAt(0), remark: 'Say more.' },
      { questionKey: keyAt(1) },
      { questionKey: keyAt(2), remark: 'Say more here, too.' },
      { questionKey: keyAt(12), remark: 'And here.' },
    ];
    const asked = await staff.post(`${path}/change-requests`, { questions });
    expect([asked.status, asked.text]).toEqual([201, expect.any(String)]);
    await assay.settle();

    const after = [
      ...(await readAll(assessmentId, await newestSecret(staff))),
      ...(await letters()),
    ];
    expect(after.length).toBeGreaterThan(before.length / 2);
    expect([...before, ...after].filter((text) => text.includes(internal))).toEqual([]);
    expect(after.filter((text) => text.includes(theirs)).length).toBeGreaterThan(0);
  });

  it('stay internal unless told otherwise, and there are no other readers', async () => {
    const { path } = await submittedLarge(assay, staff, 10);
    const facts = { judgement: 'partial', evidence: 'assertion', comment: internal };
    expect(
      (await judgeAnswer(staff, path, keyAt(1), { ...facts, audience: 'everybody' })).status,
    ).toBe(422);
    expect((await judgeAnswer(staff, path, keyAt(1), facts)).status).toBe(204);
    const { body } = await staff.get<{ questions: { review?: object }[] }[]>(`${path}/answers`);
    expect(body[0]?.questions[1]?.review).toMatchObject({ audience: 'internal' });
  });
});
