import type { Directness } from './read-inventory.js';

/** Which names need which, as a file declares it; circles do no harm. */
export class DependencyGraph {
  private readonly needs = new Map<string, string[]>();

  add(from: string, to: Iterable<string>): void {
    const known = this.needs.get(from);
    if (!known) this.needs.set(from, [...to]);
    else for (const one of to) known.push(one);
  }

  /** Whether it says what `name` needs, be it nothing. */
  has(name: string): boolean {
    return this.needs.has(name);
  }

  /**
   * How each name is needed by the roots: `yes` where a root names it, `no` where only others do, and `unknown` where nothing
   * leads to it or the roots say nothing.
   */
  from(roots: Iterable<string>): (name: string) => Directness {
    const direct = new Set<string>();
    for (const root of roots) for (const one of this.needs.get(root) ?? []) direct.add(one);
    const reached = new Set(direct);
    // A set grows while it is walked: every name once, however they go round.
    for (const one of reached) for (const next of this.needs.get(one) ?? []) reached.add(next);
    return (name) => (direct.has(name) ? 'yes' : reached.has(name) ? 'no' : 'unknown');
  }
}

/**
 * For files that list all that is installed, but not what was asked for: what nothing else needs was asked for. The rest
 * may have been, too.
 */
export function directByAbsence(needed: ReadonlySet<string>): (name: string) => Directness {
  return (name) => (needed.has(name) ? 'unknown' : 'yes');
}
