import { describe, expect, it } from '@jest/globals';
import {
  scoreAssessment,
  type Override,
  type QuestionLine,
  type ScoredQuestion,
} from '../../src/scoring/index.js';
import { inherentAt, inputWith, questionWith } from './builders.js';

const override: Override = {
  band: 'low',
  reason: 'the pilot holds no data of ours',
  by: 'Ana Lima',
  until: '2027-01-31',
  over: { score: 3, modelBand: 'high' },
  answeredSince: false,
};

const lineOf = (question: Partial<ScoredQuestion>) => {
  const score = scoreAssessment(
    inputWith({ questions: [questionWith({ key: 'q', ...question })] }),
  );
  return score.ledger.find((line): line is QuestionLine => line.kind === 'question');
};

describe('the ledger line of a question', () => {
  it.each<[Partial<ScoredQuestion>, number[], string]>([
    [
      { weight: 'critical', evidence: 'audit', restsOn: 'SOC 2 Type II, to 30 Sep 2026' },
      [20, 1, 0.95, 20, 19, 5],
      'The answer meets what is expected, on an independent audit in scope and in period ' +
        '(SOC 2 Type II, to 30 Sep 2026).',
    ],
    [
      { compliance: 'partial', evidence: 'document' },
      [10, 0.5, 0.65, 5, 3.25, 67.5],
      "The answer meets part of what is expected, on the vendor's own document.",
    ],
    [
      { compliance: 'compensated', evidence: 'artefact' },
      [10, 0.5, 0.8, 5, 4, 60],
      'The answer is covered by a compensating control that we accepted, on an artefact we inspected.',
    ],
    [
      {
        weight: 'minor',
        evidence: 'audit',
        evidenceLowered: 'it expired on 1 Mar 2026',
        restsOn: 'ISO 27001',
      },
      [5, 1, 0.5, 5, 2.5, 50],
      "The answer meets what is expected, on the vendor's word only (ISO 27001): " +
        'it expired on 1 Mar 2026.',
    ],
    [
      { compliance: 'does_not_meet', evidence: 'verified' },
      [10, 0, 1, 0, 0, 100],
      'The answer does not meet what is expected, so it earns nothing of 10.',
    ],
    [
      { compliance: 'insufficient' },
      [10, 0, 0.5, 0, 0, 100],
      'The answer does not say enough to be judged, so it earns nothing of 10.',
    ],
    [{ answered: false }, [10, 0, 0, 0, 0, 100], 'Left blank, so it earns nothing.'],
    [
      { notApplicable: 'claimed' },
      [10, 0, 0, 0, 0, 100],
      'Claimed not applicable; until a reviewer approves that, it earns nothing.',
    ],
    [
      { notApplicable: 'approved', notApplicableReason: 'it trains no models' },
      [0, 0, 0, 0, 0, 0],
      'Not applicable, approved: it trains no models. It leaves the sum.',
    ],
  ])('of %j', (question, [w, c, e, wc, wce, lost], why) => {
    expect(lineOf(question)).toMatchObject({ w, c, e, wc, wce, lost, why });
  });
});

describe('the ledger', () => {
  it('has a line for every question, grouped by domain, then the arithmetic', () => {
    const questions = [
      questionWith({ key: 'a', domain: 'one', domainLabel: 'One' }),
      questionWith({ key: 'b', domain: 'two', domainLabel: 'Two' }),
      questionWith({ key: 'c', domain: 'one', domainLabel: 'One', answered: false }),
    ];
    const { ledger } = scoreAssessment(inputWith({ questions, override }));
    expect(ledger.map((line) => (line.kind === 'question' ? line.key : line.kind))).toEqual([
      'a',
      'c',
      'domain',
      'b',
      'domain',
      'strength',
      'residual',
      'floor',
      'override',
    ]);
    expect(ledger[2]?.why).toBe('Says 50.0 (10.0 of 20.0), shown to 50.0 %: 25.0 (5.0 of 20.0).');
  });

  it('survives being stored as JSON', () => {
    const score = scoreAssessment(inputWith({ questions: [questionWith({ key: 'a' })], override }));
    expect(JSON.parse(JSON.stringify(score))).toEqual(score);
  });
});

describe('a domain with nothing left in its sum', () => {
  const notApplicable = questionWith({
    key: 'n',
    domain: 'training',
    domainLabel: 'Training',
    notApplicable: 'approved',
    notApplicableReason: 'no training',
  });

  it('does not count, neither in the mean nor as the weakest', () => {
    const proven = questionWith({ key: 'p', evidence: 'verified' });
    const score = scoreAssessment(inputWith({ questions: [proven, notApplicable] }));
    expect(score.strength.control).toBe(100);
    expect(score.domains[1]).toMatchObject({
      asked: 1,
      weight: 0,
      conformance: null,
      assured: null,
      assurance: null,
    });
    const domainLine = score.ledger.findLast(({ kind }) => kind === 'domain');
    expect(domainLine?.why).toBe('Nothing is left in the sum: the domain does not count.');
  });

  it('proves nothing if no other domain counts', () => {
    for (const questions of [[], [notApplicable]]) {
      const score = scoreAssessment(inputWith({ questions }));
      expect(score.strength).toMatchObject({ control: 0, assurance: 0, weakestLabel: null });
      expect(score.residual).toBe(90);
      expect(score.band).toBe('very_high');
    }
  });
});

describe('assurance', () => {
  it('is 0 where nothing is said', () => {
    const [domain] = scoreAssessment(
      inputWith({ questions: [questionWith({ key: 'a', compliance: 'does_not_meet' })] }),
    ).domains;
    expect(domain).toMatchObject({ conformance: 0, assured: 0, assurance: 0 });
  });
});

describe('coverage', () => {
  it('counts not applicable as an answer and blank as none', () => {
    const questions = [
      questionWith({ key: 'a' }),
      questionWith({ key: 'b', answered: false }),
      questionWith({ key: 'c', answered: false, notApplicable: 'claimed' }),
      questionWith({ key: 'd', notApplicable: 'approved', notApplicableReason: 'none kept' }),
    ];
    const { coverage } = scoreAssessment(inputWith({ questions }));
    expect(coverage).toEqual({ answered: 3, asked: 4, percent: 75 });
    expect(scoreAssessment(inputWith()).coverage).toEqual({ answered: 0, asked: 0, percent: 0 });
  });
});

describe('answers on assertion only', () => {
  it('are those that earn points on the word alone, lowered evidence included', () => {
    const questions = [
      questionWith({ key: 'said' }),
      questionWith({ key: 'lowered', evidence: 'audit', evidenceLowered: 'out of scope' }),
      questionWith({ key: 'documented', evidence: 'document' }),
      questionWith({ key: 'adverse', compliance: 'does_not_meet' }),
      questionWith({ key: 'blank', answered: false }),
    ];
    expect(scoreAssessment(inputWith({ questions })).assertionOnly).toEqual(['said', 'lowered']);
  });
});

describe('drivers', () => {
  it('are at most five, none without loss', () => {
    const many = Array.from({ length: 9 }, (_, at) => questionWith({ key: `q${at}` }));
    expect(scoreAssessment(inputWith({ questions: many })).drivers).toHaveLength(5);
    const proven = [questionWith({ key: 'p', evidence: 'verified' })];
    expect(scoreAssessment(inputWith({ questions: proven })).drivers).toEqual([]);
  });
});

describe('an override', () => {
  it('counts, and leaves the band of the model in sight', () => {
    const questions = [questionWith({ key: 'k', knockOut: true, answered: false })];
    const score = scoreAssessment(inputWith({ inherent: inherentAt('M', 3), questions, override }));
    expect([score.bandFromAnswers, score.bandAfterFloors, score.band]).toEqual([
      'moderate',
      'high',
      'low',
    ]);
    expect(score.reason).toBe(
      'Low, set by Ana Lima until 31 Jan 2027: the pilot holds no data of ours. The model gives ' +
        'High: “Question k?” was left blank, a knock-out for tier 3; ' +
        'the answers alone would give Moderate.',
    );
    expect(score.ledger.at(-1)).toEqual({
      kind: 'override',
      band: 'low',
      why:
        'Low, set by Ana Lima until 31 Jan 2027: the pilot holds no data of ours. ' +
        'It was set over score 3, high by the model.',
    });
  });

  it('says that it has outlived the answers and the band that it was set over', () => {
    const outlived: Override = {
      ...override,
      reason: 'The pilot holds no data of ours.',
      over: { score: 1, modelBand: 'moderate' },
      answeredSince: true,
    };
    const questions = [questionWith({ key: 'k', knockOut: true, answered: false })];
    const input = { inherent: inherentAt('M', 3), questions, override: outlived };
    expect(scoreAssessment(inputWith(input)).ledger.at(-1)?.why).toBe(
      'Low, set by Ana Lima until 31 Jan 2027: The pilot holds no data of ours. ' +
        'It was set over score 1, moderate by the model; the model now gives high. ' +
        'The vendor has submitted anew since; it stays in force until its end.',
    );
  });

  it.each(['reason', 'by', 'until'] as const)('is refused without its %s', (part) => {
    const incomplete = { ...override, [part]: ' ' };
    expect(() => scoreAssessment(inputWith({ override: incomplete }))).toThrow(
      'An override needs a reason, a name and the day on which it ends',
    );
  });

  it('is refused with an unknown band', () => {
    const wrong = { ...override, band: 'medium' as 'low' };
    expect(() => scoreAssessment(inputWith({ override: wrong }))).toThrow('Unknown band "medium"');
  });
});

describe('bad input', () => {
  it.each<[string, object]>([
    ['Question "": its key is missing', { key: '' }],
    ['Question "q": its domain is missing', { domain: '' }],
    [
      'Question "q": unknown weight "huge"; known are critical, standard, minor',
      { weight: 'huge' },
    ],
    ['Question "q": unknown weight "toString"', { weight: 'toString' }],
    ['Question "q": unknown compliance "yes"', { compliance: 'yes' }],
    ['Question "q": unknown evidence grade "rumour"', { evidence: 'rumour' }],
    ['Question "q": unknown not-applicable state "maybe"', { notApplicable: 'maybe' }],
    [
      'Question "q": not-applicable was approved without a reason',
      { notApplicable: 'approved', notApplicableReason: ' ' },
    ],
    ['Question "q": its evidence was lowered without a reason', { evidenceLowered: '' }],
  ])('is refused: %s', (message, wrong) => {
    const questions = [{ ...questionWith({ key: 'q' }), ...wrong }];
    const score = () => scoreAssessment(inputWith({ questions }));
    expect(score).toThrow(RangeError);
    expect(score).toThrow(message);
  });

  it('is refused: a key used twice', () => {
    const questions = [questionWith({ key: 'q' }), questionWith({ key: 'q' })];
    expect(() => scoreAssessment(inputWith({ questions }))).toThrow('its key is used twice');
  });

  it('is refused: an inherent value or tier out of range', () => {
    const inherent = inherentAt('VH');
    const score = (wrong: object) => () =>
      scoreAssessment(inputWith({ inherent: { ...inherent, ...wrong } }));
    expect(score({ value: 101 })).toThrow('Inherent risk lies between 0 and 100, not 101');
    expect(score({ tier: 5 })).toThrow('A tier is 1, 2, 3 or 4, not 5');
  });
});
