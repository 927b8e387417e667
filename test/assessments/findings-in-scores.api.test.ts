import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { FindingQueries, Findings, type Raised } from '../../src/findings/index.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { answerAll, prepare, secretsInLetters, submitted, type Ids } from './trip.js';
import { judgeAnswer } from './judge-answer.js';

interface ScoreBody {
  number: number;
  residual: number;
  needsException: boolean;
  floors: { id: string }[];
  ledger: {
    kind: string;
    reference?: string;
    key?: string;
    c?: number;
    e?: number;
    lost?: number;
    why: string;
  }[];
}

const key = 'supply.pinned';
const me = { kind: 'user', id: 'somebody', name: 'Ada Moreau' } as const;

describe('findings in the scores of an assessment', () => {
  let assay: TestAssay;
  let analyst: Visitor;
  let ids: Ids;
  let id: string;
  let finding: Raised;

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.api('analyst');
  });
  beforeEach(async () => {
    ids = await prepare(assay, analyst);
    id = await submitted(assay, analyst, ids, { [key]: 'no' });
    finding = await raised();
  });
  afterAll(() => assay.close());

  /** The one about the answer, raised by rule or, where no rule does, by hand. */
  const raised = async (): Promise<Raised> => {
    const known = await assay.app.get(FindingQueries).ofAssessment(id);
    const own = known.find(({ questionKey }) => questionKey === key);
    if (own) return { ...own, isNew: false };
    const made = await assay.app.get(Findings).raise(me, {
      ...ids,
      assessmentId: id,
      originKind: 'answer',
      originId: id,
      originPart: key,
      title: 'Dependencies are not pinned',
      severity: 'high',
    });
    await assay.settle();
    return made;
  };
  const score = async () =>
    (await analyst.get<ScoreBody>(`/api/v1/assessments/${id}/scores/latest`)).body;
  const lineOf = ({ ledger }: ScoreBody) =>
    ledger.find(({ kind, reference }) => kind === 'finding' && reference === finding.reference);
  const questionIn = ({ ledger }: ScoreBody) =>
    ledger.find((line) => line.kind === 'question' && line.key === key);
  const verified = async (): Promise<void> => {
    const service = assay.app.get(Findings);
    await service.resolve(me, finding.id, undefined, { resolution: 'They are pinned.' });
    await service.verify(me, finding.id, undefined, { verification: 'We saw the lock files.' });
    await assay.settle();
  };

  it('tell what their question loses while they are open', async () => {
    const now = await score();
    expect(lineOf(now)?.lost).toBe(questionIn(now)?.lost);
    expect(lineOf(now)?.lost).toBeGreaterThan(0);
    expect(lineOf(now)?.why).toMatch(/^Open: “.*” loses /);
  });

  it('let it count in full once verified, and take that back when reopened', async () => {
    const before = await score();
    expect(before.needsException).toBe(true);
    await verified();
    const after = await score();
    expect(questionIn(after)).toMatchObject({
      c: 1,
      e: 1,
      why: `Verified by us (${finding.reference} on 23 Nov 2026), so it counts in full.`,
    });
    expect(after.residual).toBeLessThan(before.residual);
    expect(after.floors.map((floor) => floor.id)).not.toContain('F1');
    const { body: vendor } = await analyst.get<{ residual: number }>(
      `/api/v1/vendors/${ids.vendorId}`,
    );
    expect(vendor.residual).toBe(after.residual);

    const reason = 'One service builds without a lock file.';
    await assay.app.get(Findings).reopen(me, finding.id, undefined, { reason });
    await assay.settle();
    const again = await score();
    expect(again.residual).toBe(before.residual);
    expect(again.needsException).toBe(true);
  });

  it('give nothing back for a risk that is accepted', async () => {
    const before = await score();
    await assay.app.get(Findings).accept(me, finding.id, '2027-01-31');
    await assay.settle();
    const after = await score();
    expect(after.residual).toBe(before.residual);
    expect(lineOf(after)?.why).toMatch(
      /^Risk accepted until 31 Jan 2027, which gives nothing back/,
    );
  });

  it('count no more once the vendor has answered adversely again', async () => {
    await verified();
    const anew = async (answers: Record<string, string>): Promise<ScoreBody> => {
      assay.clock.advance(60_000);
      const questions = [{ questionKey: key, remark: 'Please look at this one again.' }];
      await analyst.post(`/api/v1/assessments/${id}/change-requests`, { questions });
      const [secret = ''] = await secretsInLetters(assay, id);
      await answerAll(assay, secret, answers);
      await assay.settle();
      return score();
    };
    expect(questionIn(await anew({}))).toMatchObject({ c: 1, e: 1 });
    const after = await anew({ [key]: 'no' });
    expect(questionIn(after)).toMatchObject({ c: 0 });
    expect(after.needsException).toBe(true);
  });

  it('are opened again by the rule, and count no more, once the answer was judged adversely after that', async () => {
    await verified();
    assay.clock.advance(60_000);
    const judged = { judgement: 'does_not_meet', evidence: 'assertion' };
    await judgeAnswer(analyst, `/api/v1/assessments/${id}`, key, judged);
    const after = await score();
    expect(questionIn(after)).toMatchObject({ c: 0 });
    expect(lineOf(after)?.why).toMatch(/^Open: “.*” loses /);
  });

  it('store no further score where nothing about them has changed', async () => {
    const { number } = await score();
    const { body } = await analyst.post<{ stored: boolean }>(`/api/v1/assessments/${id}/scores`, {
      cause: 'To be sure.',
    });
    expect(body.stored).toBe(false);
    expect((await score()).number).toBe(number);
  });
});
