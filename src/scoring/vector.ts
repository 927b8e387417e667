import type { Floor } from './floors.js';
import { roundHalfUp } from './rounding.js';
import { model } from './model-identity.js';
import type { InherentBasis } from './score.js';
import type { Strength } from './strength.js';

/**
 * A score on one line, for print and search: D data, A access, B business criticality, U autonomy,
 * X likelihood (each VL to VH), S conformance and K control strength (0 to 100, rounded half up to
 * whole points), F floors joined by "+", or "none".
 * Source: VRM-1.
 */
export function vectorOf(
  inherent: InherentBasis,
  strength: Strength,
  floors: readonly Floor[],
): string {
  const { data, access, criticality, autonomy, likelihood } = inherent;
  return [
    `VRM:${model.version}`,
    `D:${data.level}`,
    `A:${access.level}`,
    `B:${criticality.level}`,
    `U:${autonomy.level}`,
    `X:${likelihood}`,
    `S:${roundHalfUp(strength.conformance, 0)}`,
    `K:${roundHalfUp(strength.control, 0)}`,
    `F:${floors.map(({ id }) => id).join('+') || 'none'}`,
  ].join('/');
}
