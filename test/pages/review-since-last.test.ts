import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Review } from '../../src/assessments/index.js';
import { publish, unescaped } from '../portal/respondent.js';
import { strictSample } from '../assessments/cycles/strict-sample.js';
import { Walk, type Cycle } from '../assessments/cycles/walk.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { judgeAnswer } from '../assessments/judge-answer.js';

describe('reviewing a reassessment', () => {
  let assay: TestAssay;
  let staff: Visitor;
  let page: Visitor;
  let walk: Walk;
  let now: Cycle;

  beforeAll(async () => {
    assay = await startAssay();
    staff = await assay.api();
    page = await assay.browser();
    walk = await Walk.begin(assay, staff, await publish(assay, strictSample));
    const before = await walk.send();
    await before.answer({ 'a.yes': 'yes', 'a.more': 'More.', 'a.one': 'red', 'a.days': 30 });
    await before.submit();
    const judge = (key: string, facts: object) =>
      judgeAnswer(staff, `/api/v1/assessments/${before.id}`, key, facts);
    for (const key of ['a.yes', 'a.more', 'a.one'])
      await judge(key, { judgement: 'meets', evidence: 'verified' });
    await judge('a.days', { judgement: 'partial', evidence: 'assertion', comment: 'Too long.' });
    await before.decide();
    assay.clock.advanceDays(30);
    page = await assay.browser();
    now = await walk.send();
    await now.answer({ 'a.one': 'green' });
    await now.confirmAll();
    await now.submit();
  });
  afterAll(() => assay.close());

  const textOf = async (path: string) => {
    const { status, text } = await page.get<string>(`/assessments/${now.id}/review${path}`);
    expect(status).toBe(200);
    return unescaped(text)
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ');
  };
  const judged = () =>
    assay.database
      .repository(Review)
      .find({ where: { assessmentId: now.id }, order: { questionKey: 'ASC' } });

  it('opens at what was weakened, with the last answer and judgement beside', async () => {
    const text = await textOf('');
    expect(text).toMatch(/Changed, weakened first 1/);
    expect(text).toMatch(
      /Last time Weakened Before, it met what is expected; now it does not meet/,
    );
    expect(text).toMatch(
      /Red Submitted .* Judged then: Meets what is expected\. Our own verification\./,
    );
    const days = await textOf('/a.days?show=since');
    expect(days).toMatch(/Last time The same/);
    expect(days).toMatch(/Judged then: Meets part of it.*Too long\./);
  });

  it('takes over, in one act, what was confirmed and judged to meet; nothing else', async () => {
    expect(await textOf('/a.days')).toMatch(/2 answers of this section were confirmed/);
    const { body: view } = await staff.get<{ submission: { id: string } }>(
      `/api/v1/assessments/${now.id}`,
    );
    const facts = { section: 'basics', submissionId: view.submission.id };
    const path = `/api/v1/assessments/${now.id}/takeovers`;
    const { body, status } = await staff.post(path, facts);
    expect([status, body]).toEqual([201, { taken: 2 }]);
    expect(await judged()).toMatchObject([
      { questionKey: 'a.more', judgement: 'meets', evidence: 'verified' },
      { questionKey: 'a.yes', judgement: 'meets', evidence: 'verified' },
    ]);
    expect((await staff.post(path, facts)).status).toBe(409);
    expect(await judged()).toHaveLength(2);
  });
});
