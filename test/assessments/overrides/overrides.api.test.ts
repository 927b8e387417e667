import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { BandOverride } from '../../../src/assessments/index.js';
import { JournalQueries } from '../../../src/journal/index.js';
import { Sweeps } from '../../../src/platform/sweeps/index.js';
import { startAssay, type TestAssay, type Visitor } from '../../support/app.js';
import { answerAll, prepare, secretsInLetters, submitted, type Ids } from '../trip.js';
import { judgeAnswer } from '../judge-answer.js';

interface Overridden {
  modelBand: string;
  reason: string;
  by: string;
  until: string;
}

interface ScoreBody {
  id: string;
  number: number;
  band: string;
  bandAfterFloors: string;
  overridden?: Overridden;
  reason: string;
  ledger: { kind: string; why: string }[];
  change?: { reasons: string[] };
}

const reason = 'The pilot holds no data of ours and runs without any key of ours.';

describe('a band set by a person', () => {
  let assay: TestAssay;
  let analyst: Visitor;
  let approver: Visitor;
  let ids: Ids;
  let id: string;
  let path: string;

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.api('analyst');
    approver = await assay.api('approver');
  });
  beforeEach(async () => {
    ids = await prepare(assay, analyst);
    id = await submitted(assay, analyst, ids, { 'supply.pinned': 'no' });
    path = `/api/v1/assessments/${id}`;
  });
  afterAll(() => assay.close());

  const today = () => assay.clock.today();
  const score = async () => (await analyst.get<ScoreBody>(`${path}/scores/latest`)).body;
  const set = (facts: object = {}, visitor = approver) =>
    visitor.post<{ id: string; fields?: Record<string, string>; detail?: string }>(
      `${path}/overrides`,
      { band: 'low', reason, until: addDays(today(), 30), ...facts },
    );
  const list = async () => (await analyst.get<Record<string, unknown>[]>(`${path}/overrides`)).body;
  const vendor = async () =>
    (
      await analyst.get<{ band: string; overridden?: Overridden }>(
        `/api/v1/vendors/${ids.vendorId}`,
      )
    ).body;
  const addDays = (day: string, days: number) =>
    new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
  const beside = async () => ({
    modelBand: 'high',
    reason,
    by: expect.stringContaining('Test approver'),
    until: addDays(today(), 30),
  });

  it('makes a new score, and stands with the model’s band wherever a band is told', async () => {
    const before = await score();
    expect(before).toMatchObject({ number: 1, band: 'high' });
    expect(before.overridden).toBeUndefined();
    const made = await set({ scoreId: before.id });
    expect(made.status).toBe(201);

    const after = await score();
    const both = await beside();
    expect(after).toMatchObject({ number: 2, band: 'low', bandAfterFloors: 'high' });
    expect(after.overridden).toEqual(both);
    expect(after.reason).toMatch(/^Low, set by .* The model gives High: /);
    expect(after.ledger.at(-1)).toMatchObject({
      kind: 'override',
      why: expect.stringContaining('It was set over score 1, high by the model.'),
    });
    expect(after.change?.reasons[0]).toMatch(/^A person has set the band: Low, set by/);
    expect(await vendor()).toMatchObject({ band: 'low', overridden: both });
    const { body: line } = await analyst.get<{ id: string }[]>('/api/v1/vendors?size=200');
    expect(line.find((one) => one.id === ids.vendorId)).toMatchObject({ overridden: both });
    const { body: view } = await analyst.get(path);
    expect(view).toMatchObject({ score: { band: 'low', overridden: both } });
    const { body: scores } = await analyst.get<object[]>(`${path}/scores`);
    expect(scores[0]).toMatchObject({ band: 'low', overridden: both });
    expect(scores[1]).not.toHaveProperty('overridden');

    const { body: history } = await analyst.get<object[]>(
      `/api/v1/vendors/${ids.vendorId}/history?kind=score`,
    );
    expect(history[0]).toMatchObject({ band: 'low', overridden: both });

    const { items } = await assay.app.get(JournalQueries).page({ subjectIds: [id] });
    expect(items.slice(0, 2).map(({ action }) => action)).toEqual([
      'assessment.rescored',
      'assessment.band_set',
    ]);
    expect(items[1]?.after).toMatchObject({ overrideId: made.body.id, band: 'low', reason });
    expect(await list()).toEqual([
      expect.objectContaining({ id: made.body.id, inForce: true, modelBand: 'high' }),
    ]);
  });

  it.each([
    ['the model’s own band', { band: 'high' }, 'band'],
    ['a reason that says little', { reason: 'Because we want it.' }, 'reason'],
    ['no reason', { reason: undefined }, 'reason'],
    ['an end that has come', { until: '2026-11-23' }, 'until'],
    ['an end beyond the policy', { until: '2029-01-01' }, 'until'],
  ])('is refused with %s, and nothing changes', async (_, facts, field) => {
    const { status, body } = await set(facts);
    expect(status).toBe(422);
    expect(Object.keys(body.fields ?? {})).toEqual([field]);
    expect(await list()).toEqual([]);
    expect((await score()).number).toBe(1);
  });

  it('[ASVS 8.2.1] is set and ended by approvers only', async () => {
    expect((await set({}, analyst)).status).toBe(403);
    await set();
    const ended = await analyst.post(`${path}/overrides/ending`, { reason: 'It is over.' });
    expect(ended.status).toBe(403);
    expect(await list()).toEqual([expect.objectContaining({ inForce: true })]);
  });

  it('is refused over a score that has moved meanwhile', async () => {
    const { id: scoreId } = await score();
    const judged = { judgement: 'meets', evidence: 'audit' };
    await judgeAnswer(analyst, path, 'data.encrypted_at_rest', judged);
    expect((await set({ scoreId })).status).toBe(412);
    expect(await list()).toEqual([]);
  });

  it('is superseded by another one, and never edited', async () => {
    const { body: first } = await set();
    const { body: second } = await set({ band: 'moderate' });
    expect(await list()).toEqual([
      expect.objectContaining({ id: second.id, band: 'moderate', inForce: true }),
      expect.objectContaining({
        id: first.id,
        band: 'low',
        reason,
        inForce: false,
        endedHow: 'superseded',
        endedBy: expect.stringContaining('Test approver'),
      }),
    ]);
    expect(await score()).toMatchObject({ number: 3, band: 'moderate', bandAfterFloors: 'high' });
    await expect(
      assay.database.transaction(() =>
        assay.database.repository(BandOverride).update({ id: first.id }, { band: 'very_low' }),
      ),
    ).rejects.toThrow('never changes once ended_at is set');
  });

  it('is one where several are set at once over the same score', async () => {
    const { id: scoreId } = await score();
    const replies = await Promise.all(
      ['low', 'moderate', 'very_low', 'low'].map((band) => set({ band, scoreId })),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 412, 412, 412]);
    expect((await list()).filter(({ inForce }) => inForce)).toHaveLength(1);
    expect(await list()).toHaveLength(1);
  });

  it('is ended by hand with a reason, and the band is the model’s again', async () => {
    await set();
    const end = (because: object) => approver.post(`${path}/overrides/ending`, because);
    expect((await end({})).status).toBe(422);
    expect((await end({ reason: 'The pilot has ended sooner.' })).status).toBe(204);
    expect(await list()).toEqual([
      expect.objectContaining({
        inForce: false,
        endedHow: 'by_hand',
        endedBecause: 'The pilot has ended sooner.',
      }),
    ]);
    expect(await score()).toMatchObject({ number: 3, band: 'high' });
    expect((await vendor()).overridden).toBeUndefined();
    expect((await end({ reason: 'Again.' })).status).toBe(409);
  });

  it('outlives new answers until its end, and the ledger says so', async () => {
    await set();
    const remark = 'Please say when the dependencies will be pinned.';
    const questions = [{ questionKey: 'supply.pinned', remark }];
    await analyst.post(`${path}/change-requests`, { questions });
    const [secret = ''] = await secretsInLetters(assay, id);
    assay.clock.advance(60_000);
    await answerAll(assay, secret);
    await assay.settle();
    const after = await score();
    expect(after).toMatchObject({ number: 3, band: 'low' });
    expect(after.bandAfterFloors).not.toBe('high');
    expect(after.ledger.at(-1)?.why).toMatch(
      /It was set over score 1, high by the model; the model now gives .*\. The vendor has submitted anew since; it stays in force until its end\.$/,
    );
  });

  it('stands beside the decision that was made under it', async () => {
    await set();
    const decision = {
      outcome: 'rejected',
      reason: 'Too little is proven.',
      scoreId: (await score()).id,
    };
    expect((await approver.post(`${path}/decision`, decision)).status).toBe(201);
    const both = await beside();
    const read = async () => (await analyst.get<object>(`${path}/decision`)).body;
    expect(await read()).toMatchObject({ band: 'low', overridden: both });
    await approver.post(`${path}/overrides/ending`, { reason: 'The pilot has ended sooner.' });
    expect((await score()).band).toBe('high');
    expect(await read()).toMatchObject({ band: 'low', overridden: both });
  });

  it('is refused before there is a score, and for nothing', async () => {
    const { body: draft } = await analyst.post<{ id: string }>('/api/v1/assessments', {
      ...ids,
      dueOn: addDays(today(), 30),
    });
    const facts = { band: 'low', reason, until: addDays(today(), 30) };
    const on = (assessment: string) =>
      approver.post(`/api/v1/assessments/${assessment}/overrides`, facts);
    expect((await on(draft.id)).status).toBe(409);
    expect((await on('0198c0de-0000-7000-8000-000000000000')).status).toBe(404);
  });

  it('ends by itself after its last day, on which it still counts', async () => {
    await set();
    assay.clock.advanceDays(30);
    await assay.app.get(Sweeps).run();
    expect(await score()).toMatchObject({ number: 2, band: 'low' });
    assay.clock.advanceDays(1);
    await Promise.all([1, 2].map(() => assay.app.get(Sweeps).run()));
    expect(await score()).toMatchObject({ number: 3, band: 'high' });
    expect((await vendor()).overridden).toBeUndefined();
    expect(await list()).toEqual([
      expect.objectContaining({ inForce: false, endedHow: 'expired' }),
    ]);
    const { items } = await assay.app.get(JournalQueries).page({ subjectIds: [id] });
    expect(items.find(({ action }) => action === 'assessment.band_set_ended')).toMatchObject({
      actor: { kind: 'system' },
      after: { endedHow: 'expired' },
    });
  });
});
