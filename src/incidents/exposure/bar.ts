import type { Counts } from './counts.js';

/** The parts of a bar of the four numbers, affected parted into what is certain and what may be. */
export const barParts = ['confirmed', 'possible', 'clear', 'stale', 'never_asked'] as const;
export type BarPart = (typeof barParts)[number];

export interface Segment {
  key: BarPart;
  /** Where it begins and how wide it is, as "12.5%". */
  x: string;
  width: string;
}

/** The narrowest that is still seen, in per cent: nothing that is there may vanish from the bar. */
const least = 0.75;

/** The bar of the four numbers: widths in proportion, except that none which is there is narrower than can be seen. */
export function exposureBar(counts: Counts): Segment[] {
  const total = barParts.reduce((sum, part) => sum + counts[part], 0);
  if (total === 0) return [];
  const raw = barParts.map((part) =>
    counts[part] === 0 ? 0 : Math.max(least, (100 * counts[part]) / total),
  );
  const sum = raw.reduce((all, width) => all + width, 0);
  let x = 0;
  return barParts.flatMap((key, at) => {
    const width = ((raw[at] ?? 0) * 100) / sum;
    const segment = { key, x: percent(x), width: percent(width) };
    x += width;
    return width === 0 ? [] : [segment];
  });
}

const percent = (value: number): string => `${Math.round(value * 100) / 100}%`;
