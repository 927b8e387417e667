import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  bandRank,
  noConditions,
  scoreAssessment,
  whatWouldMove,
  withMoves,
  type ScoreInput,
} from '../../src/scoring/index.js';
import { inputs } from './arbitraries.js';
import { gateway, inherentAt, inputWith, questionWith } from './builders.js';

const wordsOf = (input: ScoreInput) => whatWouldMove(input)?.moves.map(({ words }) => words);

const perfect = { answered: true, compliance: 'meets', evidence: 'verified' } as const;

function bandWith(input: ScoreInput, keys: readonly string[]): number {
  const questions = input.questions.map((question) =>
    keys.includes(question.key)
      ? { ...question, ...perfect, evidenceLowered: null, notApplicable: 'none' as const }
      : question,
  );
  return bandRank(scoreAssessment({ ...input, questions }).bandAfterFloors);
}

/** The least number of perfect answers that lowers the band, by trying every set. */
function leastByTrying(input: ScoreInput): number | null {
  const now = bandWith(input, []);
  let least: number | null = null;
  for (let set = 1; set < 2 ** input.questions.length; set += 1) {
    const keys = input.questions.filter((_, at) => set & (1 << at)).map(({ key }) => key);
    if (least !== null && keys.length >= least) continue;
    if (bandWith(input, keys) < now) least = keys.length;
  }
  return least;
}

describe('what would move the band', () => {
  it('closes the knock-out where only the floor holds it', () => {
    expect(whatWouldMove(gateway)).toMatchObject({
      from: 'high',
      to: 'moderate',
      moves: [{ kind: 'question', key: 'pinned', evidence: 'assertion', closesKnockOut: true }],
    });
    expect(wordsOf(gateway)).toEqual([
      'Close the knock-out “Are dependencies pinned and hash-checked?”, ' +
        "on the vendor's word at least",
    ]);
  });

  it('asks for proof where the answers are good already, and no more than is needed', () => {
    const questions = [
      questionWith({ key: 'a', weight: 'critical' }),
      questionWith({ key: 'b', weight: 'minor' }),
    ];
    const input = inputWith({ inherent: inherentAt('VH', 2), questions });
    expect(scoreAssessment(input).residual).toBeCloseTo(51.75, 9);
    expect(whatWouldMove(input)).toMatchObject({ from: 'moderate', to: 'low' });
    expect(wordsOf(input)).toEqual(['Prove “Question a?” by an artefact we inspected']);
  });

  it('says so where an answer must change', () => {
    const questions = [questionWith({ key: 'a', answered: false })];
    const input = inputWith({ inherent: inherentAt('H', 3), questions });
    expect(wordsOf(input)).toEqual([
      "Meet what is expected in “Question a?”, on the vendor's word at least",
    ]);
  });

  it('closes the conditions behind the floors that hold, and only those', () => {
    const input = inputWith({
      inherent: inherentAt('VL', 1),
      questions: [questionWith({ key: 'a', evidence: 'verified' })],
      conditions: {
        openMalwareMatches: [{ reason: 'a tool is poisoned' }],
        openIncidents: [{ reason: 'an incident is open' }],
        expiredKeyEvidence: [
          { reason: 'the report expired', daysExpired: 91 },
          { reason: 'the certificate expired', daysExpired: 20 },
        ],
      },
    });
    const steps: (string[] | undefined)[] = [];
    let next: ScoreInput = input;
    for (;;) {
      const found = whatWouldMove(next);
      if (found === null) break;
      steps.push(found.moves.map(({ words }) => words));
      next = withMoves(next, found.moves);
    }
    expect(steps).toEqual([
      ['Get a dated statement that closes this: a tool is poisoned'],
      ['Close this incident: an incident is open'],
      ['Get current evidence: the report expired'],
    ]);
    expect(scoreAssessment(next).band).toBe('very_low');
    expect(next.conditions.expiredKeyEvidence.map(({ daysExpired }) => daysExpired)).toEqual([20]);
  });

  it('lifts assurance where floor F3 holds the band', () => {
    const input = inputWith({
      inherent: inherentAt('L', 1),
      questions: [
        questionWith({ key: 'small', weight: 'minor' }),
        questionWith({ key: 'large', weight: 'critical' }),
      ],
    });
    expect(scoreAssessment(input).floors.map(({ id }) => id)).toEqual(['F3']);
    expect(wordsOf(input)).toEqual(["Prove “Question large?” by the vendor's own document"]);
  });

  it('is null at very low, and where nothing asked could move it', () => {
    const proven = [questionWith({ key: 'a', evidence: 'verified' })];
    expect(
      whatWouldMove(inputWith({ inherent: inherentAt('L', 4), questions: proven })),
    ).toBeNull();
    expect(whatWouldMove(inputWith())).toBeNull();
  });

  it('refuses what the score refuses', () => {
    const twice = [questionWith({ key: 'q' }), questionWith({ key: 'q' })];
    expect(() => whatWouldMove(inputWith({ questions: twice }))).toThrow(RangeError);
  });

  it('does move it, by what it says, for any assessment', () => {
    fc.assert(
      fc.property(inputs(), (input) => {
        const found = whatWouldMove(input);
        const before = scoreAssessment(input);
        if (found === null) {
          const counting = before.domains.some(({ weight }) => weight > 0);
          expect(before.bandAfterFloors === 'very_low' || !counting).toBe(true);
          return;
        }
        const after = scoreAssessment(withMoves(input, found.moves));
        expect(found.from).toBe(before.bandAfterFloors);
        expect(found.to).toBe(after.bandAfterFloors);
        expect(found.residual).toBeCloseTo(after.residual, 9);
        expect(bandRank(after.bandAfterFloors)).toBeLessThan(bandRank(before.bandAfterFloors));
        expect(found.moves).not.toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('needs every one of its questions', () => {
    fc.assert(
      fc.property(inputs(12), (input) => {
        const moves = whatWouldMove(input)?.moves ?? [];
        const now = bandRank(scoreAssessment(input).bandAfterFloors);
        for (const left of moves) {
          const others = moves.filter((move) => move !== left);
          const score = scoreAssessment(withMoves(input, others));
          const stays = bandRank(score.bandAfterFloors);
          // More than now is right too: some answers on the vendor's word alone lower assurance.
          if (left.kind === 'question') expect(stays).toBeGreaterThanOrEqual(now);
        }
      }),
    );
  });

  it('is the shortest list there is, compared with trying every set of answers', () => {
    const small = inputs(8).map((input) => ({ ...input, conditions: noConditions }));
    fc.assert(
      fc.property(small, (input) => {
        const found = whatWouldMove(input);
        const least = leastByTrying({
          ...input,
          questions: input.questions.filter(({ notApplicable }) => notApplicable !== 'approved'),
        });
        const withFloorF3 = input.inherent.tier <= 2 && found?.from === 'moderate';
        if (withFloorF3) expect(found.moves.length).toBeGreaterThanOrEqual(least ?? Infinity);
        else expect(found?.moves.length ?? null).toBe(least);
      }),
      { numRuns: 300 },
    );
  });
});
