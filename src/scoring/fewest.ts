/** A domain as the search sees it: its C now, and what each further change would add to it. */
export interface Room {
  readonly base: number;
  /** Points added by each change, largest first, all > 0. */
  readonly gains: readonly number[];
}

/** C of a domain after its 0, 1, 2 … best changes. */
function steps({ base, gains }: Room): number[] {
  const reached = [base];
  for (const gain of gains) reached.push((reached.at(-1) as number) + gain);
  return reached;
}

function firstAtLeast(values: readonly number[], wanted: number): number {
  return values.findIndex((value) => value >= wanted);
}

function largestNextGain(rooms: readonly Room[], counts: readonly number[]): number {
  let best = -1;
  let size = 0;
  rooms.forEach(({ gains }, at) => {
    const gain = gains[counts[at] as number] ?? 0;
    if (gain > size) [best, size] = [at, gain];
  });
  return best;
}

const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

/**
 * The fewest changes that reach a goal which depends only on the mean and the minimum over domains,
 * and rises with both. Exact: the best answer has some lowest domain value m, which is one of the
 * values that domains pass through; once every domain stands at m, the remaining changes are best
 * taken by size. So every m is tried.
 * @returns how many of its largest gains each domain needs, or null if the goal is out of reach
 */
export function fewestChanges(
  rooms: readonly Room[],
  reached: (mean: number, weakest: number) => boolean,
): number[] | null {
  const paths = rooms.map(steps);
  const start = Math.min(...rooms.map(({ base }) => base));
  const lowest = [...new Set(paths.flat())].filter((value) => value >= start);
  lowest.sort((one, other) => one - other);

  let best: number[] | null = null;
  for (const wanted of lowest) {
    const counts = paths.map((path) => firstAtLeast(path, wanted));
    if (counts.includes(-1)) break;
    for (;;) {
      const used = total(counts);
      if (best !== null && used >= total(best)) break;
      const values = paths.map((path, at) => path[counts[at] as number] as number);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      if (reached(mean, Math.min(...values))) {
        best = counts;
        break;
      }
      const next = largestNextGain(rooms, counts);
      if (next === -1) break;
      counts[next] = (counts[next] as number) + 1;
    }
  }
  return best;
}
