import { describe, expect, it } from '@jest/globals';
import { findingsForScore } from '../../src/assessments/scores/findings-for-score.js';
import type { FindingOfAssessment } from '../../src/findings/index.js';

const finding: FindingOfAssessment = {
  id: 'f',
  reference: 'F-7',
  questionKey: 'supply.pinned',
  severity: 'high',
  state: 'verified',
  title: 'Not pinned',
  dueOn: '2026-12-31',
  acceptedUntil: '2027-01-31',
  verifiedAt: '2026-11-23T09:00:00.000Z',
};
const answered = (answeredAt: string, questionKey = 'supply.pinned') => [
  { questionKey, answeredAt },
];
const judged = (at: string) => [{ questionKey: 'supply.pinned', reviewedAt: new Date(at) }];
const sinceOf = (answers: ReturnType<typeof answered>, reviews: ReturnType<typeof judged> = []) =>
  findingsForScore([finding], { answers, reviews })[0]?.saidSince;

describe('a finding as the model takes it', () => {
  it('names what was said of its answer after the verification, and nothing earlier', () => {
    expect(sinceOf(answered('2026-11-23T09:00:00.000Z'))).toBeNull();
    expect(sinceOf(answered('2026-11-23T09:00:00.001Z'))).toBe(
      'the vendor answered anew on 23 Nov 2026',
    );
    expect(sinceOf(answered('2027-01-01T00:00:00.000Z', 'access.mfa'))).toBeNull();
    expect(sinceOf([], judged('2026-11-22T09:00:00.000Z'))).toBeNull();
    expect(sinceOf([], judged('2026-12-05T09:00:00.000Z'))).toBe(
      'the answer was judged anew on 5 Dec 2026',
    );
  });

  it('tells only what belongs to its state', () => {
    const said = { answers: answered('2027-05-01T00:00:00.000Z'), reviews: [] };
    const of = (state: FindingOfAssessment['state']) =>
      findingsForScore([{ ...finding, state }], said)[0];
    expect(of('verified')).toMatchObject({ verifiedOn: '2026-11-23', acceptedUntil: null });
    expect(of('open')).toMatchObject({ verifiedOn: null, saidSince: null, acceptedUntil: null });
    expect(of('risk_accepted')).toMatchObject({ verifiedOn: null, acceptedUntil: '2027-01-31' });
  });
});
