import { describe, expect, it } from '@jest/globals';
import { noConditions, scoreAssessment } from '../../src/scoring/index.js';
import { inherentAt, inputWith, questionWith } from './builders.js';

const failing = (key: string) =>
  questionWith({ key, knockOut: true, compliance: 'does_not_meet', gap: `${key} is missing` });

describe('the reason of a band', () => {
  it('without floors names inherent risk, strength and the weakest domain', () => {
    const questions = [
      questionWith({ key: 'a', evidence: 'verified' }),
      questionWith({ key: 'b', domain: 'data', domainLabel: 'Data', evidence: 'artefact' }),
    ];
    expect(scoreAssessment(inputWith({ questions })).reason).toBe(
      'Low: inherent risk is very high and control strength 87.5 of 100, weakest in Data (80.0).',
    );
  });

  it('without any question still is a sentence', () => {
    const inherent = inherentAt('L', 4);
    expect(scoreAssessment(inputWith({ inherent })).reason).toBe(
      'Low: inherent risk is low and control strength 0.0 of 100.',
    );
  });

  it('says when a floor would hold the same band', () => {
    const score = scoreAssessment(
      inputWith({ inherent: inherentAt('H', 3), questions: [failing('logging')] }),
    );
    expect(score.reason).toBe(
      'High: inherent risk is high and control strength 0.0 of 100, weakest in Access (0.0); ' +
        'it could not be lower in any case: logging is missing, a knock-out for tier 3.',
    );
  });

  it('tells malware first and counts what it leaves out', () => {
    const score = scoreAssessment(
      inputWith({
        inherent: inherentAt('VL', 3),
        questions: ['one', 'two', 'three'].map(failing),
        conditions: { ...noConditions, openMalwareMatches: [{ reason: 'a tool is poisoned' }] },
      }),
    );
    expect(score.reason).toBe(
      'High: a tool is poisoned; one is missing, a knock-out for tier 3; ' +
        '2 more reasons of the same weight; the answers alone would give Very low.',
    );
  });

  it('leaves out floors that are lower than the band', () => {
    const score = scoreAssessment(
      inputWith({
        inherent: inherentAt('VL', 1),
        questions: [failing('pinning')],
      }),
    );
    expect(score.floors.map(({ id }) => id)).toEqual(['F1', 'F3']);
    expect(score.reason).toBe(
      'High: pinning is missing, a knock-out for tier 1; the answers alone would give Very low.',
    );
  });
});
