import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AcceptanceView, FindingView } from '../../src/findings/index.js';
import { Sweeps } from '../../src/platform/sweeps/index.js';
import type { ObligationLine } from '../../src/obligations/index.js';
import { judgeAnswer } from '../assessments/judge-answer.js';
import { startAssay, type Reply, type TestAssay, type Visitor } from '../support/app.js';
import { prepare, submitted, type Ids } from '../assessments/trip.js';

interface Refused {
  detail: string;
  fields?: Record<string, string>;
}

const reason = 'The vendor moves to hash-checked builds in March.';
const until = '2027-03-31';

describe('risk acceptances through the API', () => {
  let assay: TestAssay;
  let analyst: Visitor;
  let approver: Visitor;
  let ids: Ids;
  let finding: string;

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.api('analyst');
    approver = await assay.api('approver');
  });
  afterAll(() => assay.close());
  beforeEach(async () => {
    assay.clock.set('2026-11-23T09:00:00Z');
    ids = await prepare(assay, analyst);
    finding = await raise();
  });

  const raise = async (): Promise<string> => {
    const { vendorId, engagementId } = ids;
    const facts = { vendorId, engagementId, title: 'Builds take any version', severity: 'high' };
    return (await analyst.post<{ id: string }>('/api/v1/findings', facts)).body.id;
  };
  const request = (more: object = {}, who = analyst, id = finding) =>
    who.post<{ id: string } & Refused>(`/api/v1/findings/${id}/acceptances`, {
      reason,
      until,
      ...more,
    });
  const requested = async (more: object = {}) => (await request(more)).body.id;
  const settle = (id: string, how: string, who = approver, body: object = {}) =>
    who.post<Refused>(`/api/v1/acceptances/${id}/${how}`, body);
  const approved = async (more: object = {}): Promise<string> => {
    const id = await requested(more);
    expect((await settle(id, 'approval')).status).toBe(204);
    return id;
  };
  const read = async () => (await analyst.get<FindingView>(`/api/v1/findings/${finding}`)).body;
  const all = async () =>
    (await analyst.get<AcceptanceView[]>(`/api/v1/findings/${finding}/acceptances`)).body;
  const owed = async () =>
    (
      await analyst.get<ObligationLine[]>(
        `/api/v1/obligations?vendorId=${ids.vendorId}&kind=acceptance_expiry`,
      )
    ).body;
  const refusalOf = ({ status, body }: Reply<Refused>) => [status, body.fields ?? body.detail];

  it('are asked for by one person and approved by another', async () => {
    const id = await requested();
    expect(await read()).toMatchObject({ state: 'open' });
    expect((await settle(id, 'approval', analyst)).status).toBe(403);
    expect((await settle(id, 'approval')).status).toBe(204);
    expect(await read()).toMatchObject({ state: 'risk_accepted', acceptedUntil: until });
    expect(await all()).toEqual([
      expect.objectContaining({ id, state: 'approved', reason, until, findingId: finding }),
    ]);
    await assay.settle();
    expect(await owed()).toEqual([expect.objectContaining({ dueOn: until })]);
    const { body } = await analyst.get<{ action: string }[]>(`/api/v1/findings/${finding}/history`);
    expect(body.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['finding.acceptance_requested', 'finding.acceptance_approved']),
    );
  });

  it('are never approved by who asked, with whatever token or role', async () => {
    const administrator = await assay.api('administrator');
    const { body } = await request({}, administrator);
    const refused = await settle(body.id, 'approval', administrator);
    expect(refusalOf(refused)).toEqual([403, expect.stringContaining('somebody else')]);
    expect((await settle(body.id, 'refusal', administrator, { reason: 'No.' })).status).toBe(403);
    expect(await all()).toEqual([expect.objectContaining({ state: 'requested' })]);
    expect(await read()).toMatchObject({ state: 'open' });
  });

  it.each([
    ['2027-05-24', 'is later than 2027-05-23, the last day the policy allows for tier 1'],
    ['2026-11-23', 'is not after today'],
    ['2026-11-22', 'is not after today'],
  ])('are not asked for until %s', async (day, problem) => {
    expect(refusalOf(await request({ until: day }))).toEqual([422, { until: problem }]);
    expect(await all()).toEqual([]);
  });

  it('are not approved beyond what the tier allows by then, nor when their day has passed', async () => {
    const id = await requested({ until: '2026-11-30' });
    assay.clock.set('2026-12-01T09:00:00Z');
    expect(refusalOf(await settle(id, 'approval'))).toEqual([422, { until: 'is not after today' }]);
    expect(await read()).toMatchObject({ state: 'open' });
  });

  it('wait one at a time, and can be refused or withdrawn', async () => {
    const id = await requested();
    expect((await request()).status).toBe(409);
    expect((await settle(id, 'refusal', approver, { reason: 'No date in the plan.' })).status).toBe(
      204,
    );
    const second = await requested();
    const others = await settle(second, 'withdrawal', await assay.api('analyst'));
    expect(others.status).toBe(403);
    expect((await settle(second, 'withdrawal', analyst)).status).toBe(204);
    expect((await settle(second, 'approval')).status).toBe(409);
    expect((await all()).map(({ state }) => state)).toEqual(['withdrawn', 'refused']);
    expect(await read()).toMatchObject({ state: 'open' });
  });

  it('give way to a newer one, and are never edited', async () => {
    const first = await approved();
    const second = await approved({ until: '2027-05-01' });
    expect(await read()).toMatchObject({ state: 'risk_accepted', acceptedUntil: '2027-05-01' });
    expect(await all()).toEqual([
      expect.objectContaining({ id: second, state: 'approved' }),
      expect.objectContaining({ id: first, state: 'ended', endedHow: 'superseded', until }),
    ]);
    await assay.settle();
    expect(await owed()).toEqual([expect.objectContaining({ dueOn: '2027-05-01' })]);
  });

  it('open the finding again after their last day, not before', async () => {
    const id = await approved();
    assay.clock.set(`${until}T23:59:59Z`);
    await assay.app.get(Sweeps).run();
    expect(await read()).toMatchObject({ state: 'risk_accepted' });
    assay.clock.set('2027-06-01T00:00:00Z');
    await assay.app.get(Sweeps).run();
    await assay.app.get(Sweeps).run();
    const reopened = await read();
    expect(reopened).toMatchObject({
      state: 'open',
      reopenedBecause: expect.stringContaining('expired'),
    });
    expect(reopened).not.toHaveProperty('acceptedUntil');
    expect(await all()).toEqual([
      expect.objectContaining({ id, endedHow: 'expired', endedBy: 'Assay' }),
    ]);
    await assay.settle();
    expect(await owed()).toEqual([]);
  });

  it('are ended early with a reason', async () => {
    const id = await approved();
    expect((await settle(id, 'end', approver, { reason: 'A breach was reported.' })).status).toBe(
      204,
    );
    expect(await read()).toMatchObject({
      state: 'open',
      reopenedBecause: 'A breach was reported.',
    });
    expect((await settle(id, 'end', approver, { reason: 'Again.' })).status).toBe(409);
  });

  it('end by themselves when the residual band gets worse, and stay when it gets better', async () => {
    const assessment = await submitted(assay, analyst, ids);
    const judge = async (judgement: string) => {
      const path = `/api/v1/assessments/${assessment}`;
      const { status } = await judgeAnswer(analyst, path, 'supply.pinned', {
        judgement,
        evidence: 'verified',
      });
      expect(status).toBe(204);
    };
    const id = await approved();
    const [{ band } = { band: undefined }] = await all();
    expect(band).toBeDefined();
    await judge('meets');
    expect(await read()).toMatchObject({ state: 'risk_accepted' });
    await judge('does_not_meet');
    expect(await read()).toMatchObject({
      state: 'open',
      reopenedBecause: expect.stringContaining('rose from'),
    });
    expect(await all()).toEqual([expect.objectContaining({ id, endedHow: 'worse' })]);
  });

  it('are approved once, of two at the same moment', async () => {
    const id = await requested();
    const other = await assay.api('approver');
    const replies = await Promise.all([settle(id, 'approval'), settle(id, 'approval', other)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect((await all()).map(({ state }) => state)).toEqual(['approved']);
  });

  it('are not asked for on a finding that was resolved meanwhile', async () => {
    const id = await requested();
    const { version } = await read();
    const headers = { 'if-match': `"${version}"` };
    await analyst.post(`/api/v1/findings/${finding}/resolution`, { resolution: 'Done.' }, headers);
    expect((await settle(id, 'approval')).status).toBe(409);
    expect((await request({}, analyst)).status).toBe(409);
    expect(await read()).toMatchObject({ state: 'resolved' });
  });
});
