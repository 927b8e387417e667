import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startAssay, type TestAssay, type Visitor } from '../../support/app.js';
import { newestSecret } from '../../portal/respondent.js';
import { keyAt } from './large-questionnaire.js';
import { answer, submittedLarge } from './reviewed.js';
import { judgeAnswer } from '../judge-answer.js';

interface Answer {
  key: string;
  review?: { judgement: string; version: number; reviewer: string };
  reviewOutdated: boolean;
}

interface Plan {
  id: string;
  touched: { key: string }[];
  leftOut: { key: string; why: string }[];
}

describe('judging the answers of a section together', () => {
  let assay: TestAssay;
  let staff: Visitor;
  let other: Visitor;

  beforeAll(async () => {
    assay = await startAssay();
    staff = await assay.api();
    other = await assay.api('analyst');
  });
  afterAll(() => assay.close());

  const keysOf = (list: readonly { key: string }[]) => list.map(({ key }) => key);
  const submission = async (path: string) =>
    (await staff.get<{ submission: { id: string } }>(path)).body.submission.id;
  const scores = async (path: string) => (await staff.get<unknown[]>(`${path}/scores`)).body.length;
  const answersOf = async (path: string): Promise<Map<string, Answer>> => {
    const { body } = await staff.get<{ questions: Answer[] }[]>(`${path}/answers`);
    return new Map(body.flatMap(({ questions }) => questions).map((one) => [one.key, one]));
  };
  const journal = async (id: string) =>
    (
      await staff.get<{ action: string; after: Record<string, unknown> | null }[]>(
        `/api/v1/journal?subjectId=${id}&size=50`,
      )
    ).body;
  const all = async (path: string, facts: object = {}) => ({
    section: 'part-1',
    judgement: 'meets',
    evidence: 'document',
    submissionId: await submission(path),
    ...facts,
  });

  it('touches what nobody judged, and leaves out the blank, the judged and the knock-out', async () => {
    const { path, assessmentId } = await submittedLarge(assay, staff, 22, {
      2: 'blank',
      3: 'no',
      4: 'not applicable',
      20: 'no',
    });
    await judgeAnswer(staff, path, keyAt(1), { judgement: 'partial', evidence: 'assertion' });
    const plan = `${path}/section-review-plan?section=part-1`;
    const { body: shown } = await staff.get<Plan>(`${plan}&judgement=meets`);
    expect(keysOf(shown.touched)).toEqual([0, 3, 5, 6, 7, 8, 9].map(keyAt));
    expect(shown.leftOut).toMatchObject([
      { key: keyAt(1), why: 'is judged already' },
      { key: keyAt(2), why: 'was left blank' },
      { key: keyAt(4), why: 'is said not to apply' },
    ]);
    const { body: bad } = await staff.get<Plan>(`${plan}&judgement=does_not_meet`);
    expect(keysOf(bad.touched)).not.toContain(keyAt(0));
    expect(keysOf(bad.touched)).toContain(keyAt(2));
    const { body: failed } = await staff.get<Plan>(
      `${path}/section-review-plan?section=part-3&judgement=meets`,
    );
    expect(failed.leftOut).toEqual([
      expect.objectContaining({ key: keyAt(20), why: expect.stringContaining('knock-out') }),
    ]);

    const before = await scores(path);
    const chosen = [0, 1, 2, 5, 6].map(keyAt);
    const judged = await staff.post<Plan>(
      `${path}/section-reviews`,
      await all(path, { questions: chosen, comment: 'Seen in the report.' }),
    );
    expect(judged.status).toBe(201);
    expect(keysOf(judged.body.touched)).toEqual([0, 5, 6].map(keyAt));
    expect(keysOf(judged.body.leftOut)).toEqual([1, 2].map(keyAt));
    expect(await scores(path)).toBe(before + 1);
    const answers = await answersOf(path);
    expect(answers.get(keyAt(5))?.review).toMatchObject({ judgement: 'meets', version: 1 });
    expect(answers.get(keyAt(1))?.review?.judgement).toBe('partial');
    expect(answers.get(keyAt(3))?.review).toBeUndefined();
    const entries = (await journal(assessmentId)).filter(
      ({ action }) => action === 'section.reviewed',
    );
    expect(entries).toHaveLength(1);
    expect(entries[0]?.after).toMatchObject({
      questionKeys: [0, 5, 6].map(keyAt),
      comment: 'Seen in the report.',
    });
  });

  it('is undone at once, unless somebody judged one of them since; versions never come back', async () => {
    const { path } = await submittedLarge(assay, staff, 10);
    const first = await staff.post<Plan>(`${path}/section-reviews`, await all(path));
    const undo = `${path}/section-reviews/${first.body.id}/reversal`;
    expect((await staff.post(undo)).status).toBe(204);
    expect([...(await answersOf(path)).values()].filter(({ review }) => review)).toEqual([]);
    expect((await staff.post(undo)).status).toBe(409);

    const facts = { judgement: 'partial', evidence: 'assertion' };
    expect((await judgeAnswer(other, path, keyAt(1), facts, { 'if-match': '"1"' })).status).toBe(
      412,
    );
    const anew = await judgeAnswer(other, path, keyAt(1), facts, { 'if-match': '"0"' });
    expect([anew.status, anew.headers['etag']]).toEqual([204, '"2"']);

    const second = await staff.post<Plan>(`${path}/section-reviews`, await all(path));
    expect(keysOf(second.body.touched)).not.toContain(keyAt(1));
    await judgeAnswer(other, path, keyAt(2), facts);
    const late = await staff.post<{ detail: string }>(
      `${path}/section-reviews/${second.body.id}/reversal`,
    );
    expect(late.status).toBe(409);
    expect(late.body.detail).toContain('judged again since');
    expect((await answersOf(path)).get(keyAt(3))?.review?.judgement).toBe('meets');
  });

  it('puts back the judgement of an answer that was given anew', async () => {
    const { path } = await submittedLarge(assay, staff, 10);
    const read = await submission(path);
    const facts = { judgement: 'meets', evidence: 'verified', comment: 'First.' };
    await judgeAnswer(other, path, keyAt(1), facts);
    const questions = [{ questionKey: keyAt(1), remark: 'Look at it again.' }];
    await staff.post(`${path}/change-requests`, { questions });
    assay.clock.advance(5 * 60_000);
    await answer(assay, await newestSecret(staff), [undefined, 'no']);
    expect((await answersOf(path)).get(keyAt(1))?.reviewOutdated).toBe(true);

    const old = { submissionId: read };
    const stale = await staff.post<{ detail: string }>(
      `${path}/section-reviews`,
      await all(path, old),
    );
    expect(stale.status).toBe(409);
    expect(stale.body.detail).toContain('answered “Do you check number 2 of your build');
    const one = await judgeAnswer<{ detail: string }>(staff, path, keyAt(1), {
      ...facts,
      ...old,
    });
    expect([one.status, one.body.detail]).toEqual([
      409,
      expect.stringContaining('Nothing was changed'),
    ]);
    expect((await judgeAnswer(staff, path, keyAt(3), { ...facts, ...old })).status).toBe(204);
    const foreign = { ...facts, submissionId: '01910000-0000-7000-8000-000000000000' };
    expect((await judgeAnswer(staff, path, keyAt(1), foreign)).status).toBe(422);

    const judged = await staff.post<Plan>(`${path}/section-reviews`, await all(path));
    expect((await answersOf(path)).get(keyAt(1))).toMatchObject({
      reviewOutdated: false,
      review: { version: 2 },
    });
    await staff.post(`${path}/section-reviews/${judged.body.id}/reversal`);
    expect((await answersOf(path)).get(keyAt(1))).toMatchObject({
      reviewOutdated: true,
      review: { judgement: 'meets', reviewer: expect.stringContaining('analyst'), version: 3 },
    });
  });

  it('refuses what makes no sense, and changes nothing', async () => {
    const { path } = await submittedLarge(assay, staff, 10, { 0: 'no' });
    const post = async (facts: object) =>
      (await staff.post(`${path}/section-reviews`, await all(path, facts))).status;
    expect(await post({ section: 'nowhere' })).toBe(404);
    expect(await post({ questions: ['elsewhere'] })).toBe(422);
    expect(await post({ questions: [] })).toBe(409);
    expect(await post({ questions: [keyAt(0)] })).toBe(409);
    expect(await post({ judgement: 'not_applicable' })).toBe(422);
    expect(await post({ auditId: '01910000-0000-7000-8000-000000000000' })).toBe(422);
    const foreign = `${path}/section-reviews/01910000-0000-7000-8000-000000000000/reversal`;
    expect((await staff.post(foreign)).status).toBe(404);
    expect([...(await answersOf(path)).values()].filter(({ review }) => review)).toEqual([]);
    expect((await staff.get<{ state: string }>(path)).body.state).toBe('submitted');
  });

  it('is refused to who does not say which submission was looked at, singly and together', async () => {
    const { path } = await submittedLarge(assay, staff, 10);
    const { submissionId: _, ...unsaid } = await all(path);
    const { section: __, ...one } = unsaid;
    interface Problem {
      fields: object;
    }
    const replies = [
      await staff.put<Problem>(`${path}/reviews/${keyAt(1)}`, one),
      await staff.post<Problem>(`${path}/section-reviews`, unsaid),
    ];
    for (const { status, body } of replies) {
      const submissionId =
        'is missing: send the submission.id of the assessment whose answers you looked at';
      expect([status, body.fields]).toEqual([422, { submissionId }]);
    }
    expect((await staff.get<{ state: string }>(path)).body.state).toBe('submitted');
  });

  it('lets one of two at once judge, and leaves nothing half done', async () => {
    const { path } = await submittedLarge(assay, staff, 10);
    const facts = await all(path);
    const replies = await Promise.all([
      staff.post<Plan>(`${path}/section-reviews`, facts),
      other.post<Plan>(`${path}/section-reviews`, facts),
    ]);
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    const answers = [...(await answersOf(path)).values()];
    expect(new Set(answers.map(({ review }) => review?.reviewer)).size).toBe(1);
  });
});
