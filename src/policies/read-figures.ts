import type { Figure, Figures, Policy } from './policy.js';

type Read = { ok: true; figures: Figures } | { ok: false; problems: Record<string, string> };

/** Reads what was sent for a policy: every figure of it, a whole number within its limits, and nothing else. */
export function readFigures({ figures }: Policy, sent: unknown): Read {
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) {
    return { ok: false, problems: { figures: 'is not an object' } };
  }
  const given = new Map<string, unknown>(Object.entries(sent));
  const problems: Record<string, string> = {};
  for (const key of given.keys()) {
    if (!Object.hasOwn(figures, key)) problems[`figures.${key}`] = 'is not known here';
  }
  const read = Object.entries<Figure>(figures).map(([key, { min, max }]) => {
    const value = given.get(key);
    const fits =
      typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max;
    if (!fits) problems[`figures.${key}`] = `is not a whole number from ${min} to ${max}`;
    return [key, value];
  });
  if (Object.keys(problems).length > 0) return { ok: false, problems };
  return { ok: true, figures: Object.fromEntries(read) as Figures };
}
