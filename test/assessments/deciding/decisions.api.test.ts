import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DecisionCondition } from '../../../src/assessments/index.js';
import { Finding, Findings } from '../../../src/findings/index.js';
import { JournalQueries } from '../../../src/journal/index.js';
import { system } from '../../../src/platform/actor.js';
import { newId } from '../../../src/platform/ids.js';
import { startAssay, type TestAssay, type Visitor } from '../../support/app.js';
import { engagementFacts } from '../../vendors/examples.js';
import { draft, prepare, submitted, type Ids } from '../trip.js';
import { judgeAnswer } from '../judge-answer.js';

interface Condition {
  number: number;
  text: string;
  findingId: string;
  reference: string;
}

interface DecisionBody {
  scoreId: string;
  band: string;
  residual: number;
  validUntil: string;
  conditions: Condition[];
  openFindings: { reference: string; state: string }[];
}

interface Refusal {
  fields?: Record<string, string>;
  detail?: string;
}

const pinned = { text: 'Pin all dependencies.\nBy hash.', severity: 'high', dueOn: '2027-01-31' };
const tested = { text: 'Show a penetration test.', severity: 'moderate', dueOn: '2027-03-31' };
const conditional = {
  outcome: 'approved_with_conditions',
  reason: 'Needed, and the gaps close soon.',
  conditions: [pinned, tested],
};
const rejected = { outcome: 'rejected', reason: 'Too little is proven.' };

describe('a decision', () => {
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
    id = await submitted(assay, analyst, ids);
    path = `/api/v1/assessments/${id}`;
  });
  afterAll(() => assay.close());

  const decide = (facts: object, visitor = approver, on = path) =>
    visitor.post<Refusal & { id: string }>(`${on}/decision`, facts);
  const read = async () => (await analyst.get<DecisionBody>(`${path}/decision`)).body;
  const stateOf = async () => (await analyst.get<{ state: string }>(path)).body.state;
  const findings = () => assay.database.repository(Finding).findBy({ vendorId: ids.vendorId });
  const raise = (facts: object) =>
    assay.app.get(Findings).raise(system, {
      vendorId: ids.vendorId,
      originKind: 'by_hand',
      title: 'Nobody answers at night',
      severity: 'moderate',
      dueOn: '2027-01-15',
      ...facts,
    });
  const unchanged = async (before: Finding[]): Promise<void> => {
    expect((await analyst.get(`${path}/decision`)).status).toBe(404);
    expect(await stateOf()).toBe('submitted');
    expect(await findings()).toEqual(before);
  };

  it('makes each condition a finding with its day, in the same transaction', async () => {
    expect((await decide(conditional)).status).toBe(201);
    const decision = await read();
    expect(decision.conditions).toEqual([
      {
        ...pinned,
        number: 1,
        findingId: expect.any(String),
        reference: expect.any(String),
        state: 'open',
      },
      {
        ...tested,
        number: 2,
        findingId: expect.any(String),
        reference: expect.any(String),
        state: 'open',
      },
    ]);
    const raised = await findings();
    expect(raised).toHaveLength(2);
    expect(raised.find(({ severity }) => severity === 'high')).toMatchObject({
      id: decision.conditions[0]?.findingId,
      originKind: 'condition',
      assessmentId: id,
      engagementId: ids.engagementId,
      title: 'Pin all dependencies.',
      detail: pinned.text,
      dueOn: pinned.dueOn,
      state: 'open',
    });
    const { items } = await assay.app.get(JournalQueries).page({ subjectIds: [id] });
    expect(items.find(({ action }) => action === 'assessment.decided')?.after).toMatchObject({
      conditions: [
        { ...pinned, finding: decision.conditions[0]?.reference },
        { ...tested, finding: decision.conditions[1]?.reference },
      ],
    });
    await assay.settle();
    const { body: score } = await analyst.get<{
      ledger: { kind: string; reference?: string; lost?: number; why: string }[];
    }>(`${path}/scores/latest`);
    expect(score.ledger.filter(({ kind }) => kind === 'finding')).toEqual(
      decision.conditions.map(({ reference }) =>
        expect.objectContaining({
          reference,
          lost: 0,
          why: 'Open; it is about nothing that was asked, so it moves no points.',
        }),
      ),
    );
  });

  it('keeps score, band and open findings as they stood, whatever comes later', async () => {
    const own = await raise({ engagementId: ids.engagementId });
    const wide = await raise({ title: 'Their auditor has a finding', dueOn: '2027-02-15' });
    const done = await raise({ title: 'Closed long ago' });
    const service = assay.app.get(Findings);
    const me = { kind: 'user', id: 'x', name: 'Ada' } as const;
    await service.resolve(me, done.id, undefined, { resolution: 'It is closed.' });
    await service.verify(me, done.id, undefined, { verification: 'We looked.' });
    const other = { ...engagementFacts, name: 'Another use' };
    const { body: engagement } = await analyst.post<{ id: string }>(
      `/api/v1/vendors/${ids.vendorId}/engagements`,
      other,
    );
    await raise({ engagementId: engagement.id });
    const borne = await raise({ title: 'Borne for a while', dueOn: '2027-02-20' });
    await service.accept(me, borne.id, '2027-03-31');
    await assay.settle();
    const { body: score } = await analyst.get<{ id: string; band: string; residual: number }>(
      `${path}/scores/latest`,
    );
    await decide({ ...rejected, scoreId: score.id });
    const decision = await read();
    expect(decision).toMatchObject({ scoreId: score.id, band: score.band });
    expect(decision.residual).toBeCloseTo(score.residual, 9);
    const frozen = [
      {
        id: own.id,
        reference: own.reference,
        title: 'Nobody answers at night',
        severity: 'moderate',
        state: 'open',
        owner: expect.any(String),
        dueOn: '2027-01-15',
      },
      expect.not.objectContaining({ acceptedUntil: expect.anything() }),
      expect.objectContaining({ reference: borne.reference, acceptedUntil: '2027-03-31' }),
    ];
    expect(decision.openFindings[1]).toMatchObject({ reference: wide.reference });
    expect(decision.openFindings).toEqual(frozen);
    expect(decision.conditions).toEqual([]);
    await service.resolve(me, own.id, undefined, { resolution: 'There is a rota.' });
    await assay.settle();
    expect((await read()).openFindings).toEqual(frozen);
  });

  const oneDay = { ...pinned, dueOn: '2026-11-22' };
  it.each<[string, object, number, string[]]>([
    ['an approval with conditions without any', { conditions: [] }, 422, ['conditions']],
    [
      'a condition without a date',
      { conditions: [{ ...pinned, dueOn: undefined }] },
      422,
      ['conditions.0.dueOn'],
    ],
    [
      'a condition without a text',
      { conditions: [{ ...pinned, text: '' }] },
      422,
      ['conditions.0.text'],
    ],
    ['a due date in the past', { conditions: [tested, oneDay] }, 422, ['conditions.1.dueOn']],
    ['a due date beyond the decision', { validUntil: '2027-02-01' }, 422, ['conditions.1.dueOn']],
    ['conditions as one text', { conditions: 'Pin it.' }, 422, ['conditions']],
    [
      'too many conditions',
      { conditions: Array.from({ length: 21 }, () => pinned) },
      422,
      ['conditions'],
    ],
    ['conditions of a plain approval', { outcome: 'approved' }, 422, ['conditions']],
    ['a validity of more than five years', { validUntil: '2031-11-24' }, 422, ['validUntil']],
    ['an end that has come', { validUntil: '2026-11-23' }, 422, ['validUntil']],
    ['a score of something else', { scoreId: '0198c0de-0000-7000-8000-000000000000' }, 412, []],
  ])('is refused with %s, and nothing changes', async (_, facts, status, fields) => {
    const before = await findings();
    const reply = await decide({ ...conditional, ...facts });
    expect(reply.status).toBe(status);
    expect(Object.keys(reply.body.fields ?? {})).toEqual(fields);
    await unchanged(before);
  });

  it('is refused without the exception that a failed knock-out needs', async () => {
    id = await submitted(assay, analyst, ids, { 'supply.pinned': 'no' });
    path = `/api/v1/assessments/${id}`;
    const before = await findings();
    const { status, body } = await decide(conditional);
    expect(status).toBe(422);
    expect(Object.keys(body.fields ?? {})).toEqual(['exceptionReason']);
    await unchanged(before);
  });

  it('is refused on an assessment that was revoked, or never answered', async () => {
    const revoked = `/api/v1/assessments/${await draft(analyst, ids)}`;
    expect((await decide(rejected, approver, revoked)).status).toBe(409);
    await analyst.post(`${revoked}/revocation`, { reason: 'Sent for the wrong engagement.' });
    const { status, body } = await decide(rejected, approver, revoked);
    expect([status, body.detail]).toEqual([
      409,
      'This assessment is revoked, so it cannot be decided now.',
    ]);
  });

  it('leaves the score that it was refused for, so that it can be looked at', async () => {
    const { body: seen } = await analyst.get<{ id: string }>(`${path}/scores/latest`);
    const engagement = `/api/v1/engagements/${ids.engagementId}`;
    const { headers } = await analyst.get(engagement);
    const facts = {
      ...engagementFacts,
      data: ['internal'],
      access: ['read_api'],
      holdsCredentials: false,
    };
    await analyst.put(engagement, facts, { 'if-match': headers['etag'] ?? '' });
    expect((await decide({ ...rejected, scoreId: seen.id })).status).toBe(412);
    await unchanged([]);
    const { body: now } = await analyst.get<{ id: string; number: number }>(
      `${path}/scores/latest`,
    );
    expect(now.number).toBe(2);
    expect((await decide({ ...rejected, scoreId: now.id })).status).toBe(201);
  });

  it('of before conditions were rows is read as it was written, with the figures of its score', async () => {
    const { body: score } = await analyst.get<{ id: string; band: string; residual: number }>(
      `${path}/scores/latest`,
    );
    await assay.database.transaction(async () => {
      await assay.database.sql`
        INSERT INTO decision (id, assessment_id, score_id, outcome, reason, conditions, valid_until, decider_id,
          decider, decided_at)
        SELECT ${newId()}, ${id}, ${score.id}, 'approved_with_conditions', 'Needed.', ${'Pin it.\nTest it.'},
          '2027-11-23', u.id, 'Noor Haddad', '2026-11-23T09:00:00.000Z' FROM app_user u ORDER BY u.id LIMIT 1`;
    });
    const old = await read();
    expect(old).toMatchObject({
      band: score.band,
      conditions: [],
      conditionsText: 'Pin it.\nTest it.',
    });
    expect(old.residual).toBeCloseTo(score.residual, 9);
    expect(old).not.toHaveProperty('openFindings');
  });

  it('is one where several decide at once, with the findings of that one only', async () => {
    const replies = await Promise.all([1, 2, 3, 4].map(() => decide(conditional)));
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    expect(await findings()).toHaveLength(2);
    const ofThese = (await read()).conditions.map(({ findingId }) => findingId);
    const kept = await assay.database.repository(DecisionCondition).find();
    expect(kept.filter(({ findingId }) => ofThese.includes(findingId))).toHaveLength(2);
  });

  it('[ASVS 8.2.1] is made by approvers only, and may be made by whoever judged the answers', async () => {
    expect((await decide(rejected, analyst)).status).toBe(403);
    expect(await stateOf()).toBe('submitted');
    const admin = await assay.api('administrator');
    const judged = { judgement: 'meets', evidence: 'audit' };
    await judgeAnswer(admin, path, 'data.encrypted_at_rest', judged);
    expect((await decide(rejected, admin)).status).toBe(201);
  });
});
