import { describe, expect, it } from '@jest/globals';
import {
  accessKinds,
  assessInherentRisk,
  autonomies,
  criticalities,
  dataCategories,
  inherentLevel,
  levels,
  likelihoodFactors,
  type EngagementFacts,
  type Level,
} from '../../src/scoring/index.js';
import { evenLikelihood, factsWith, gatewayFacts } from './builders.js';

const published: Record<Level, string> = {
  VH: 'VL L M H VH',
  H: 'VL L M H VH',
  M: 'VL L M M H',
  L: 'VL L L L M',
  VL: 'VL VL VL L L',
};

describe('the inherent table', () => {
  for (const likelihood of levels) {
    it(`reads as published for likelihood ${likelihood}`, () => {
      const row = levels.map((impact) => inherentLevel(likelihood, impact));
      expect(row.join(' ')).toBe(published[likelihood]);
    });
  }

  it('never falls as likelihood or impact rises', () => {
    const at = (likelihood: number, impact: number) =>
      levels.indexOf(inherentLevel(levels[likelihood] as Level, levels[impact] as Level));
    for (let one = 0; one < 5; one += 1) {
      for (let other = 1; other < 5; other += 1) {
        expect(at(one, other)).toBeGreaterThanOrEqual(at(one, other - 1));
        expect(at(other, one)).toBeGreaterThanOrEqual(at(other - 1, one));
      }
    }
  });

  it('refuses a word that is not a level', () => {
    expect(() => inherentLevel('toString' as Level, 'M')).toThrow('"toString" is not a level');
    expect(() => inherentLevel('M', 'X' as Level)).toThrow(RangeError);
  });
});

describe('the catalogues', () => {
  it.each([
    [
      dataCategories,
      'public:VL internal:L confidential:M personal:H intellectual_property:H source_code:H ' +
        'special_category:VH government_id:VH biometrics_recordings:VH credentials:VH ' +
        'model_weights:VH regulated_financial:VH',
    ],
    [
      accessKinds,
      'none:VL exported_files:L read_api:M narrow_oauth:M write_api:H broad_oauth:H admin:VH ' +
        'production_credentials:VH runs_our_code_paths:VH agent_with_tools:VH',
    ],
    [criticalities, 'VL:VL L:L M:M H:H VH:VH'],
    [autonomies, 'none:VL drafting:L recommendation:M automated_decision:H acting_agent:VH'],
  ])('give every code its level', (catalogue, written) => {
    expect(catalogue.map(({ code, level }) => `${code}:${level}`).join(' ')).toBe(written);
  });

  it('say every choice in words', () => {
    const everyChoice = [
      ...dataCategories,
      ...accessKinds,
      ...criticalities,
      ...autonomies,
      ...likelihoodFactors.flatMap(({ choices }) => choices),
    ];
    for (const { label, because } of everyChoice) {
      expect(label).not.toBe('');
      expect(because).not.toMatch(/\.$/);
    }
    expect(likelihoodFactors.map(({ choices }) => choices.length)).toEqual([5, 5, 5, 5, 5]);
  });
});

describe('inherent risk', () => {
  it('of nothing said is very low, tier 4', () => {
    const inherent = assessInherentRisk(factsWith());
    expect(inherent).toMatchObject({
      impact: 'VL',
      likelihood: 'VL',
      level: 'VL',
      value: 10,
      tier: 4,
    });
    expect(inherent.data).toEqual({ level: 'VL', codes: [], because: [] });
    expect(inherent.forced).toEqual([]);
    expect(inherent.reasons[0]).toBe(
      'Impact is very low: nothing said about the engagement raises it.',
    );
  });

  it('takes the highest of the four axes and names what caused it', () => {
    const inherent = assessInherentRisk(
      factsWith({
        data: ['personal', 'government_id'],
        access: ['read_api'],
        likelihood: evenLikelihood('H'),
      }),
    );
    expect(inherent).toMatchObject({
      data: { level: 'VH', codes: ['government_id'] },
      access: { level: 'M', codes: ['read_api'] },
      criticality: { level: 'VL' },
      autonomy: { level: 'VL', codes: ['none'] },
      impact: 'VH',
      likelihood: 'H',
      level: 'VH',
      value: 90,
      tier: 1,
    });
    expect(inherent.reasons).toEqual([
      'Impact is very high because it holds government identity numbers.',
      'Likelihood is high, the mean of 5 factors that all stand there.',
      'Inherent risk is very high (90 of 100): likelihood high, impact very high.',
      'Tier 1 is forced because it holds government identity numbers; inherent risk gives the same tier.',
    ]);
  });

  it('names every cause that reaches the top, once', () => {
    const { reasons } = assessInherentRisk(
      factsWith({ data: ['source_code', 'personal', 'personal'], access: ['write_api'] }),
    );
    expect(reasons[0]).toBe(
      'Impact is high because it holds source code, it holds personal data and it writes through an API.',
    );
  });

  it('says which likelihood factor leads', () => {
    const likelihood = { ...evenLikelihood('L'), recent_incident: 'VH' } as const;
    const inherent = assessInherentRisk(factsWith({ likelihood }));
    expect(inherent.likelihood).toBe('M');
    expect(inherent.reasons[1]).toBe(
      'Likelihood is medium, the mean of 5 factors; the highest (very high) is ' +
        'incident in the last 24 months: several, or one that is still open.',
    );
  });

  it.each<[string, Partial<EngagementFacts>, string]>([
    ['the fact', { holdsCredentials: true }, 'it holds our credentials'],
    ['the data', { data: ['credentials'] }, 'it holds our credentials'],
    ['the access', { access: ['production_credentials'] }, 'it holds our credentials'],
    ['the fact', { codeRunsHere: true }, 'its code runs in our build or production'],
    ['the access', { access: ['runs_our_code_paths'] }, 'its code runs in our build or production'],
    ['the data', { data: ['special_category'] }, 'it holds special-category data'],
    ['the data', { data: ['government_id'] }, 'it holds government identity numbers'],
    [
      'the fact',
      { supportsCriticalFunction: true },
      'it supports a critical or important function',
    ],
    ['the criticality', { criticality: 'VH' }, 'it supports a critical or important function'],
  ])('is forced to tier 1 by %s: %j', (_, facts, reason) => {
    const inherent = assessInherentRisk(factsWith(facts));
    expect(inherent.tier).toBe(1);
    expect(inherent.tierFromLevel).toBe(4);
    expect(inherent.forced).toEqual([reason]);
    expect(inherent.reasons.at(-1)).toBe(
      `Tier 1 is forced because ${reason}; inherent risk alone would give tier 4.`,
    );
  });

  it('is not forced by other very high choices', () => {
    const inherent = assessInherentRisk(
      factsWith({ data: ['model_weights', 'biometrics_recordings'], access: ['admin'] }),
    );
    expect(inherent.forced).toEqual([]);
    expect(inherent.tier).toBe(4);
    expect(inherent.reasons.at(-1)).toBe('Tier 4 because inherent risk is low.');
  });

  it('of the gateway vendor is 90, tier 1', () => {
    expect(assessInherentRisk(gatewayFacts)).toMatchObject({
      impact: 'VH',
      likelihood: 'H',
      value: 90,
      tier: 1,
    });
  });

  it.each<[string, object]>([
    ['Unknown data category "secrets"; known are public, internal', { data: ['secrets'] }],
    ['Unknown access "constructor"; known are none', { access: ['constructor'] }],
    ['Unknown criticality "very"', { criticality: 'very' }],
    ['Unknown autonomy "undefined"', { autonomy: undefined }],
    ['Unknown level of "Internet exposure" "undefined"', { likelihood: {} }],
  ])('refuses what it does not know: %s', (message, facts) => {
    const assess = () => assessInherentRisk(factsWith(facts));
    expect(assess).toThrow(RangeError);
    expect(assess).toThrow(message);
  });
});
