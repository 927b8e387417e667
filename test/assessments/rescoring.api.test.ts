import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { JournalQueries } from '../../src/journal/index.js';
import { JobQueries } from '../../src/platform/jobs/index.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { engagementFacts } from '../vendors/examples.js';
import { prepare, submitted, type Ids } from './trip.js';

interface Rescored {
  id: string;
  number: number;
  stored: boolean;
}

interface ScoreLine {
  id: string;
  number: number;
  residual: number;
}

const cause = 'It holds less than we thought.';

describe('scoring again', () => {
  let assay: TestAssay;
  let analyst: Visitor;
  let approver: Visitor;
  let ids: Ids;

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.api('analyst');
    approver = await assay.api('approver');
  });
  afterAll(() => assay.close());

  const decided = async (): Promise<string> => {
    const id = await submitted(assay, analyst, ids);
    const outcome = { outcome: 'rejected', reason: 'Too little is proven.' };
    const { status } = await approver.post(`/api/v1/assessments/${id}/decision`, outcome);
    expect(status).toBe(201);
    return id;
  };
  const scores = async (id: string) =>
    (await analyst.get<ScoreLine[]>(`/api/v1/assessments/${id}/scores`)).body;
  const rescore = (id: string, visitor = analyst) =>
    visitor.post<Rescored>(`/api/v1/assessments/${id}/scores`, { cause });
  const change = async (facts: object): Promise<void> => {
    const path = `/api/v1/engagements/${ids.engagementId}`;
    const { headers } = await analyst.get(path);
    const version = { 'if-match': headers['etag'] ?? '' };
    const { status } = await analyst.put(path, { ...engagementFacts, ...facts }, version);
    expect(status).toBe(204);
  };
  const lesser = { data: ['internal'], access: ['read_api'], holdsCredentials: false };

  it('adds a score to a decided assessment, and leaves the decision and the earlier score', async () => {
    ids = await prepare(assay, analyst);
    const id = await decided();
    const path = `/api/v1/assessments/${id}`;
    const [first] = await scores(id);
    const decision = (await analyst.get(`${path}/decision`)).body;
    await change(lesser);

    const { status, body } = await rescore(id);
    expect([status, body.number, body.stored]).toEqual([201, 2, true]);
    const [second, ...older] = await scores(id);
    expect(older).toEqual([first]);
    expect(second?.residual).toBeLessThan(first?.residual ?? NaN);
    expect((await analyst.get(`${path}/decision`)).body).toEqual(decision);
    expect((await analyst.get<{ state: string }>(path)).body.state).toBe('decided');
    const vendor = await analyst.get<{ residual: number }>(`/api/v1/vendors/${ids.vendorId}`);
    expect(vendor.body.residual).toBe(second?.residual);
    const { items } = await assay.app.get(JournalQueries).page({ subjectIds: [id] });
    expect(items[0]).toMatchObject({
      action: 'assessment.rescored',
      actor: { kind: 'token' },
      after: { number: 2, cause },
    });
    const { items: jobs } = await assay.app.get(JobQueries).page({ size: 200 });
    const told = jobs.filter(({ kind }) => kind === 'assessment.scored');
    expect(told.map(({ payload }) => payload)).toEqual([
      { assessmentId: id, scoreId: second?.id },
      { assessmentId: id, scoreId: first?.id },
    ]);
  });

  it('stores nothing where nothing has changed, however much time goes by', async () => {
    ids = await prepare(assay, analyst);
    const id = await decided();
    assay.clock.advanceDays(2);
    const { body } = await rescore(id);
    expect(body).toMatchObject({ number: 1, stored: false });
    expect(await scores(id)).toHaveLength(1);
  });

  it('stores one score where several ask at once', async () => {
    ids = await prepare(assay, analyst);
    const id = await decided();
    await change(lesser);
    const replies = await Promise.all([1, 2, 3, 4].map(() => rescore(id)));
    expect(replies.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(replies.filter(({ body }) => body.stored)).toHaveLength(1);
    expect(await scores(id)).toHaveLength(2);
  });

  it('does not bring an older assessment back to what the vendor shows', async () => {
    ids = await prepare(assay, analyst);
    const older = await decided();
    assay.clock.advance(60_000);
    const newer = await submitted(assay, analyst, ids, { 'supply.pinned': 'no' });
    await change(lesser);
    await rescore(newer);
    await rescore(older);
    const [{ residual } = { residual: NaN }] = await scores(newer);
    const [{ residual: other } = { residual: NaN }] = await scores(older);
    expect(other).not.toBe(residual);
    const { body } = await analyst.get<{ residual: number }>(`/api/v1/vendors/${ids.vendorId}`);
    expect(body.residual).toBe(residual);
  });

  it('is refused before the first submission, and to whoever may only look', async () => {
    ids = await prepare(assay, analyst);
    const draft = { ...ids, dueOn: '2026-12-18' };
    const { body } = await analyst.post<{ id: string }>('/api/v1/assessments', draft);
    expect((await rescore(body.id)).status).toBe(409);
    expect((await rescore(body.id, await assay.api('viewer'))).status).toBe(403);
  });
});
