import { isEndless, type OsvEvent, type OsvRange } from './affected.js';
import type { VersionScheme } from './scheme.js';

interface Bound {
  readonly kind: 'introduced' | 'fixed' | 'last_affected';
  /** Undefined stands before every version. */
  readonly at: string | undefined;
}

/** A range made ready: `holds` answers undefined where it cannot tell. */
export interface ReadyRange {
  readonly words: string;
  readonly holds: (version: string | undefined) => boolean | undefined;
}

/**
 * A range of an OSV record, to be asked whether it holds a version that its scheme has read (undefined: one it could not).
 * Events may stand in any order; limits are those of the specification's BeforeLimits. Never false where something could
 * not be compared, or where one version is named both as introducing and as fixing and the order of the two decides.
 * Source: OSV schema 1.7, "Evaluation".
 */
export function readyRange(range: OsvRange, scheme: VersionScheme | undefined): ReadyRange {
  const words = rangeWords(range);
  if (isEndless(range) && range.type !== 'GIT') return { words, holds: () => true };
  const bounds = scheme && range.type !== 'GIT' ? readBounds(range.events, scheme) : undefined;
  if (!scheme || !bounds) return { words, holds: () => undefined };
  const limits = range.events.flatMap(({ limit }) => (limit === undefined ? [] : [limit]));
  const orders = ordersOf(bounds, scheme);
  const read = limits.filter((limit) => limit !== '*').map((limit) => scheme.read(limit));
  return {
    words,
    holds(version) {
      if (version === undefined) return undefined;
      const [one, other] = orders.map((order) => isInside(version, order, scheme));
      if (one !== other) return undefined;
      if (one === false || limits.length === 0 || limits.includes('*')) return one;
      if (read.some((limit) => limit !== undefined && below(version, limit, scheme))) return one;
      return read.includes(undefined) ? undefined : false;
    },
  };
}

const mostWords = 20;

/** A range in words, as its record has it: `from 1.82.7 to 1.82.8`, `from 0, before 1.2`; of very many events the first. */
export function rangeWords({ type, events }: OsvRange): string {
  const words = events.slice(0, mostWords).map(({ introduced, fixed, last_affected, limit }) => {
    if (introduced !== undefined) return `from ${introduced}`;
    if (fixed !== undefined) return `before ${fixed}`;
    if (last_affected !== undefined) return `to ${last_affected}`;
    return `below the limit ${limit ?? ''}`;
  });
  if (events.length > mostWords) words.push(`and ${events.length - mostWords} more`);
  return type === 'GIT' ? `commits ${words.join(', ')}` : words.join(', ');
}

function readBounds(events: readonly OsvEvent[], scheme: VersionScheme): Bound[] | undefined {
  const bounds: Bound[] = [];
  for (const event of events) {
    if (event.limit !== undefined) continue;
    const kind =
      event.introduced !== undefined
        ? 'introduced'
        : event.fixed !== undefined
          ? 'fixed'
          : 'last_affected';
    const text = event[kind];
    if (text === undefined) return undefined;
    const isStart = kind === 'introduced' && text === '0';
    const at = isStart ? undefined : scheme.read(text);
    if (at === undefined && !isStart) return undefined;
    bounds.push({ kind, at });
  }
  return bounds;
}

const roughly = new Intl.Collator('en', { numeric: true });

/** By position, sorted once: with what introduces before what fixes at one position, and the other way round. */
function ordersOf(bounds: readonly Bound[], scheme: VersionScheme): Bound[][] {
  const apart = (a: Bound, b: Bound): number =>
    a.at === undefined || b.at === undefined
      ? Number(a.at !== undefined) - Number(b.at !== undefined)
      : scheme.compare(a.at, b.at);
  const groups: Bound[][] = [];
  // Comparing as the scheme does is slow: so what is compared stands nearly right before.
  const rough = bounds.toSorted((a, b) => roughly.compare(a.at ?? '', b.at ?? ''));
  for (const bound of rough.toSorted(apart)) {
    const group = groups.at(-1);
    if (group?.[0] && apart(group[0], bound) === 0) group.push(bound);
    else groups.push([bound]);
  }
  return [
    { introduced: 0, fixed: 1, last_affected: 2 },
    { fixed: 0, introduced: 1, last_affected: 2 },
  ].map((ranks) =>
    groups.flatMap((group) => group.toSorted((a, b) => ranks[a.kind] - ranks[b.kind])),
  );
}

/** The last bound that the version has reached decides; where that is, is found by halving. */
function isInside(version: string, bounds: readonly Bound[], scheme: VersionScheme): boolean {
  const order = ({ at }: Bound): number =>
    at === undefined ? 1 : scheme.compare(scheme.against(version, at), at);
  let reached = 0;
  let beyond = bounds.length;
  while (reached < beyond) {
    const middle = (reached + beyond) >> 1;
    const bound = bounds[middle];
    if (bound && order(bound) >= 0) reached = middle + 1;
    else beyond = middle;
  }
  for (const bound of backFrom(bounds, reached)) {
    if (bound.kind === 'introduced') return true;
    if (bound.kind === 'fixed' || order(bound) > 0) return false;
  }
  return false;
}

function* backFrom(bounds: readonly Bound[], end: number): Generator<Bound> {
  for (let at = end - 1; at >= 0; at -= 1) {
    const bound = bounds[at];
    if (bound) yield bound;
  }
}

function below(version: string, limit: string, scheme: VersionScheme): boolean {
  return scheme.compare(scheme.against(version, limit), limit) < 0;
}
