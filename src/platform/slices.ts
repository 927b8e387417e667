import { setImmediate } from 'node:timers/promises';

/** A long list in pieces of at most `size`; whoever else waits for this process gets their turn in between. */
export async function* slicesOf<T>(items: readonly T[], size = 500): AsyncGenerator<readonly T[]> {
  for (let from = 0; from < items.length; from += size) {
    if (from > 0) await setImmediate();
    yield items.slice(from, from + size);
  }
}
