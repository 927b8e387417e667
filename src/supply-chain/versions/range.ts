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
  const orders = [sorted(bounds, scheme, 'introduced'), sorted(bounds, scheme, 'fixed')];
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

/** A range in words, as its record has it: `from 1.82.7 to 1.82.8`, `from 0, before 1.2`. */
export function rangeWords({ type, events }: OsvRange): string {
  const words = events.map(({ introduced, fixed, last_affected, limit }) => {
    if (introduced !== undefined) return `from ${introduced}`;
    if (fixed !== undefined) return `before ${fixed}`;
    if (last_affected !== undefined) return `to ${last_affected}`;
    return `below the limit ${limit ?? ''}`;
  });
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

function sorted(
  bounds: readonly Bound[],
  scheme: VersionScheme,
  first: 'introduced' | 'fixed',
): Bound[] {
  const ranks =
    first === 'introduced'
      ? { introduced: 0, fixed: 1, last_affected: 2 }
      : { fixed: 0, introduced: 1, last_affected: 2 };
  return bounds.toSorted((a, b) => {
    const apart =
      a.at === undefined || b.at === undefined
        ? Number(a.at !== undefined) - Number(b.at !== undefined)
        : scheme.compare(a.at, b.at);
    return apart || ranks[a.kind] - ranks[b.kind];
  });
}

function isInside(version: string, bounds: readonly Bound[], scheme: VersionScheme): boolean {
  let inside = false;
  for (const { kind, at } of bounds) {
    const order = at === undefined ? 1 : scheme.compare(scheme.against(version, at), at);
    if (kind === 'introduced' && order >= 0) inside = true;
    if (kind === 'fixed' && order >= 0) inside = false;
    if (kind === 'last_affected' && order > 0) inside = false;
  }
  return inside;
}

function below(version: string, limit: string, scheme: VersionScheme): boolean {
  return scheme.compare(scheme.against(version, limit), limit) < 0;
}
