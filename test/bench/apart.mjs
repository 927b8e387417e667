import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './built.mjs';
import { inTurns, median } from './measure.mjs';

const program = join(root, 'test/bench/one-dossier.mjs');

/**
 * A small dossier and a large one, in turns, each built by a process that did nothing before: in one that has built others there is
 * room already. `orders` gives folder, address and facts of each by its size. Gives what each of so many takes, and what was seen.
 */
export async function smallAndLarge(build, [few, many], orders, rounds) {
  const seen = new Map([few, many].map((size) => [size, []]));
  const eachOf = async (size) => {
    const { folder, url, facts } = orders.get(size);
    const args = [program, build, folder, url, JSON.stringify(facts)];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    const one = JSON.parse(stdout);
    seen.get(size).push(one);
    return one.took / size;
  };
  const each = await inTurns(
    rounds,
    () => eachOf(few),
    () => eachOf(many),
  );
  const of = (size, what) => median(seen.get(size).map((one) => one[what]));
  return { each, lag: of(many, 'lag'), memory: of(few, 'memory'), more: of(many, 'memory') };
}

/** What there is to tell of both, in the order of a table. */
export function rowsOf({ each, lag, memory, more }, [few, many], works, most) {
  const row = (work, size, unit, figures) => ({ work, size, unit, ...figures });
  return [
    row(works, many, 'ms', { ...each, budget: { ratioAtMost: 1.25 } }),
    row('the same, others wait', many, 'ms', { product: lag, budget: { atMost: 50 } }),
    row(`the same, memory of ${few.toLocaleString('en')}`, few, 'MB', { product: memory }),
    row('the same, memory beyond that', many, 'MB', {
      product: more - memory,
      budget: { atMost: most },
    }),
  ];
}
