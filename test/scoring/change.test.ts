import { describe, expect, it } from '@jest/globals';
import { scoreAssessment, type ScoreInput } from '../../src/scoring/index.js';
import { gateway, inherentAt, inputWith, questionWith } from './builders.js';

function changeBetween(before: ScoreInput, after: ScoreInput) {
  return scoreAssessment({ ...after, previous: scoreAssessment(before) }).change;
}

describe('the change since the last score', () => {
  it('is null for a first score', () => {
    expect(scoreAssessment(gateway).change).toBeNull();
  });

  it('is nothing if nothing changed', () => {
    expect(changeBetween(gateway, gateway)).toEqual({
      residual: 0,
      bandBefore: 'high',
      bandAfter: 'high',
      sameModel: true,
      reasons: [],
    });
  });

  it('names the floor that went and the answers that moved, the largest first', () => {
    const questions = gateway.questions.map((question) => {
      if (question.key === 'pinned') return { ...question, compliance: 'meets' as const };
      if (question.key === 'deleted') return { ...question, evidence: 'assertion' as const };
      return question;
    });
    const change = changeBetween(gateway, { ...gateway, questions });
    expect(change?.residual).toBeLessThan(0);
    expect([change?.bandBefore, change?.bandAfter]).toEqual(['high', 'moderate']);
    expect(change?.reasons).toEqual([
      'Floor F1 no longer applies: knock-out question answered adversely or left blank.',
      '“Are dependencies pinned and hash-checked?” is better by 10.0 of 20 points: ' +
        "The answer meets what is expected, on the vendor's word.",
      '“Question deleted?” is worse by 3.0 of 10 points: ' +
        "The answer meets what is expected, on the vendor's word.",
    ]);
  });

  it('names questions that came, went, left the sum or came back', () => {
    const approved = { notApplicable: 'approved', notApplicableReason: 'no models' } as const;
    const inherent = inherentAt('H', 3);
    const before = inputWith({
      inherent,
      questions: [
        questionWith({ key: 'gone' }),
        questionWith({ key: 'leaving' }),
        questionWith({ key: 'returning', ...approved }),
      ],
    });
    const after = inputWith({
      inherent,
      questions: [
        questionWith({ key: 'leaving', ...approved }),
        questionWith({ key: 'returning' }),
        questionWith({ key: 'new', weight: 'critical' }),
      ],
    });
    expect([...(changeBetween(before, after)?.reasons ?? [])].sort()).toEqual([
      '“Question gone?” is no longer asked.',
      '“Question leaving?” no longer counts: it does not apply.',
      '“Question new?” is new, and loses 33.3 points.',
      '“Question returning?” counts again.',
    ]);
  });

  it('names a new floor with its reason', () => {
    const after = {
      ...gateway,
      conditions: { ...gateway.conditions, openIncidents: [{ reason: 'recordings were taken' }] },
    };
    expect(changeBetween(gateway, after)?.reasons).toEqual([
      'Floor F5 now applies (at least high): recordings were taken.',
    ]);
  });

  it('names a change of inherent risk and of tier', () => {
    const questions = [questionWith({ key: 'a', evidence: 'verified' })];
    const before = inputWith({ inherent: inherentAt('VH'), questions });
    const after = inputWith({ inherent: inherentAt('M'), questions });
    expect(changeBetween(before, after)?.reasons).toEqual([
      'Inherent risk went from 90 to 50.',
      'The tier went from 1 to 3.',
    ]);
  });

  it('says when another model made the earlier score', () => {
    const earlier = scoreAssessment(gateway);
    const previous = { ...earlier, model: { id: 'VRM-1', version: '0.9', hash: 'other' } };
    const { change } = scoreAssessment({ ...gateway, previous });
    expect(change?.sameModel).toBe(false);
    expect(change?.reasons).toEqual([
      'The earlier score was made by VRM-1 0.9 with other constants than VRM-1 1.1.',
    ]);
  });
});
