import { describe, expect, it } from '@jest/globals';
import { figure, scoreAssessment } from '../../src/scoring/index.js';
import { gateway } from './builders.js';

describe('the worked example: an LLM gateway that looks green', () => {
  const score = scoreAssessment(gateway);

  it('has the published domain figures', () => {
    const figures = score.domains.map(({ label, conformance, assured }) => [
      label,
      conformance,
      assured,
    ]);
    expect(figures).toEqual([
      ['Supply chain', 50, 25],
      ['Data', 100, 87.5],
      ['Access', 100, 85],
      ['AI', 90, 51],
    ]);
  });

  it('has the published control strength and residual', () => {
    expect(score.strength.conformance).toBe(85);
    expect(figure(score.strength.assured)).toBe('62.1');
    expect(score.strength.weakest).toBe(25);
    expect(score.strength.weakestLabel).toBe('Supply chain');
    expect(figure(score.strength.control)).toBe('52.8');
    expect(figure(score.residual)).toBe('49.6');
  });

  it('is moderate by its answers and high by its floor', () => {
    expect(score.bandFromAnswers).toBe('moderate');
    expect(score.floors.map(({ id, atLeast }) => [id, atLeast])).toEqual([['F1', 'high']]);
    expect(score.bandAfterFloors).toBe('high');
    expect(score.band).toBe('high');
    expect(score.needsException).toBe(true);
  });

  it('says so in one sentence and on one line', () => {
    expect(score.reason).toBe(
      'High: dependencies are not pinned and hash-checked, a knock-out for tier 1; ' +
        'the answers alone would give Moderate.',
    );
    expect(score.vector).toBe('VRM:1.1/D:VH/A:VH/B:H/U:L/X:H/S:85/K:53/F:F1');
  });

  it('names the model that made it', () => {
    expect(score.model).toMatchObject({ id: 'VRM-1', version: '1.1' });
  });

  it('reports coverage, bare assertions and the largest drivers', () => {
    expect(score.coverage).toEqual({ answered: 12, asked: 12, percent: 100 });
    expect(score.assertionOnly).toEqual(['sbom', 'models', 'changes', 'red_team']);
    expect(score.drivers.map(({ key, lost }) => [key, figure(lost)])).toEqual([
      ['pinned', '50.0'],
      ['sbom', '25.0'],
      ['red_team', '15.0'],
      ['changes', '10.0'],
      ['deleted', '10.0'],
    ]);
  });

  it('ends its ledger with the arithmetic in words', () => {
    expect(score.ledger.slice(-3).map(({ why }) => why)).toEqual([
      '0.75 × mean 62.1 + 0.25 × weakest 25.0 (Supply chain) = 52.8.',
      '90 × (1 − 0.85 × 52.8 / 100) = 49.6: moderate from the answers alone.',
      'Knock-out question answered adversely or left blank: ' +
        'dependencies are not pinned and hash-checked. At least high.',
    ]);
  });
});
