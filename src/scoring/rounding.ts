/**
 * How far a binary fraction may stand from the decimal it means. It keeps 67.05 from being shown as
 * 67.0, and a residual of exactly 40 from falling into the band below; it is far under any
 * difference that a change of answer can make.
 */
export const EDGE = 1e-9;

/**
 * Rounds half up, for display only.
 * @param value any finite number >= 0
 * @param decimals digits after the point, 0 to 6; 1 unless told
 */
export function roundHalfUp(value: number, decimals = 1): number {
  const scale = 10 ** decimals;
  return Math.floor(value * scale + 0.5 + EDGE) / scale;
}

/** The figure as shown everywhere: rounded half up, one decimal, point as separator ("49.6"). */
export function figure(value: number): string {
  return roundHalfUp(value).toFixed(1);
}

/** A difference as shown everywhere: sign, one decimal, half away from zero ("+3.4", "-0.5", "0.0"). */
export function signedFigure(value: number): string {
  const size = figure(Math.abs(value));
  if (size === '0.0') return size;
  return value < 0 ? `−${size}` : `+${size}`;
}
