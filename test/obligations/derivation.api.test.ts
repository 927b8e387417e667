import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ObligationLine } from '../../src/obligations/index.js';
import { Obligation } from '../../src/obligations/index.js';
import { Sweep } from '../../src/obligations/sweep.service.js';
import { Questionnaires } from '../../src/questionnaires/index.js';
import { addDays } from '../../src/platform/clock.js';
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
import { engagementFacts, vendorFacts } from '../vendors/examples.js';

describe('due dates, derived', () => {
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
  beforeEach(async () => {
    assay.clock.set('2026-11-23T09:00:00Z');
    ids = await prepare(assay, analyst);
    await assay.settle();
  });

  const sweep = () => assay.app.get(Sweep).sweep({ day: assay.clock.today() });
  const due = async (filter = ''): Promise<ObligationLine[]> => {
    const path = `/api/v1/obligations?vendorId=${ids.vendorId}${filter}`;
    return (await analyst.get<ObligationLine[]>(path)).body;
  };
  const gist = async () =>
    (await due()).map(
      ({ kind, part, dueOn }) => `${dueOn} ${[kind, part].filter(Boolean).join(' ')}`,
    );
  const stored = (kind: Obligation['kind']) =>
    assay.database.repository(Obligation).findOneByOrFail({ kind, vendorId: ids.vendorId });
  const decide = async (outcome = 'approved', key = 'ai-vendor-short') => {
    const { id: questionnaireVersionId } = await assay.app.get(Questionnaires).latestPublished(key);
    const dueOn = addDays(assay.clock.today(), 14);
    const id = await draft(analyst, ids, { dueOn, questionnaireVersionId });
    await send(analyst, id);
    const [secret = ''] = await secretsInLetters(assay, id);
    await answerAll(assay, secret);
    await assay.settle();
    const body = {
      outcome,
      reason: 'It will do.',
      validUntil: addDays(assay.clock.today(), 365),
    };
    const { status } = await approver.post(`/api/v1/assessments/${id}/decision`, body);
    expect(status).toBe(201);
    await sweep();
    return id;
  };
  const changeEngagement = async (change: object) => {
    const path = `/api/v1/engagements/${ids.engagementId}`;
    const { headers } = await analyst.get(path);
    const facts = { ...engagementFacts, ...change };
    const { status } = await analyst.put(path, facts, { 'if-match': headers['etag'] ?? '' });
    expect(status).toBe(204);
    await assay.settle();
  };
  const changeVendor = async (change: object) => {
    const path = `/api/v1/vendors/${ids.vendorId}`;
    const { headers } = await analyst.get(path);
    const facts = { ...vendorFacts, ...change };
    const { status } = await analyst.put(path, facts, { 'if-match': headers['etag'] ?? '' });
    expect(status).toBe(204);
    await assay.settle();
  };

  it('begin with the first assessment of an engagement, 30 days after it was entered', async () => {
    expect(await due()).toEqual([
      expect.objectContaining({
        kind: 'reassessment',
        part: 'full',
        subjectKind: 'engagement',
        subjectId: ids.engagementId,
        dueOn: '2026-12-23',
        ownerId: analyst.userId,
        owner: 'Test analyst',
        vendor: vendorFacts.name,
        tier: 1,
        overdue: false,
        title: 'Assess “Gateway for all prompts” in full',
        path: `/engagements/${ids.engagementId}/reassessment`,
        sequence: 0,
      }),
    ]);
  });

  it('follow an assessment: its answers are due, then given; given back, they are due again', async () => {
    const id = await draft(analyst, ids);
    await sweep();
    expect(await gist()).toEqual(['2026-12-23 reassessment full']);
    await send(analyst, id);
    await sweep();
    expect(await gist()).toEqual(['2026-12-18 outreach', '2026-12-23 reassessment full']);
    expect((await due('&kind=outreach'))[0]).toMatchObject({
      subjectId: id,
      path: `/assessments/${id}`,
    });
    const { id: first } = await stored('outreach');
    await analyst.post(`/api/v1/assessments/${id}/revocation`, { reason: 'Wrong.' });
    await sweep();
    expect(await stored('outreach')).toMatchObject({ endedHow: 'cancelled', sequence: 1 });
    expect((await analyst.get(`/api/v1/obligations/${first}`)).status).toBe(404);

    const other = await submitted(assay, analyst, ids);
    await sweep();
    expect(await gist()).toEqual(['2026-12-23 reassessment full']);
    await analyst.post(`/api/v1/assessments/${other}/change-requests`, {
      questions: [{ questionKey: 'supply.pinned', remark: 'Say more.' }],
    });
    await sweep();
    expect(await gist()).toEqual(['2026-12-18 outreach', '2026-12-23 reassessment full']);
  });

  it('say whether what ended was done', async () => {
    const id = await draft(analyst, ids);
    await send(analyst, id);
    await sweep();
    await assay.database.transaction(
      () => assay.database.sql`UPDATE assessment SET state = 'submitted' WHERE id = ${id}`,
    );
    await sweep();
    expect(await stored('outreach')).toMatchObject({ endedHow: 'done', sequence: 1 });
    await assay.database.transaction(
      () => assay.database.sql`UPDATE assessment SET state = 'changes_requested' WHERE id = ${id}`,
    );
    await sweep();
    expect(await stored('outreach')).toMatchObject({
      endedHow: null,
      endedAt: null,
      sequence: 2,
    });
  });

  it('follow a decision: it ends one day, and what it decided is assessed again', async () => {
    const first = await decide();
    expect(await gist()).toEqual(['2026-12-23 reassessment full', '2027-11-23 decision_validity']);
    assay.clock.set('2027-02-01T09:00:00Z');
    await decide('approved', 'ai-vendor');
    expect((await gist()).sort()).toEqual([
      '2027-05-01 reassessment light',
      '2028-02-01 decision_validity',
      '2028-02-01 reassessment full',
    ]);
    const before = await assay.database
      .repository(Obligation)
      .findOneByOrFail({ kind: 'decision_validity', subjectId: first });
    expect(before).toMatchObject({ endedHow: 'done' });
    assay.clock.set('2027-06-01T09:00:00Z');
    await decide('rejected');
    expect(await gist()).toEqual([]);
  });

  it('follow the contract: moved, taken away, brought back, over', async () => {
    await changeEngagement({ endsOn: '2027-12-31' });
    const first = await stored('contract_notice');
    expect(first).toMatchObject({ dueOn: '2027-10-02', sequence: 0 });
    await changeEngagement({ endsOn: '2028-05-29' });
    expect(await stored('contract_notice')).toMatchObject({
      id: first.id,
      dueOn: '2028-02-29',
      sequence: 1,
    });
    await changeEngagement({});
    expect(await stored('contract_notice')).toMatchObject({ endedHow: 'cancelled', sequence: 2 });
    await changeEngagement({ endsOn: '2027-12-31' });
    expect(await stored('contract_notice')).toMatchObject({
      id: first.id,
      endedHow: null,
      sequence: 3,
    });
    assay.clock.set('2027-12-31T23:00:00Z');
    await sweep();
    expect(await stored('contract_notice')).toMatchObject({ endedHow: null, sequence: 3 });
    assay.clock.set('2028-01-01T01:00:00Z');
    await sweep();
    expect(await stored('contract_notice')).toMatchObject({ endedHow: 'done', sequence: 4 });
  });

  it('are nobody’s once the vendor is offboarded, and another’s with another owner', async () => {
    const other = await assay.api('analyst');
    await changeVendor({ ownerId: other.userId });
    expect(await due()).toMatchObject([{ ownerId: other.userId, sequence: 1 }]);
    await changeVendor({ status: 'offboarded' });
    expect(await due()).toEqual([]);
    await changeVendor({ status: 'active' });
    expect(await due()).toMatchObject([{ ownerId: other.userId, sequence: 3 }]);
  });

  it('follow the figures an administrator changes', async () => {
    const administrator = await assay.api();
    const path = '/api/v1/policies/reassessment';
    const { body, headers } = await administrator.get<{ figures: Record<string, { now: number }> }>(
      path,
    );
    const now = Object.entries(body.figures).map(([key, figure]) => [key, figure.now]);
    const figures = Object.fromEntries(now) as object;
    const version = { 'if-match': headers['etag'] ?? '' };
    const changed = { figures: { ...figures, first: 7 } };
    expect((await administrator.put(path, changed, version)).status).toBe(204);
    await assay.settle();
    expect(await due()).toMatchObject([{ dueOn: '2026-11-30', sequence: 1 }]);
    const again = await administrator.get(path);
    const back = { 'if-match': again.headers['etag'] ?? '' };
    await administrator.put(path, { figures }, back);
    await assay.settle();
    expect(await due()).toMatchObject([{ dueOn: '2026-12-23', sequence: 2 }]);
  });

  it('are written once: swept again, and by two at once, nothing changes', async () => {
    await changeEngagement({ endsOn: '2027-12-31' });
    await sweep();
    const before = await assay.database.repository(Obligation).find({ order: { id: 'ASC' } });
    await Promise.all([sweep(), sweep()]);
    assay.clock.advanceDays(1);
    await sweep();
    const after = await assay.database.repository(Obligation).find({ order: { id: 'ASC' } });
    expect(after).toEqual(before);
  });

  it('are filtered, and listed a page at a time', async () => {
    await changeEngagement({ endsOn: '2027-12-31' });
    const list = async (filter: string) => (await due(filter)).map(({ kind }) => kind);
    expect(await list('&kind=contract_notice')).toEqual(['contract_notice']);
    expect(await list('&from=2027-01-01')).toEqual(['contract_notice']);
    expect(await list('&to=2027-01-01')).toEqual(['reassessment']);
    expect(await list('&tier=2')).toEqual([]);
    expect(await list(`&ownerId=${approver.userId}`)).toEqual([]);
    expect(await list('&overdue=true')).toEqual([]);
    assay.clock.set('2026-12-24T09:00:00Z');
    expect(await list('&overdue=true')).toEqual(['reassessment']);
    const first = await analyst.get(`/api/v1/obligations?vendorId=${ids.vendorId}&size=1`);
    const [, next = ''] = /<([^>]+)>; rel="next"/.exec(first.headers['link'] ?? '') ?? [];
    const { body } = await analyst.get<ObligationLine[]>(next);
    expect(body.map(({ kind }) => kind)).toEqual(['contract_notice']);
  });

  it('are swept once a night, and a missed night is made up for', async () => {
    const jobs = async () =>
      Number(
        (
          await assay.database.sql<{ count: number }[]>`
            SELECT count(*) AS count FROM job WHERE kind = 'obligations.sweep'`
        )[0]?.count,
      );
    const before = await jobs();
    const sweeps = assay.app.get(Sweep);
    assay.clock.set('2030-01-01T01:59:00Z');
    await sweeps.order();
    expect(await jobs()).toBe(before);
    assay.clock.set('2030-01-01T02:00:00Z');
    await sweeps.order();
    await sweeps.order();
    expect(await jobs()).toBe(before + 1);
    assay.clock.set('2030-01-09T17:00:00Z');
    await sweeps.order();
    expect(await jobs()).toBe(before + 2);
  });
});
