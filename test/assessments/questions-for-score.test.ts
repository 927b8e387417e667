import { describe, expect, it } from '@jest/globals';
import type { FrozenAnswer } from '../../src/assessments/index.js';
import { progressOf } from '../../src/assessments/answering/answered.js';
import {
  questionsForScore,
  standingReviews,
  type JudgedAnswer,
} from '../../src/assessments/scores/questions-for-score.js';
import type { Question, QuestionnaireDefinition } from '../../src/questionnaires/index.js';

const question = (key: string, more: Partial<Question> = {}): Question => ({
  key,
  text: `Is ${key} so?`,
  kind: 'yes_no',
  weight: 'standard',
  domain: 'supply',
  expected: { rule: 'equals', value: 'yes' },
  expectedText: 'Yes',
  allowNotApplicable: true,
  ...more,
});

const definition: QuestionnaireDefinition = {
  key: 'q',
  title: 'Q',
  purpose: 'P',
  minutes: 5,
  domains: [{ key: 'supply', label: 'Build supply chain' }],
  sections: [
    {
      key: 's',
      title: 'S',
      intro: '',
      questions: [
        question('a', { weight: 'critical', knockOut: true, gap: 'a is not so' }),
        question('b', { when: { question: 'a', is: 'yes' } }),
        question('c', {
          kind: 'date',
          expected: { rule: 'notOlderThan', months: 12, partialMonths: 18 },
        }),
      ],
    },
  ],
};

const answeredAt = '2026-11-20T10:00:00.000Z';

const answer = (questionKey: string, value: string | null, more: Partial<FrozenAnswer> = {}) => ({
  questionKey,
  value,
  notApplicableReason: null,
  comment: null,
  answeredBy: 'Rui Okafor',
  answeredAt,
  ...more,
});

const review = (questionKey: string, more: Partial<JudgedAnswer> = {}): JudgedAnswer => ({
  questionKey,
  judgement: 'meets',
  evidence: 'artefact',
  auditId: null,
  scopeGap: null,
  comment: null,
  reviewedAt: new Date('2026-11-21T10:00:00Z'),
  ...more,
});

const grounds = { day: '2026-11-23', audits: new Map(), attached: new Map() };

const scored = (answers: FrozenAnswer[], reviews: JudgedAnswer[] = [], day = '2026-11-20') =>
  questionsForScore({ definition, answers, reviews, day, grounds });

describe('questions for the score', () => {
  it('are those that were asked: hidden ones are left out, whatever was once answered', () => {
    expect(scored([answer('a', 'no'), answer('b', 'yes')]).map(({ key }) => key)).toEqual([
      'a',
      'c',
    ]);
    const claimed = answer('a', null, { notApplicableReason: 'No builds.' });
    expect(scored([claimed, answer('b', 'yes')]).map(({ key }) => key)).toEqual(['a', 'c']);
    expect(scored([answer('a', 'yes')]).map(({ key }) => key)).toEqual(['a', 'b', 'c']);
  });

  it('rest on the comparison and the vendor’s word before a review', () => {
    const [a, b] = scored([answer('a', 'yes')]);
    expect(a).toEqual({
      key: 'a',
      text: 'Is a so?',
      domain: 'supply',
      domainLabel: 'Build supply chain',
      weight: 'critical',
      knockOut: true,
      gap: 'a is not so',
      answered: true,
      compliance: 'meets',
      evidence: 'assertion',
      evidenceLowered: null,
      restsOn: null,
      notApplicable: 'none',
      notApplicableReason: null,
    });
    expect(b).toMatchObject({ answered: false, compliance: 'does_not_meet', gap: null });
  });

  it('count ages from the day of submission', () => {
    const answers = [answer('c', '2025-11-20')];
    const on = (day: string) => scored(answers, [], day).find(({ key }) => key === 'c')?.compliance;
    expect(on('2026-11-20')).toBe('meets');
    expect(on('2026-11-21')).toBe('partial');
    expect(on('2027-06-01')).toBe('does_not_meet');
  });

  it('take compliance and evidence from the review', () => {
    const [a] = scored([answer('a', 'no')], [review('a', { judgement: 'partial' })]);
    expect(a).toMatchObject({ compliance: 'partial', evidence: 'artefact', notApplicable: 'none' });
  });

  it('leave the sum only once a reviewer approved that they do not apply', () => {
    const claimed = answer('a', null, { notApplicableReason: 'We build nothing.' });
    expect(scored([claimed])[0]).toMatchObject({ answered: false, notApplicable: 'claimed' });
    const approved = review('a', { judgement: 'not_applicable', comment: 'Checked.' });
    expect(scored([claimed], [approved])[0]).toMatchObject({
      notApplicable: 'approved',
      notApplicableReason: 'We build nothing.',
    });
    expect(scored([], [approved])[0]).toMatchObject({
      notApplicable: 'approved',
      notApplicableReason: 'Checked.',
    });
    const refused = review('a', { judgement: 'does_not_meet' });
    expect(scored([claimed], [refused])[0]).toMatchObject({
      answered: true,
      compliance: 'does_not_meet',
      notApplicable: 'none',
    });
  });

  it('forget a review of an answer that was changed after it', () => {
    const changed = answer('a', 'no', { answeredAt: '2026-11-22T10:00:00.000Z' });
    expect(standingReviews([review('a')], [changed]).size).toBe(0);
    expect(scored([changed], [review('a')])[0]).toMatchObject({
      compliance: 'does_not_meet',
      evidence: 'assertion',
    });
  });

  it('make the progress: not applicable is an answer, a comment alone is not', () => {
    const answers = [
      answer('a', 'yes'),
      answer('b', null, { notApplicableReason: 'Not here.' }),
      answer('c', null, { comment: 'Later.' }),
    ];
    expect(progressOf(definition, answers)).toEqual({ answered: 2, asked: 3 });
    expect(progressOf(definition, [])).toEqual({ answered: 0, asked: 2 });
  });
});
