import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { OffboardingLine, OffboardingView } from '../../src/offboarding/index.js';
import { publish, send } from '../portal/respondent.js';
import { sample } from '../portal/sample-questionnaire.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { addVendor, engagementFacts, vendorFacts } from '../vendors/examples.js';
import { confirmed, evidenceOf, offboardingAt, signed } from './examples.js';

const me = 'Test administrator (test)';

interface Made {
  id: string;
}

describe('offboarding a vendor', () => {
  let assay: TestAssay;
  let staff: Visitor;
  let vendorId: string;

  beforeAll(async () => {
    assay = await startAssay();
    staff = await assay.api();
  });
  afterAll(() => assay.close());
  beforeEach(async () => {
    assay.clock.set('2026-11-23T09:00:00Z');
    vendorId = await addVendor(staff, { status: 'active' });
  });

  const ofVendor = (id = vendorId) =>
    staff.get<OffboardingView>(`/api/v1/vendors/${id}/offboarding`);
  const start = async (facts: object = {}) =>
    staff.post<Made & { fields?: object }>(`/api/v1/vendors/${vendorId}/offboarding`, facts);
  const begun = async () => offboardingAt(staff, (await start()).body.id);
  const vendor = async () =>
    (await staff.get<{ status: string; version: number }>(`/api/v1/vendors/${vendorId}`)).body;
  const setStatus = async (status: string) => {
    const headers = { 'if-match': `"${(await vendor()).version}"` };
    const facts = { ...vendorFacts, status };
    expect((await staff.put(`/api/v1/vendors/${vendorId}`, facts, headers)).status).toBe(204);
    await assay.settle();
  };
  const credential = async () => {
    const engagement = await staff.post<Made>(
      `/api/v1/vendors/${vendorId}/engagements`,
      engagementFacts,
    );
    const facts = { kind: 'api_key', name: 'Gateway production key', opens: 'The gateway.' };
    const path = `/api/v1/engagements/${engagement.body.id}/credentials`;
    return (await staff.post<Made>(path, facts)).body.id;
  };
  const due = async () => {
    await assay.settle();
    const path = `/api/v1/obligations?vendorId=${vendorId}&kind=offboarding`;
    return (await staff.get<{ dueOn: string; ownerId: string }[]>(path)).body;
  };

  it('begins when the status says so, is owed in thirty days, and ends when the vendor comes back', async () => {
    expect((await ofVendor()).status).toBe(404);
    await staff.post(`/api/v1/vendors/${vendorId}/engagements`, engagementFacts);
    const looks = async (state = 'open') => {
      await assay.settle();
      const path = `/api/v1/obligations?vendorId=${vendorId}&kind=reassessment&state=${state}`;
      return (await staff.get<object[]>(path)).body;
    };
    const [owed] = await looks();
    expect(owed).toBeDefined();
    await setStatus('offboarding');
    const { id } = (await ofVendor()).body;
    expect(await looks()).toEqual([]);
    expect(await looks('cancelled')).toMatchObject([{ endedByKind: 'offboarding', endedById: id }]);
    const { body } = await ofVendor();
    const expected = { state: 'running', dueOn: '2026-12-23', startedBy: 'Assay', stepsDone: 2 };
    expect(body).toMatchObject({ ...expected, ownerId: staff.userId, isLate: false });
    expect(await due()).toEqual([expect.objectContaining({ dueOn: '2026-12-23' })]);
    assay.clock.set('2026-12-24T09:00:00Z');
    expect((await ofVendor()).body.isLate).toBe(true);
    await setStatus('active');
    expect((await ofVendor()).body).toMatchObject({
      state: 'cancelled',
      endedBecause: 'The vendor is in use again.',
      isLate: false,
    });
    expect(await due()).toEqual([]);
    const { sequence: _, ...same } = owed as { sequence: number };
    expect(await looks()).toMatchObject([{ ...same, overdue: expect.any(Boolean) }]);
    await setStatus('offboarding');
    expect((await ofVendor()).body).toMatchObject({ state: 'running', dueOn: '2027-01-23' });
  });

  it('begins by hand, once, and moves the vendor on', async () => {
    const started = await start({ dueOn: '2026-12-01' });
    expect(started.status).toBe(201);
    expect((await vendor()).status).toBe('offboarding');
    await assay.settle();
    expect((await ofVendor()).body).toMatchObject({
      id: started.body.id,
      dueOn: '2026-12-01',
      startedBy: me,
    });
    expect((await start()).status).toBe(409);
    const two = await Promise.all([addVendor(staff), addVendor(staff)]);
    const raced = await Promise.all(
      [two[0], two[0]].map((id) => staff.post(`/api/v1/vendors/${id}/offboarding`, {})),
    );
    expect(raced.map(({ status }) => status).sort()).toEqual([201, 409]);
    const running = await staff.get<OffboardingLine[]>('/api/v1/offboardings?state=running&size=1');
    expect(running.body).toEqual([expect.objectContaining({ state: 'running' })]);
    expect(running.headers['link']).toContain('rel="next"');
  });

  it.each([
    [{ dueOn: '2026-11-22' }, 'dueOn'],
    [{ dueOn: 'soon' }, 'dueOn'],
    [{ ownerId: '0198c2a0-0000-7000-8000-000000000000' }, 'ownerId'],
  ])('refuses to begin with %j', async (facts, field) => {
    const { status, body } = await start(facts);
    expect([status, Object.keys(body.fields ?? {})]).toEqual([422, [field]]);
    expect((await vendor()).status).toBe('active');
  });

  it('takes the vendor’s word only with evidence of this vendor', async () => {
    const at = await begun();
    expect(await at.say('data', confirmed)).toMatchObject({
      status: 409,
      body: { detail: 'Evidence of the vendor’s confirmation has to be attached.' },
    });
    const foreign = await evidenceOf(assay, staff, await addVendor(staff));
    const refused = await at.say('data', { ...confirmed, evidenceIds: [foreign] });
    expect([refused.status, Object.keys(refused.body.fields ?? {})]).toEqual([
      422,
      ['evidenceIds'],
    ]);
    const own = await evidenceOf(assay, staff, vendorId);
    expect((await at.say('data', { ...confirmed, evidenceIds: [own] })).status).toBe(204);
    expect(await at.step('data')).toMatchObject({
      ...{ state: 'done', dataWas: 'both', confirmedOn: '2026-11-20' },
      settledBy: me,
      evidence: [{ id: own, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
    });
    expect((await at.say('certificate', { ...signed, evidenceIds: [own] })).status).toBe(409);
    const withdrawn = { reason: 'It is of another company.' };
    const path = `/api/v1/evidence/${own}`;
    const { headers } = await staff.get(path);
    const matched = { 'if-match': headers['etag'] ?? '' };
    expect((await staff.post(`${path}/withdrawal`, withdrawn, matched)).status).toBe(204);
    expect(await at.step('data')).toMatchObject({ state: 'open', evidence: [] });
  });

  it.each([
    ['data', { outcome: 'done' }, ['confirmedBy', 'confirmedOn', 'dataWas']],
    ['data', { ...confirmed, confirmedOn: '2026-11-24' }, ['confirmedOn']],
    ['certificate', { outcome: 'not_needed' }, ['reason']],
    ['certificate', { outcome: 'perhaps' }, ['outcome']],
  ])('refuses %s to be said with %j', async (step, facts, fields) => {
    const { status, body } = await (await begun()).say(step, facts);
    expect([status, Object.keys(body.fields ?? {}).sort()]).toEqual([422, fields]);
  });

  it('does not take anybody’s word where it can look itself', async () => {
    const at = await begun();
    for (const step of ['credentials', 'access']) {
      expect((await at.say(step, { outcome: 'done' })).status).toBe(409);
    }
    expect((await at.say('celebration', { outcome: 'done' })).status).toBe(404);
    const id = await credential();
    expect(await at.step('credentials')).toMatchObject({
      state: 'open',
      missing: '1 credential has to be ended.',
    });
    const ended = { reason: 'Revoked at the gateway.' };
    await staff.post(`/api/v1/credentials/${id}/ending`, ended, { 'if-match': '"1"' });
    expect(await at.step('credentials')).toMatchObject({
      state: 'done',
      credentials: [{ id, isLive: false, endedBy: me }],
    });
  });

  it('revokes every link of the vendor at once, and those of nobody else', async () => {
    const versionId = await publish(assay, sample);
    const theirs = await send(staff, versionId);
    const others = await send(staff, versionId);
    const assessment = await staff.get<{ vendorId: string }>(
      `/api/v1/assessments/${theirs.assessmentId}`,
    );
    vendorId = assessment.body.vendorId;
    const contacts = await staff.get<Made[]>(`/api/v1/vendors/${vendorId}/contacts`);
    const finding = {
      ...{ vendorId, title: 'Not pinned', severity: 'high', detail: 'Of no dependency.' },
      proposedRemediation: 'Pin them.',
    };
    const { body } = await staff.post<Made>('/api/v1/findings', finding);
    const request = { contactId: contacts.body[0]?.id, findingIds: [body.id] };
    const asked = await staff.post(`/api/v1/vendors/${vendorId}/remediation-requests`, request);
    expect([asked.status, asked.text]).toEqual([201, expect.any(String)]);
    const at = await begun();
    expect(await at.step('access')).toMatchObject({
      state: 'open',
      links: { invitations: 1, remediation: 1, outreach: 0 },
    });
    expect(await at.endAccess()).toMatchObject({ status: 200, body: { revoked: 2 } });
    expect(await at.step('access')).toMatchObject({ state: 'done', note: '2 links were revoked.' });
    const answering = (secret: string) =>
      assay.stranger.get('/api/v1/answering', { authorization: `Bearer ${secret}` });
    expect((await answering(theirs.secret)).status).toBe(401);
    expect((await answering(others.secret)).status).toBe(200);
  });

  it('is completed when nothing is missing, and is never changed after', async () => {
    const hook = { name: 'A', url: 'https://hooks.example/x', kinds: ['vendor.offboarded'] };
    const webhook = await staff.post<Made>('/api/v1/webhooks', hook);
    const at = await begun();
    const early = await at.complete();
    expect(early).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('not confirmed') },
    });
    const word = await evidenceOf(assay, staff, vendorId);
    const certificate = await evidenceOf(assay, staff, vendorId, 'certificate');
    expect((await at.say('data', { ...confirmed, evidenceIds: [word] })).status).toBe(204);
    const stale = await staff.post(`${at.path}/completion`, undefined, { 'if-match': '"1"' });
    expect(stale.status).toBe(412);
    expect((await at.say('certificate', { ...signed, evidenceIds: [certificate] })).status).toBe(
      204,
    );
    const match = await at.match();
    const twice = await Promise.all(
      [1, 2].map(() => staff.post(`${at.path}/completion`, undefined, match)),
    );
    expect(twice.filter(({ status }) => status === 204)).toHaveLength(1);
    expect((await vendor()).status).toBe('offboarded');
    expect(await due()).toEqual([]);
    const stood = await at.read();
    expect(stood).toMatchObject({
      state: 'completed',
      stepsDone: 4,
      endedBy: me,
    });
    expect((await at.say('data', { outcome: 'open' })).status).toBe(409);
    await credential();
    expect(await at.read()).toEqual(stood);
    await expect(
      assay.database.transaction(
        () => assay.database.sql`UPDATE offboarding SET state = 'running' WHERE id = ${stood.id}`,
      ),
    ).rejects.toThrow(/never changes/);
    const deliveries = await staff.get<object[]>(`/api/v1/webhooks/${webhook.body.id}/deliveries`);
    expect(deliveries.body).toHaveLength(1);
    const journal = await staff.get<{ action: string }[]>(`/api/v1/journal?subjectId=${stood.id}`);
    expect(journal.body.map(({ action }) => action)).toEqual([
      'offboarding.completed',
      'offboarding.step-settled',
      'offboarding.step-settled',
      'offboarding.started',
    ]);
  });

  it('lets nobody act who may only look', async () => {
    const viewer = await assay.api('viewer');
    const at = await begun();
    expect((await viewer.get(at.path)).status).toBe(200);
    const headers = await at.match();
    for (const [verb, path] of [
      ['post', `/api/v1/vendors/${vendorId}/offboarding`],
      ['put', `${at.path}/steps/data`],
      ['post', `${at.path}/access-ending`],
      ['post', `${at.path}/completion`],
    ] as const) {
      expect([path, (await viewer[verb](path, {}, headers)).status]).toEqual([path, 403]);
    }
  });
});
