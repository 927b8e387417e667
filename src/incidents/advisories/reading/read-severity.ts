import type { Shape } from './shape.js';

/** Severities are kept with the record as they stand; here they only have to have their shape. */
export function readSeverities(shape: Shape): number {
  const severities = shape.list(50);
  for (const severity of severities) {
    severity.at('type').line(40);
    severity.at('score').line(500);
  }
  return severities.length;
}
