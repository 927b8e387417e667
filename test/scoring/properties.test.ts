import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  bandRank,
  compliances,
  scoreAssessment,
  type Compliance,
  type QuestionLine,
} from '../../src/scoring/index.js';
import { grades, inputs, inputsWithChoice, questions, replaced } from './arbitraries.js';
import { inherentAt, inputWith, questionWith } from './builders.js';

const TOLERANCE = 1e-9;
const worstFirst: Compliance[] = ['does_not_meet', 'partial', 'meets'];

const questionLines = (input: Parameters<typeof scoreAssessment>[0]) =>
  scoreAssessment(input).ledger.filter((line): line is QuestionLine => line.kind === 'question');

describe('for any assessment', () => {
  it('more evidence never raises the residual, nor the band', () => {
    fc.assert(
      fc.property(inputsWithChoice(), fc.nat({ max: 4 }), ({ input, at }, step) => {
        const now = input.questions[at]?.evidence ?? 'assertion';
        const better = grades[Math.max(grades.indexOf(now), step)] ?? now;
        const before = scoreAssessment(input);
        const after = scoreAssessment(replaced(input, at, { evidence: better }));
        expect(after.residual).toBeLessThanOrEqual(before.residual + TOLERANCE);
        expect(after.strength.assurance).toBeGreaterThanOrEqual(
          before.strength.assurance - TOLERANCE,
        );
        expect(bandRank(after.band)).toBeLessThanOrEqual(bandRank(before.band));
      }),
    );
  });

  it('lowering evidence to an assertion never lowers the residual', () => {
    fc.assert(
      fc.property(inputsWithChoice(), ({ input, at }) => {
        const lowered = replaced(input, at, { evidenceLowered: 'out of scope' });
        expect(scoreAssessment(lowered).residual).toBeGreaterThanOrEqual(
          scoreAssessment(input).residual - TOLERANCE,
        );
      }),
    );
  });

  it('better compliance never raises the residual', () => {
    fc.assert(
      fc.property(inputsWithChoice(), fc.nat({ max: 2 }), ({ input, at }, step) => {
        const now = input.questions[at]?.compliance ?? 'meets';
        const offered = worstFirst[step] ?? 'meets';
        const better = compliances[offered] > compliances[now] ? offered : now;
        expect(
          scoreAssessment(replaced(input, at, { compliance: better })).residual,
        ).toBeLessThanOrEqual(scoreAssessment(input).residual + TOLERANCE);
      }),
    );
  });

  it('answering a blank question never raises the residual', () => {
    fc.assert(
      fc.property(inputsWithChoice(), ({ input, at }) => {
        const blank = scoreAssessment(replaced(input, at, { answered: false }));
        const answered = scoreAssessment(replaced(input, at, { answered: true }));
        expect(answered.residual).toBeLessThanOrEqual(blank.residual + TOLERANCE);
      }),
    );
  });

  it('a failing knock-out always floors to at least high', () => {
    const failing = fc.constantFrom(
      { answered: false },
      { answered: true, compliance: 'does_not_meet' as const },
      { answered: true, compliance: 'insufficient' as const },
      { notApplicable: 'claimed' as const },
    );
    fc.assert(
      fc.property(inputsWithChoice(), failing, ({ input, at }, failure) => {
        const change = { knockOut: true, notApplicable: 'none' as const, ...failure };
        const score = scoreAssessment(replaced(input, at, change));
        expect(bandRank(score.bandAfterFloors)).toBeGreaterThanOrEqual(bandRank('high'));
        expect(score.needsException).toBe(true);
        expect(score.floors[0]?.questions).toContain(`q${at}`);
      }),
    );
  });

  it('not applicable leaves the sum only when approved', () => {
    fc.assert(
      fc.property(inputsWithChoice(), ({ input, at }) => {
        const without = { ...input, questions: input.questions.filter((_, index) => index !== at) };
        const approved = scoreAssessment(
          replaced(input, at, { notApplicable: 'approved', notApplicableReason: 'none kept' }),
        );
        const claimed = scoreAssessment(replaced(input, at, { notApplicable: 'claimed' }));
        const blank = scoreAssessment(
          replaced(input, at, { notApplicable: 'none', answered: false }),
        );
        expect(approved.residual).toBe(scoreAssessment(without).residual);
        expect(claimed.residual).toBe(blank.residual);
      }),
    );
  });

  it('every figure stays in its range, and C = S·A/100 in every domain and overall', () => {
    fc.assert(
      fc.property(inputs(), (input) => {
        const { domains, strength, residual } = scoreAssessment(input);
        expect(residual).toBeGreaterThanOrEqual(0.15 * input.inherent.value - TOLERANCE);
        expect(residual).toBeLessThanOrEqual(input.inherent.value);
        for (const { conformance, assured, assurance } of [...domains, strength]) {
          if (conformance === null || assured === null || assurance === null) continue;
          for (const figure of [conformance, assured, assurance]) {
            expect(figure).toBeGreaterThanOrEqual(0);
            expect(figure).toBeLessThanOrEqual(100);
          }
          expect(assured).toBeCloseTo((conformance * assurance) / 100, 9);
        }
      }),
    );
  });

  it('the floors never lower a band', () => {
    fc.assert(
      fc.property(inputs(), (input) => {
        const { bandFromAnswers, bandAfterFloors, floors } = scoreAssessment(input);
        const highest = Math.max(
          bandRank(bandFromAnswers),
          ...floors.map(({ atLeast }) => bandRank(atLeast)),
        );
        expect(bandRank(bandAfterFloors)).toBe(highest);
      }),
    );
  });

  it('the order of questions changes no figure', () => {
    const shuffled = inputs().chain((input) =>
      fc.record({
        input: fc.constant(input),
        questions: fc.shuffledSubarray([...input.questions], {
          minLength: input.questions.length,
        }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ input, questions }) => {
        const before = scoreAssessment(input);
        const after = scoreAssessment({ ...input, questions });
        expect(after.residual).toBe(before.residual);
        expect(after.strength.control).toBe(before.strength.control);
        expect(after.bandAfterFloors).toBe(before.bandAfterFloors);
        expect(after.vector).toBe(before.vector);
        expect(after.drivers).toEqual(before.drivers);
      }),
    );
  });

  it('the ledger explains every point', () => {
    fc.assert(
      fc.property(inputs(), (input) => {
        const lines = questionLines(input);
        expect(lines.map(({ key }) => key).sort()).toEqual(
          input.questions.map(({ key }) => key).sort(),
        );
        for (const domain of scoreAssessment(input).domains) {
          const own = lines.filter((line) => line.domain === domain.domain);
          const sum = (of: (line: QuestionLine) => number) =>
            own.reduce((total, line) => total + of(line), 0);
          expect(sum(({ w }) => w)).toBe(domain.weight);
          expect(sum(({ wc }) => wc)).toBeCloseTo(domain.claimed, 9);
          expect(sum(({ wce }) => wce)).toBeCloseTo(domain.proven, 9);
          if (domain.assured !== null) {
            expect(sum(({ lost }) => lost)).toBeCloseTo(100 - domain.assured, 9);
          }
        }
      }),
    );
  });

  it('an unchanged assessment has no change to tell', () => {
    fc.assert(
      fc.property(inputs(), (input) => {
        const previous = scoreAssessment(input);
        const { change } = scoreAssessment({ ...input, previous });
        expect(change).toMatchObject({ residual: 0, reasons: [] });
      }),
    );
  });

  it('the score leaves its input as it was', () => {
    fc.assert(
      fc.property(questions(), (drawn) => {
        const input = inputWith({ questions: drawn });
        const copy = structuredClone(input);
        scoreAssessment(input);
        expect(input).toEqual(copy);
      }),
    );
  });
});

describe('claiming more on the bare word', () => {
  it('lowers the residual, yet may call for floor F3', () => {
    const proven = questionWith({ key: 'proven', weight: 'minor', evidence: 'artefact' });
    const silent = questionWith({ key: 'bold', weight: 'critical', answered: false });
    const inherent = inherentAt('M', 1);
    const quiet = scoreAssessment(inputWith({ inherent, questions: [proven, silent] }));
    const bold = { ...silent, answered: true };
    const loud = scoreAssessment(inputWith({ inherent, questions: [proven, bold] }));
    expect(loud.residual).toBeLessThan(quiet.residual);
    expect(quiet.floors).toEqual([]);
    expect(loud.floors.map(({ id }) => id)).toEqual(['F3']);
  });
});
