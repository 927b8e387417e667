import { levels, rank, type Level } from './levels.js';

type Row = readonly [Level, Level, Level, Level, Level];

/**
 * Level of risk by likelihood (row) and impact (column, VL to VH).
 * Source: NIST SP 800-30r1, Table I-2.
 */
export const inherentTable: Readonly<Record<Level, Row>> = {
  VH: ['VL', 'L', 'M', 'H', 'VH'],
  H: ['VL', 'L', 'M', 'H', 'VH'],
  M: ['VL', 'L', 'M', 'M', 'H'],
  L: ['VL', 'L', 'L', 'L', 'M'],
  VL: ['VL', 'VL', 'VL', 'L', 'L'],
};

/**
 * Inherent level for a likelihood and an impact.
 * Source: NIST SP 800-30r1, Table I-2.
 * @throws RangeError on a word that is not a level
 */
export function inherentLevel(likelihood: Level, impact: Level): Level {
  for (const level of [likelihood, impact]) {
    if (!levels.includes(level)) throw new RangeError(`"${String(level)}" is not a level`);
  }
  return inherentTable[likelihood][rank(impact)] as Level;
}
