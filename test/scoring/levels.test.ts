import { describe, expect, it } from '@jest/globals';
import {
  highest,
  isLevel,
  levels,
  levelTiers,
  levelValues,
  meanLevel,
} from '../../src/scoring/index.js';

describe('levels', () => {
  it('have a value and a tier each', () => {
    expect(levels.map((level) => levelValues[level])).toEqual([10, 30, 50, 70, 90]);
    expect(levels.map((level) => levelTiers[level])).toEqual([4, 4, 3, 2, 1]);
  });

  it('are recognised by their exact code', () => {
    expect(levels.every(isLevel)).toBe(true);
    expect(['vh', '', 'constructor', null, 4].some(isLevel)).toBe(false);
  });

  it('know the highest of a list, VL for none', () => {
    expect(highest(['L', 'H', 'M'])).toBe('H');
    expect(highest([])).toBe('VL');
  });

  it('have a mean that is rounded half up', () => {
    expect(meanLevel(['VL', 'L'])).toBe('L');
    expect(meanLevel(['M', 'H'])).toBe('H');
    expect(meanLevel(['VL', 'VL', 'L', 'L', 'VL'])).toBe('VL');
    expect(meanLevel(['VL', 'L', 'L', 'L', 'VL'])).toBe('L');
    expect(meanLevel(['VH', 'VH', 'VH', 'VH', 'VH'])).toBe('VH');
    expect(() => meanLevel([])).toThrow(RangeError);
  });
});
