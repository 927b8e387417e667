import { describe, expect, it } from '@jest/globals';
import { saysTheSame } from '../../src/assessments/scores/same-input.js';
import { noConditions } from '../../src/scoring/index.js';
import { inherentAt, questionWith } from '../scoring/builders.js';

const reason = 'SOC 2 Type II by Northgate Assurance was good until 30 Sep 2026';
const question = questionWith({ key: 'a', evidence: 'audit' });
const input = (daysExpired?: number, questions = [question]) => ({
  inherent: inherentAt('VH', 1),
  questions,
  conditions: {
    ...noConditions,
    expiredKeyEvidence: daysExpired === undefined ? [] : [{ reason, daysExpired }],
  },
  findings: [],
  override: null,
});

describe('two inputs of the model', () => {
  it('say the same as stored and as computed', () => {
    const stored = JSON.parse(JSON.stringify(input())) as ReturnType<typeof input>;
    expect(saysTheSame(stored, input())).toBe(true);
    const lowered = questionWith({ key: 'a', evidence: 'audit', evidenceLowered: 'it is stale' });
    expect(saysTheSame(stored, input(undefined, [lowered]))).toBe(false);
  });

  it.each([
    [1, 90, true],
    [90, 91, false],
    [91, 400, true],
    [undefined, 1, false],
  ])('of evidence expired %s and %s days ago: the same %s', (one, other, same) => {
    expect(saysTheSame(input(one), input(other))).toBe(same);
  });
});
