import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { StoredScore } from '../../../src/assessments/index.js';
import { scoreAssessment } from '../../../src/scoring/index.js';
import { recordAudit } from '../../audits/examples.js';
import { startAssay, type TestAssay, type Visitor } from '../../support/app.js';
import { addVendor } from '../../vendors/examples.js';
import { prepare, submitted, type Ids } from '../trip.js';
import { judgeAnswer } from '../judge-answer.js';

interface Line {
  id: string;
  vendorId: string;
  band: string;
  residual: number;
  state: string;
  toBe: { band: string; residual: number; differs: boolean };
  answers: { key: string; auditId: string; restsOn: string; evidenceLowered?: string }[];
}

interface Score {
  id: string;
  number: number;
  residual: number;
  floors: { id: string; reasons: string[] }[];
  ledger: { kind: string; key?: string; e?: number; why: string }[];
}

const critical = 'data.encrypted_at_rest';
const other = 'access.mfa';

describe('what leans on an auditor', () => {
  let assay: TestAssay;
  let analyst: Visitor;
  let approver: Visitor;
  let ids: Ids;
  let assessment: string;
  let audit: string;
  let auditor: string;
  let count = 0;

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.api('analyst');
    approver = await assay.api('approver');
  });
  afterAll(() => assay.close());

  beforeEach(async () => {
    assay.clock.set('2026-11-23T09:00:00.000Z');
    ids = await prepare(assay, analyst);
    count += 1;
    const facts = { auditor: `Northgate Assurance ${count}` };
    audit = await recordAudit(analyst, facts, ids.vendorId);
    auditor = await auditorOf(audit);
    assessment = await submitted(assay, analyst, ids);
  });

  const auditorOf = async (id: string) =>
    (await analyst.get<{ auditor: { id: string } }>(`/api/v1/audits/${id}`)).body.auditor.id;
  const judge = (key: string, facts: object) =>
    judgeAnswer<{ fields?: object }>(analyst, `/api/v1/assessments/${assessment}`, key, {
      judgement: 'meets',
      evidence: 'audit',
      ...facts,
    });
  const latest = async (id = assessment) =>
    (await analyst.get<Score>(`/api/v1/assessments/${id}/scores/latest`)).body;
  const lineOf = async (key: string) => (await latest()).ledger.find((line) => line.key === key);
  const decide = () =>
    approver.post(`/api/v1/assessments/${assessment}/decision`, {
      outcome: 'approved',
      reason: 'Enough is proven.',
    });
  const stand = async (what: 'doubt' | 'good-standing') => {
    const path = `/api/v1/auditors/${auditor}`;
    const { headers } = await analyst.get(path);
    const version = { 'if-match': headers['etag'] ?? '' };
    const reason = 'Six of its reports have the same text.';
    const { status } = await analyst.post(`${path}/${what}`, { reason }, version);
    expect(status).toBe(204);
    await assay.settle();
  };
  const reliance = async () =>
    (await analyst.get<Record<string, number>>(`/api/v1/auditors/${auditor}/reliance`)).body;
  const leaning = async () =>
    (await analyst.get<Line[]>(`/api/v1/auditors/${auditor}/reliance/scores`)).body;
  const rescore = async () => {
    const path = `/api/v1/auditors/${auditor}/rescorings`;
    const { status, body } = await analyst.post<{ id: string }>(path, {});
    expect(status).toBe(201);
    await assay.settle();
    return (await analyst.get<Record<string, unknown>>(`/api/v1/rescorings/${body.id}`)).body;
  };
  const rescoreOne = () =>
    analyst.post<{ stored: boolean }>(`/api/v1/assessments/${assessment}/scores`, {
      cause: 'Time has gone by.',
    });

  it('gives an answer the grade of the audit that its judgement names', async () => {
    expect((await judge(critical, { auditId: audit })).status).toBe(204);
    expect(await lineOf(critical)).toMatchObject({
      e: 0.95,
      why: `The answer meets what is expected, on an independent audit in scope and in period (SOC 2 Type II by Northgate Assurance ${count}, to 30 Jun 2026).`,
    });
    const type1 = { kind: 'soc2_type1', auditor: 'Other Auditors', periodFrom: undefined };
    const first = await recordAudit(analyst, type1, ids.vendorId);
    await judge(other, { auditId: first });
    expect((await lineOf(other))?.e).toBe(0.8);
    await judge(other, { auditId: audit, scopeGap: 'Staging is left out.' });
    expect(await lineOf(other)).toMatchObject({
      e: 0.5,
      why: expect.stringContaining('it is out of scope: Staging is left out.'),
    });
  });

  it('takes no audit of another vendor, nor one beside the vendor’s word', async () => {
    const foreign = await recordAudit(analyst, {}, await addVendor(analyst, { name: 'Other' }));
    const problem = async (facts: object) => {
      const { status, body } = await judge(critical, facts);
      expect(status).toBe(422);
      return body.fields;
    };
    const unknown = '01a2179a-5968-74c6-8091-8e7aa592d8b4';
    const notOne = { auditId: 'is not an audit of this vendor' };
    expect(await problem({ auditId: foreign })).toEqual(notOne);
    expect(await problem({ auditId: unknown })).toEqual(notOne);
    expect(Object.keys((await problem({ auditId: 'x' })) ?? {})).toEqual(['auditId']);
    expect(await problem({ auditId: audit, evidence: 'document' })).toEqual({
      auditId: 'goes with an independent audit or an artefact only',
    });
    expect(await problem({ scopeGap: 'Staging' })).toEqual({
      scopeGap: 'is only for an answer that rests on an audit',
    });
    expect((await latest()).number).toBe(1);
  });

  it('is shown before and after doubt, rescored, and rescored again once restored', async () => {
    await judge(critical, { auditId: audit });
    await judge(other, { auditId: audit });
    await decide();
    const path = `/api/v1/assessments/${assessment}`;
    const decision = (await analyst.get(`${path}/decision`)).body;
    const before = await latest();
    expect(await reliance()).toEqual({ audits: 1, vendors: 1, answers: 2, scores: 1, named: 0 });
    const [line] = await leaning();
    expect(line).toMatchObject({
      id: assessment,
      vendorId: ids.vendorId,
      state: 'decided',
      residual: before.residual,
      toBe: { differs: true },
      answers: [{ key: other }, { key: critical, auditId: audit }],
    });
    expect(line?.toBe.residual).toBeGreaterThan(before.residual);
    expect(await latest()).toEqual(before);

    await stand('doubt');
    expect(await rescore()).toMatchObject({
      cause: `Northgate Assurance ${count} is in doubt.`,
      assessments: 1,
      done: 1,
      stored: 1,
    });
    const doubted = await latest();
    expect(doubted.residual).toBe(line?.toBe.residual);
    expect(doubted.number).toBe(before.number + 1);
    expect(await lineOf(critical)).toMatchObject({
      e: 0.5,
      why: expect.stringContaining('has been in doubt since 23 Nov 2026.'),
    });
    expect((await analyst.get(`${path}/decision`)).body).toEqual(decision);
    expect((await analyst.get<{ state: string }>(path)).body.state).toBe('decided');
    const vendor = await analyst.get<{ residual: number }>(`/api/v1/vendors/${ids.vendorId}`);
    expect(vendor.body.residual).toBe(doubted.residual);
    expect((await leaning())[0]?.toBe).toMatchObject({ differs: false });

    assay.clock.advanceDays(10);
    expect(await rescore()).toMatchObject({ assessments: 1, done: 1, stored: 0 });
    await stand('good-standing');
    expect(await rescore()).toMatchObject({ stored: 1 });
    expect((await latest()).residual).toBe(before.residual);
    const stored = await assay.database
      .repository(StoredScore)
      .find({ where: { assessmentId: assessment }, order: { number: 'ASC' } });
    expect(stored.map(({ number }) => number)).toEqual(stored.map((_, at) => at + 1));
    for (const { input, result, previousId } of stored) {
      const previous = stored.find(({ id }) => id === previousId)?.result ?? null;
      const again = scoreAssessment({ ...input, previous });
      expect(JSON.parse(JSON.stringify(again))).toEqual(result);
    }
  });

  it('stores one score where two rescorings are asked for at once', async () => {
    await judge(critical, { auditId: audit });
    const { number } = await latest();
    await stand('doubt');
    const path = `/api/v1/auditors/${auditor}/rescorings`;
    const asked = await Promise.all([1, 2].map(() => analyst.post<{ id: string }>(path, {})));
    await Promise.all([assay.settle(), rescoreOne()]);
    await assay.settle();
    const { body } = await analyst.get<{ done: number; stored: number }[]>(path);
    expect(body).toHaveLength(asked.length);
    expect(body.every(({ done }) => done === 1)).toBe(true);
    expect((await latest()).number).toBe(number + 1);
  });

  it('follows the platform too, and answers in which the vendor names the auditor', async () => {
    const name = `Compliarize ${count}`;
    const prepared = await recordAudit(
      analyst,
      { auditor: 'Fine LLP', platform: name },
      ids.vendorId,
    );
    await judge(critical, { auditId: prepared });
    const { body } = await analyst.get<{ platform: { id: string } }>(`/api/v1/audits/${prepared}`);
    auditor = body.platform.id;
    expect(await reliance()).toMatchObject({ audits: 1, answers: 1, scores: 1 });
    await stand('doubt');
    await rescore();
    expect((await lineOf(critical))?.why).toContain(
      `the compliance platform ${name} has been in doubt`,
    );

    const signed = await recordAudit(analyst, { auditor: 'Example  auditors LLP' }, ids.vendorId);
    auditor = await auditorOf(signed);
    expect((await reliance())['named']).toBe(count);
    const mentions = await analyst.get<object[]>(`/api/v1/auditors/${auditor}/reliance/mentions`);
    expect(mentions.body).toContainEqual(
      expect.objectContaining({
        id: assessment,
        vendorId: ids.vendorId,
        name: 'Example Auditors LLP',
      }),
    );
    const none = await analyst.post(`/api/v1/auditors/${auditor}/rescorings`, {});
    expect(none.status).toBe(409);
  });

  it('walks a year: audit, bridge letter, stale, and floor F4 after 90 more days', async () => {
    await judge(critical, { auditId: audit });
    const letter = {
      issuedOn: '2026-11-20',
      coversFrom: '2027-06-30',
      coversUntil: '2027-09-30',
      signedBy: 'Rui Okafor',
      signerRole: 'Chief executive',
      byManagement: true,
    };
    const sent = await analyst.post(`/api/v1/audits/${audit}/bridge-letters`, letter);
    expect(sent.status).toBe(201);
    await decide();
    const on = async (day: string) => {
      assay.clock.set(`${day}T09:00:00.000Z`);
      // A token lives for a year at most.
      const year = await assay.api('analyst');
      const path = `/api/v1/assessments/${assessment}/scores`;
      const { body } = await year.post<{ stored: boolean }>(path, { cause: 'A look.' });
      const { body: score } = await year.get<Score>(`${path}/latest`);
      const line = score.ledger.find(({ key }) => key === critical);
      const floored = score.floors.some(({ id }) => id === 'F4');
      return [body.stored, line?.e, floored];
    };
    expect(await on('2027-06-30')).toEqual([false, 0.95, false]);
    expect(await on('2027-07-01')).toEqual([true, 0.8, false]);
    expect(await on('2027-09-30')).toEqual([false, 0.8, false]);
    expect(await on('2027-10-01')).toEqual([true, 0.5, false]);
    expect(await on('2027-12-29')).toEqual([false, 0.5, false]);
    expect(await on('2027-12-30')).toEqual([true, 0.5, true]);
    expect(await on('2028-03-01')).toEqual([false, 0.5, true]);
  });
});
