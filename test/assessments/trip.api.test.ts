import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Scorer, Scores, StoredScore } from '../../src/assessments/index.js';
import { model, scoreAssessment } from '../../src/scoring/index.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import {
  draft,
  dueOn,
  prepare,
  secretsInLetters,
  answerAll,
  send,
  submitted,
  type Ids,
} from './trip.js';
import { judgeAnswer } from './judge-answer.js';

interface Section {
  key: string;
  questions: {
    key: string;
    answered: boolean;
    lines: string[];
    expected: string;
    comparison: { compliance: number };
    review?: { judgement: string; version: number };
    points?: { w: number; c: number; e: number; wce: number };
  }[];
}

interface ScoreBody {
  id: string;
  number: number;
  band: string;
  residual: number;
  floored: boolean;
  needsException: boolean;
  floors: { id: string; questions: string[] }[];
  ledger: { kind: string; key?: string; wce?: number; domain?: string; proven?: number }[];
  moves?: { moves: { words: string }[] };
  change?: { residual: number };
}

const answersOf = async (visitor: Visitor, id: string) =>
  (await visitor.get<Section[]>(`/api/v1/assessments/${id}/answers`)).body.flatMap(
    ({ questions }) => questions,
  );

const latest = async (visitor: Visitor, id: string) =>
  (await visitor.get<ScoreBody>(`/api/v1/assessments/${id}/scores/latest`)).body;

const exception =
  'The gateway runs without any key of ours until the dependencies are pinned and checked.';

describe('the main trip through the API', () => {
  let assay: TestAssay;
  let analyst: Visitor;
  let approver: Visitor;
  let ids: Ids;

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.api('analyst');
    approver = await assay.api('approver');
    ids = await prepare(assay, analyst);
  });
  afterAll(() => assay.close());

  it('goes from a draft to a decision', async () => {
    const id = await draft(analyst, ids, { message: 'We decide in January.' });
    const path = `/api/v1/assessments/${id}`;
    expect((await analyst.get(path)).body).toMatchObject({
      state: 'draft',
      vendor: 'Corridor Gateway',
      engagement: 'Gateway for all prompts',
      tier: 1,
      dueOn,
      overdue: false,
      message: 'We decide in January.',
      invitations: [],
    });

    const invitation = await send(analyst, id);
    expect((await analyst.get(path)).body).toMatchObject({
      state: 'sent',
      progress: { answered: 0 },
      invitations: [
        {
          id: invitation,
          name: 'Rui Okafor',
          standing: 'open',
          expiresAt: '2027-02-16T23:59:59.999Z',
        },
      ],
    });
    expect((await analyst.get(`${path}/answers`)).body).toEqual([]);
    expect((await analyst.get(`${path}/scores/latest`)).status).toBe(404);

    const [secret = ''] = await secretsInLetters(assay, id);
    await answerAll(assay, secret, { 'supply.pinned': 'no', 'access.mfa': null });
    await assay.settle();
    expect((await analyst.get(path)).body).toMatchObject({
      state: 'submitted',
      submission: { number: 1, submittedBy: 'Rui Okafor', daysLate: 0 },
      score: { number: 1, floored: expect.any(Boolean), needsException: true },
    });

    const answers = await answersOf(analyst, id);
    expect(answers.find(({ key }) => key === 'supply.pinned')).toMatchObject({
      answered: true,
      lines: ['No'],
      comparison: { compliance: 0 },
      points: { w: 20, c: 0, wce: 0 },
    });
    expect(answers.find(({ key }) => key === 'access.mfa')).toMatchObject({
      answered: false,
      lines: [],
    });

    const review = { judgement: 'meets', evidence: 'audit', comment: 'Report of August seen.' };
    const judged = await judgeAnswer(analyst, path, 'data.encrypted_at_rest', review);
    expect(judged.status).toBe(204);
    expect(judged.headers['etag']).toBe('"1"');
    expect((await analyst.get<{ state: string }>(path)).body.state).toBe('in_review');
    const reviewed = await answersOf(analyst, id);
    expect(reviewed.find(({ key }) => key === 'data.encrypted_at_rest')).toMatchObject({
      review: { ...review, version: 1 },
      points: { c: 1, e: 0.95 },
    });

    const score = await latest(analyst, id);
    expect(score).toMatchObject({ number: 2, needsException: true });
    expect(score.floors.map(({ id: floor }) => floor)).toContain('F1');
    expect(score.change?.residual).toBeLessThan(0);
    expect(score.moves?.moves.length).toBeGreaterThan(0);
    for (const domain of score.ledger.filter(({ kind }) => kind === 'domain')) {
      const points = score.ledger
        .filter(({ kind, domain: of }) => kind === 'question' && of === domain.domain)
        .reduce((sum, { wce = 0 }) => sum + wce, 0);
      expect(points).toBeCloseTo(domain.proven ?? NaN, 9);
    }
    expect((await analyst.get(`/api/v1/vendors/${ids.vendorId}`)).body).toMatchObject({
      band: score.band,
      floored: score.floored,
    });

    const decision = { outcome: 'approved', reason: 'Needed for the launch.' };
    const refused = await approver.post<{ fields: object }>(`${path}/decision`, decision);
    expect(refused.status).toBe(422);
    expect(Object.keys(refused.body.fields)).toEqual(['exceptionReason']);
    const made = await approver.post(`${path}/decision`, {
      ...decision,
      exceptionReason: exception,
      scoreId: score.id,
    });
    expect(made.status).toBe(201);
    expect((await analyst.get(`${path}/decision`)).body).toMatchObject({
      ...decision,
      exceptionReason: exception,
      scoreId: score.id,
      validUntil: '2027-11-23',
      decider: expect.stringContaining('Test approver'),
    });
    expect((await analyst.get<{ state: string }>(path)).body.state).toBe('decided');
    const late = await judgeAnswer(analyst, path, 'data.encrypted_at_rest', review);
    expect(late.status).toBe(409);
  });

  it('supersedes the decision before it on the same engagement, and looks back to its score', async () => {
    const own = await prepare(assay, analyst);
    const outcome = { outcome: 'rejected', reason: 'Too little is proven.' };
    const first = await submitted(assay, analyst, own, { 'access.mfa': null });
    await approver.post(`/api/v1/assessments/${first}/decision`, outcome);
    const second = await submitted(assay, analyst, own);
    expect((await latest(analyst, second)).change?.residual).toBeLessThan(0);
    await approver.post(`/api/v1/assessments/${second}/decision`, outcome);
    const stateOf = async (id: string) =>
      (await analyst.get<{ state: string }>(`/api/v1/assessments/${id}`)).body.state;
    expect(await stateOf(first)).toBe('superseded');
    expect(await stateOf(second)).toBe('decided');
  });

  it('scores a submission once, however often the job runs, and again from what was stored', async () => {
    const id = await submitted(assay, analyst, ids, { 'supply.pinned': 'no' });
    const scorer = assay.app.get(Scorer);
    const scores = assay.app.get(Scores);
    const jobs = [1, 2, 3].map(() => scorer.onSubmitted({ assessmentId: id }));
    await Promise.all(jobs);
    const stored = await assay.database.repository(StoredScore).findBy({ assessmentId: id });
    expect(stored).toHaveLength(1);
    await judgeAnswer(analyst, `/api/v1/assessments/${id}`, 'supply.pinned', {
      judgement: 'partial',
      evidence: 'artefact',
    });
    const all = await assay.database.repository(StoredScore).findBy({ assessmentId: id });
    expect(all).toHaveLength(2);
    for (const { input, result, previousId } of all) {
      const previous = previousId === null ? null : (await scores.byId(previousId)).result;
      const again = scoreAssessment({ ...input, previous });
      expect(JSON.parse(JSON.stringify(again))).toEqual(result);
      expect(result.model).toEqual(model);
    }
  });

  it('gives answers back to the vendor and takes them again; a judgement of a changed answer is void', async () => {
    const id = await submitted(assay, analyst, ids, { 'supply.pinned': 'no' });
    const path = `/api/v1/assessments/${id}`;
    const facts = { judgement: 'insufficient', evidence: 'assertion' };
    await judgeAnswer(analyst, path, 'supply.pinned', facts);
    await judgeAnswer(analyst, path, 'data.encrypted_at_rest', { ...facts, judgement: 'meets' });
    const remark = 'Please say when the dependencies will be pinned.';
    const questions = [{ questionKey: 'supply.pinned', remark }];
    expect((await analyst.post(`${path}/change-requests`, { questions })).status).toBe(201);
    const secrets = await secretsInLetters(assay, id);
    expect(new Set(secrets).size).toBe(2);
    assay.clock.advance(60_000);
    await answerAll(assay, secrets[0] ?? '');
    await assay.settle();
    const answers = await answersOf(analyst, id);
    expect(answers.find(({ key }) => key === 'supply.pinned')).toMatchObject({
      reviewOutdated: true,
      points: { c: 1 },
    });
    expect(answers.find(({ key }) => key === 'data.encrypted_at_rest')).toMatchObject({
      reviewOutdated: false,
    });
    expect((await analyst.get(path)).body).toMatchObject({
      state: 'submitted',
      submission: { number: 2 },
    });
  });
});
