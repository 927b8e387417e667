export const levels = ['VL', 'L', 'M', 'H', 'VH'] as const;

/** One of five ordered levels: VL very low, L low, M medium, H high, VH very high. */
export type Level = (typeof levels)[number];

export type Tier = 1 | 2 | 3 | 4;

export const levelWords: Readonly<Record<Level, string>> = {
  VL: 'very low',
  L: 'low',
  M: 'medium',
  H: 'high',
  VH: 'very high',
};

/** Inherent risk value I per level, on the 0 to 100 scale of the residual. Source: VRM-1. */
export const levelValues: Readonly<Record<Level, number>> = { VL: 10, L: 30, M: 50, H: 70, VH: 90 };

/** Tier per inherent level, 1 being the most demanding. Source: VRM-1. */
export const levelTiers: Readonly<Record<Level, Tier>> = { VL: 4, L: 4, M: 3, H: 2, VH: 1 };

/** True if the text is one of the five level codes. */
export function isLevel(text: unknown): text is Level {
  return (levels as readonly unknown[]).includes(text);
}

/** Position of a level, 0 (VL) to 4 (VH). */
export function rank(level: Level): number {
  return levels.indexOf(level);
}

/** The higher of all given levels; VL for an empty list. */
export function highest(given: readonly Level[]): Level {
  return given.reduce<Level>((top, level) => (rank(level) > rank(top) ? level : top), 'VL');
}

/**
 * The mean of the given levels, rounded half up to a level.
 * @throws RangeError if the list is empty.
 */
export function meanLevel(given: readonly Level[]): Level {
  if (given.length === 0) throw new RangeError('The mean of no levels is not defined');
  const sum = given.reduce((total, level) => total + rank(level), 0);
  return levels[Math.floor((2 * sum + given.length) / (2 * given.length))] as Level;
}
