import { describe, expect, it } from '@jest/globals';
import {
  noConditions,
  scoreAssessment,
  type FloorConditions,
  type InherentBasis,
  type ScoredQuestion,
} from '../../src/scoring/index.js';
import { inherentAt, inputWith, questionWith } from './builders.js';

type Tier = InherentBasis['tier'];

const proven = questionWith({ key: 'proven', evidence: 'verified' });

function scoreWith(
  tier: Tier,
  questions: readonly ScoredQuestion[],
  conditions: Partial<FloorConditions> = {},
) {
  return scoreAssessment(
    inputWith({
      inherent: inherentAt('VL', tier),
      questions,
      conditions: { ...noConditions, ...conditions },
    }),
  );
}

const bandsByTier = (of: (tier: Tier) => { bandAfterFloors: string }) =>
  ([1, 2, 3, 4] as const).map((tier) => of(tier).bandAfterFloors);

describe('no floor', () => {
  it('applies to well-proven answers without conditions', () => {
    const score = scoreWith(1, [proven]);
    expect(score.floors).toEqual([]);
    expect(score.band).toBe('very_low');
    expect(score.needsException).toBe(false);
    expect(score.vector).toMatch(/F:none$/);
  });
});

describe('floor F1, knock-outs', () => {
  const knockOut = (question: Partial<ScoredQuestion>) => [
    ...Array.from({ length: 30 }, (_, at) =>
      questionWith({ key: `proven-${at}`, evidence: 'verified' }),
    ),
    questionWith({ key: 'knock-out', text: 'Pinned?', knockOut: true, ...question }),
  ];

  it.each<[string, Partial<ScoredQuestion>, string]>([
    ['adverse', { compliance: 'does_not_meet', gap: 'nothing is pinned' }, 'nothing is pinned'],
    [
      'adverse without a clause',
      { compliance: 'does_not_meet' },
      'the answer to “Pinned?” does not meet what is expected',
    ],
    [
      'insufficient',
      { compliance: 'insufficient', gap: 'nothing is pinned' },
      'the answer to “Pinned?” does not say enough to be judged',
    ],
    ['blank', { answered: false }, '“Pinned?” was left blank'],
    [
      'claimed not applicable',
      { notApplicable: 'claimed' },
      '“Pinned?” was claimed not applicable and nobody approved that',
    ],
  ])('is high in every tier when one is %s', (_, question, reason) => {
    expect(bandsByTier((tier) => scoreWith(tier, knockOut(question)))).toEqual(
      Array(4).fill('high'),
    );
    const score = scoreWith(3, knockOut(question));
    expect(score.floors).toEqual([
      { id: 'F1', atLeast: 'high', reasons: [reason], questions: ['knock-out'] },
    ]);
    expect(score.needsException).toBe(true);
    expect(score.bandFromAnswers).toBe('very_low');
  });

  it.each<[string, Partial<ScoredQuestion>]>([
    ['met', {}],
    ['partly met', { compliance: 'partial' }],
    ['covered by a compensating control', { compliance: 'compensated' }],
    ['approved as not applicable', { notApplicable: 'approved', notApplicableReason: 'no builds' }],
  ])('does not apply when it is %s', (_, question) => {
    expect(scoreWith(3, knockOut(question)).floors).toEqual([]);
  });

  it('does not lower a band that is higher already', () => {
    const score = scoreAssessment(
      inputWith({ questions: [questionWith({ key: 'k', knockOut: true, answered: false })] }),
    );
    expect(score.bandFromAnswers).toBe('very_high');
    expect(score.band).toBe('very_high');
  });
});

describe('floor F2, malware in a tool', () => {
  const openMalwareMatches = [{ reason: 'litellm 1.82.7 matches MAL-2026-2144' }];

  it('is very high for tiers 1 and 2 and high otherwise', () => {
    expect(bandsByTier((tier) => scoreWith(tier, [proven], { openMalwareMatches }))).toEqual([
      'very_high',
      'very_high',
      'high',
      'high',
    ]);
  });

  it('gives its reason and needs no exception by itself', () => {
    const score = scoreWith(1, [proven], { openMalwareMatches });
    expect(score.floors[0]?.reasons).toEqual(['litellm 1.82.7 matches MAL-2026-2144']);
    expect(score.needsException).toBe(false);
  });
});

describe('floor F3, thin assurance', () => {
  it('is moderate for tiers 1 and 2 only', () => {
    const asserted = [questionWith({ key: 'asserted' })];
    expect(bandsByTier((tier) => scoreWith(tier, asserted))).toEqual([
      'moderate',
      'moderate',
      'very_low',
      'very_low',
    ]);
    expect(scoreWith(2, asserted).floors[0]?.reasons).toEqual([
      'overall assurance is 50.0, below the 60 wanted for tier 2',
    ]);
  });

  it('does not apply at exactly 60', () => {
    const questions = [
      questionWith({ key: 'a', weight: 'critical' }),
      questionWith({ key: 'b', evidence: 'artefact' }),
    ];
    const score = scoreWith(1, questions);
    expect(score.strength.assurance).toBe(60);
    expect(score.floors).toEqual([]);
  });

  it('applies when nothing was asked or nothing was said', () => {
    expect(scoreWith(1, []).floors.map(({ id }) => id)).toEqual(['F3']);
    const blank = [questionWith({ key: 'blank', answered: false })];
    expect(scoreWith(2, blank).floors.map(({ id }) => id)).toEqual(['F3']);
  });
});

describe('floor F4, key evidence long expired', () => {
  const expired = (daysExpired: number) => ({
    expiredKeyEvidence: [{ reason: 'the SOC 2 report expired', daysExpired }],
  });

  it('is moderate for tier 1 only', () => {
    expect(bandsByTier((tier) => scoreWith(tier, [proven], expired(91)))).toEqual([
      'moderate',
      'very_low',
      'very_low',
      'very_low',
    ]);
  });

  it('tolerates 90 days', () => {
    expect(scoreWith(1, [proven], expired(90)).floors).toEqual([]);
    expect(scoreWith(1, [proven], expired(91)).floors[0]?.reasons).toEqual([
      'the SOC 2 report expired',
    ]);
  });

  it('refuses days that are not a number', () => {
    expect(() => scoreWith(1, [proven], expired(Number.NaN))).toThrow(RangeError);
  });
});

describe('floor F5, open incident', () => {
  it('is high in every tier', () => {
    const openIncidents = [{ reason: 'our contributors’ recordings were taken' }];
    expect(bandsByTier((tier) => scoreWith(tier, [proven], { openIncidents }))).toEqual(
      Array(4).fill('high'),
    );
  });
});

describe('several floors', () => {
  it('are all printed, and the highest counts', () => {
    const score = scoreWith(1, [questionWith({ key: 'k', knockOut: true, answered: false })], {
      openMalwareMatches: [{ reason: 'a tool is poisoned' }],
      expiredKeyEvidence: [{ reason: 'the certificate expired', daysExpired: 200 }],
      openIncidents: [{ reason: 'an incident is open' }],
    });
    expect(score.floors.map(({ id }) => id)).toEqual(['F1', 'F2', 'F3', 'F4', 'F5']);
    expect(score.band).toBe('very_high');
    expect(score.vector).toMatch(/F:F1\+F2\+F3\+F4\+F5$/);
    expect(score.ledger.filter(({ kind }) => kind === 'floor')).toHaveLength(5);
  });
});
