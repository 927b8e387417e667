import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Scorer } from '../../src/assessments/index.js';
import type { FindingLine, FindingView } from '../../src/findings/index.js';
import { JournalQueries } from '../../src/journal/index.js';
import type { AnswerValue } from '../../src/questionnaires/index.js';
import {
  answerAll,
  draft,
  prepare,
  secretsInLetters,
  send,
  submitted,
  type Ids,
} from '../assessments/trip.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { judgeAnswer, lookedAt } from '../assessments/judge-answer.js';

/** One knock-out, one critical question answered badly. */
const badly: Record<string, AnswerValue> = { 'supply.pinned': 'no', 'access.standing': 'wide' };
const pinned = 'supply.pinned';

describe('findings that a rule raises', () => {
  let assay: TestAssay;
  let analyst: Visitor;
  let ids: Ids;

  beforeAll(async () => {
    assay = await startAssay();
    assay.clock.run();
    analyst = await assay.api('analyst');
  });
  afterAll(() => assay.close());
  beforeEach(async () => {
    assay.clock.set('2026-11-23T09:00:00Z');
    ids = await prepare(assay, analyst);
  });

  const listed = async (filter = `vendorId=${ids.vendorId}`) =>
    (await analyst.get<FindingLine[]>(`/api/v1/findings?sort=newest&${filter}`)).body.reverse();
  const view = async (id: string) =>
    (await analyst.get<FindingView>(`/api/v1/findings/${id}`)).body;
  const about = async (questionKey: string): Promise<FindingView> => {
    const found = (await listed()).filter((one) => one.questionKey === questionKey);
    expect(found).toHaveLength(1);
    return view(found[0]?.id ?? '');
  };
  const judge = async (id: string, key: string, judgement: string, comment = 'Seen.') => {
    const review = { judgement, evidence: 'document', comment };
    const { status, text } = await judgeAnswer(analyst, `/api/v1/assessments/${id}`, key, review);
    expect([status, text]).toEqual([204, '']);
  };
  const act = async (id: string, what: string, body: object) => {
    const headers = { 'if-match': `"${(await view(id)).version}"` };
    const reply = await analyst.post(`/api/v1/findings/${id}/${what}`, body, headers);
    expect(reply.status).toBe(204);
  };
  const actions = async (id: string) =>
    (await assay.app.get(JournalQueries).page({ subjectKind: 'finding', subjectId: id })).items
      .filter(({ action }) => !action.endsWith('.seen'))
      .map(({ action, actor }) => `${action.slice(8)} by ${actor.name}`)
      .reverse();
  const another = async (otherwise: Record<string, AnswerValue | null>) => {
    const id = await draft(analyst, ids);
    await send(analyst, id);
    const [secret = ''] = await secretsInLetters(assay, id);
    await answerAll(assay, secret, otherwise);
    await assay.settle();
    return id;
  };

  it('are those of the knock-outs failed and the critical questions answered adversely, once', async () => {
    const id = await submitted(assay, analyst, ids, { ...badly, 'access.mfa': null });
    const found = await listed();
    expect(
      found.map(({ questionKey, raisedByRule }) => [questionKey, raisedByRule]).sort(),
    ).toEqual([
      ['access.mfa', 'knock_out'],
      ['access.standing', 'critical_adverse'],
      ['supply.pinned', 'knock_out'],
    ]);
    expect(await about(pinned)).toMatchObject({
      title: 'Dependencies are not pinned and hash-checked',
      severity: 'very_high',
      domain: 'Build supply chain',
      engagementId: ids.engagementId,
      assessmentId: id,
      originKind: 'answer',
      originId: id,
      raisedBy: 'Assay',
      state: 'open',
      dueOn: '2026-12-08',
    });
    expect((await about(pinned)).proposedRemediation).toMatch(/^Pin every dependency/);
    expect((await about('access.mfa')).detail).toMatch(/left blank/);
    const scorer = assay.app.get(Scorer);
    await Promise.all([scorer.score(id), scorer.score(id), scorer.score(id)]);
    expect(await listed()).toEqual(found);
    const ofAssessment = await analyst.get<FindingLine[]>(`/api/v1/assessments/${id}/findings`);
    expect(ofAssessment.body).toHaveLength(3);
  });

  it('wait for us once the answer is judged to meet, and come back when it is judged otherwise', async () => {
    const id = await submitted(assay, analyst, ids, badly);
    await judge(id, pinned, 'meets');
    const closed = await about(pinned);
    expect(closed).toMatchObject({ state: 'resolved', resolvedByKind: 'system' });
    expect(closed.resolution).toMatch(/judged to meet/);
    await judge(id, pinned, 'does_not_meet');
    expect(await about(pinned)).toMatchObject({ state: 'open' });
    expect((await about(pinned)).reopenedBecause).toMatch(/back/);
    await judge(id, pinned, 'not_applicable', 'It has no dependencies.');
    expect(await about(pinned)).toMatchObject({
      state: 'resolved',
      resolution: 'It was judged not to apply: It has no dependencies.',
    });
    const moved = ['raised', 'resolved', 'reopened', 'resolved'].map((verb) => `${verb} by Assay`);
    expect(await actions(closed.id)).toEqual(moved);
  });

  it('wait for us once the vendor answers anew, and come back with the judgement that it is not so', async () => {
    const id = await submitted(assay, analyst, ids, badly);
    const path = `/api/v1/assessments/${id}`;
    const questions = [{ questionKey: pinned, remark: 'When will they be pinned?' }];
    expect((await analyst.post(`${path}/change-requests`, { questions })).status).toBe(201);
    const [secret = ''] = await secretsInLetters(assay, id);
    assay.clock.advance(60_000);
    await answerAll(assay, secret, { ...badly, [pinned]: 'yes' });
    await assay.settle();
    const closed = await about(pinned);
    expect(closed).toMatchObject({ state: 'resolved', resolvedByKind: 'system' });
    expect(closed.resolution).toMatch(/answered anew/);
    expect((await about('access.standing')).state).toBe('open');
    await judge(id, pinned, 'does_not_meet', 'The lockfile is not enforced.');
    expect(await about(pinned)).toMatchObject({ id: closed.id, state: 'open' });
  });

  it('stay as they are where the answer is met in part or does not say enough', async () => {
    const id = await submitted(assay, analyst, ids, badly);
    await judge(id, 'access.standing', 'insufficient');
    await judge(id, pinned, 'partial');
    expect((await about('access.standing')).version).toBe(1);
    expect((await about(pinned)).version).toBe(1);
  });

  it('are closed by a later answer, verified, and open again when the next one is bad', async () => {
    await submitted(assay, analyst, ids, badly);
    const { id } = await about(pinned);
    await another({});
    expect(await view(id)).toMatchObject({ state: 'resolved', resolvedByKind: 'system' });
    await act(id, 'verification', { verification: 'Seen.' });
    const last = await another({ [pinned]: 'no' });
    expect(await about(pinned)).toMatchObject({ id, state: 'open' });
    const { body } = await analyst.get<FindingLine[]>(`/api/v1/assessments/${last}/findings`);
    expect(body.map((one) => one.id)).toEqual([id]);
  });

  it('are left alone by scoring again where a person said that the gap is closed', async () => {
    const id = await submitted(assay, analyst, ids, badly);
    const finding = (await about(pinned)).id;
    await act(finding, 'resolution', { resolution: 'Done since.' });
    await judge(id, 'access.mfa', 'meets');
    expect((await view(finding)).state).toBe('resolved');
    await act(finding, 'verification', { verification: 'Seen.' });
    await assay.app.get(Scorer).score(id);
    expect((await view(finding)).state).toBe('verified');
    await judge(id, pinned, 'does_not_meet');
    expect((await view(finding)).state).toBe('open');
  });

  it('are not touched while the risk is borne', async () => {
    const id = await submitted(assay, analyst, ids, badly);
    const finding = (await about(pinned)).id;
    await assay.database.transaction(async () => {
      await assay.database
        .sql`UPDATE finding SET state = 'risk_accepted', accepted_until = '2027-01-31' WHERE id = ${finding}`;
    });
    await judge(id, pinned, 'meets');
    await judge(id, pinned, 'does_not_meet');
    expect(await view(finding)).toMatchObject({ state: 'risk_accepted', version: 1 });
  });

  it('follow the later answers, though earlier ones are scored again', async () => {
    const first = await submitted(assay, analyst, ids, badly);
    const { id } = await about(pinned);
    await another({});
    await act(id, 'verification', { verification: 'Seen.' });
    await judge(first, pinned, 'does_not_meet');
    expect((await view(id)).state).toBe('verified');
  });

  it('are not raised beside one that a person raised about the same question, nor it beside theirs', async () => {
    const id = await submitted(assay, analyst, ids, badly);
    const path = `/api/v1/assessments/${id}/findings`;
    const taken = await analyst.post<{ detail: string }>(path, { questionKey: pinned });
    expect(taken.status).toBe(409);
    expect(taken.body.detail).toMatch(/^F-\d+ is about this already/);
    const by = await analyst.post<{ id: string }>(path, {
      questionKey: 'access.mfa',
      severity: 'low',
    });
    expect(by.status).toBe(201);
    expect(await view(by.body.id)).toMatchObject({
      severity: 'low',
      title: expect.stringMatching(/^Multi-factor/),
      originId: id,
      questionKey: 'access.mfa',
    });
    await judge(id, 'access.mfa', 'does_not_meet');
    await judge(id, 'access.mfa', 'meets');
    expect(await about('access.mfa')).toMatchObject({ id: by.body.id, state: 'open', version: 1 });
  });

  it('are raised once by a rule and by people at the same moment', async () => {
    const id = await submitted(assay, analyst, ids);
    const path = `/api/v1/assessments/${id}/findings`;
    const submissionId = await lookedAt(analyst, `/api/v1/assessments/${id}`);
    const review = { judgement: 'does_not_meet', evidence: 'document', submissionId };
    const all = await Promise.all([
      analyst.post(path, { questionKey: pinned }),
      analyst.put(`/api/v1/assessments/${id}/reviews/${pinned}`, review),
      analyst.post(path, { questionKey: pinned }),
    ]);
    expect(
      all.map(({ status }) => status).filter((status) => ![201, 204, 409].includes(status)),
    ).toEqual([]);
    await about(pinned);
  });

  it('are about questions that were asked', async () => {
    const id = await submitted(assay, analyst, ids);
    const path = `/api/v1/assessments/${id}/findings`;
    const raise = async (questionKey: string) => (await analyst.post(path, { questionKey })).status;
    expect(await raise('supply.unheard_of')).toBe(404);
    const unsent = await draft(analyst, ids);
    const early = await analyst.post(`/api/v1/assessments/${unsent}/findings`, {
      questionKey: pinned,
    });
    expect(early.status).toBe(409);
    expect(await listed()).toEqual([]);
  });
});
