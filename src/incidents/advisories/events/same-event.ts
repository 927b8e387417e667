import { matchVersion, type AffectedPackage } from '../../../supply-chain/index.js';

/** Days between two publications that are still close. */
export const closeDays = 30;

/** How many releases two advisories may name together to be held against each other. */
export const mostNamed = 5_000;

/** What is held against each other of two advisories about malware. */
export interface Told {
  readonly packages: readonly AffectedPackage[];
  readonly publishedAt: Date | null;
}

export interface Likeness {
  readonly rule: 'same_versions' | 'close';
  /** A sentence. */
  readonly why: string;
}

/**
 * Whether two advisories about malware tell of one event although no alias ties them.
 *
 * `same_versions`: they name the same packages and, of each, the same releases: every version that one names, in its list or as
 * the first or last of a range, is affected by the other too. A registry gives out a version once, so the same releases are
 * the same event, whenever the records were written. This is taken to hold.
 *
 * `close`: they share a package and a release of it, or one of them names every version, and they were published within
 * {@link closeDays} days of each other. This is only a suggestion.
 *
 * Of two that name more than {@link mostNamed} releases together nothing is said: an alias or a person may still tie them.
 *
 * Source: our own.
 */
export function likenessOf(one: Told, other: Told): Likeness | undefined {
  const pairs = pairsOf(one, other);
  const [first] = pairs;
  if (!first || pairs.flat().reduce((sum, one) => sum + endpoints(one).length, 0) > mostNamed) {
    return undefined;
  }
  const names = pairs.map(([{ name }]) => name).join(', ');
  const covers = new Set(one.packages.map(keyOf)).size === pairs.length;
  const both = covers && new Set(other.packages.map(keyOf)).size === pairs.length;
  if (both && pairs.every(([a, b]) => isSame(a, b))) {
    const versions = pairs.flatMap(([a, b]) => namedVersions(a, b)).slice(0, 5);
    return {
      rule: 'same_versions',
      why: `Both name the same releases as malware: ${names} ${versions.join(', ')}.`,
    };
  }
  const days = daysBetween(one.publishedAt, other.publishedAt);
  if (days === undefined || days > closeDays) return undefined;
  if (!pairs.some(([a, b]) => a.isBroad || b.isBroad || isShared(a, b))) return undefined;
  return {
    rule: 'close',
    why: `Both name ${names} as malware, and were published ${words(days)} of each other.`,
  };
}

/** One package in both, each of them whole. */
function pairsOf(one: Told, other: Told): [AffectedPackage, AffectedPackage][] {
  const others = wholes(other.packages);
  return [...wholes(one.packages)].flatMap(([key, a]) => {
    const b = others.get(key);
    return b ? [[a, b] as [AffectedPackage, AffectedPackage]] : [];
  });
}

/** A record may name a package in several entries. */
function wholes(packages: readonly AffectedPackage[]): Map<string, AffectedPackage> {
  const all = new Map<string, AffectedPackage>();
  for (const next of packages) {
    const key = keyOf(next);
    const before = all.get(key);
    const joined = before && {
      ...next,
      versions: [...before.versions, ...next.versions],
      ranges: [...before.ranges, ...next.ranges],
      isBroad: before.isBroad || next.isBroad,
    };
    all.set(key, joined ?? next);
  }
  return all;
}

const keyOf = ({ purl, ecosystem, name }: AffectedPackage): string =>
  purl ?? `${ecosystem}/${name}`;

function isSame(a: AffectedPackage, b: AffectedPackage): boolean {
  const named = [endpoints(a), endpoints(b)] as const;
  return (
    !a.isBroad &&
    !b.isBroad &&
    named.every((versions) => versions.length > 0) &&
    named[0].every((version) => isAffected(b, version)) &&
    named[1].every((version) => isAffected(a, version))
  );
}

const isShared = (a: AffectedPackage, b: AffectedPackage): boolean =>
  endpoints(a).some((version) => isAffected(b, version)) ||
  endpoints(b).some((version) => isAffected(a, version));

const isAffected = (affected: AffectedPackage, version: string): boolean =>
  matchVersion(affected, version).verdict === 'affected';

const namedVersions = (a: AffectedPackage, b: AffectedPackage): string[] => [
  ...new Set([...endpoints(a), ...endpoints(b)]),
];

/** The releases that an advisory names by their version. */
function endpoints({ versions, ranges }: AffectedPackage): string[] {
  const ends = ranges
    .filter(({ type }) => type !== 'GIT')
    .flatMap(({ events }) =>
      events.flatMap(({ introduced, last_affected }) => introduced ?? last_affected ?? []),
    );
  return [...new Set([...versions, ...ends.filter((end) => end !== '0')])];
}

function daysBetween(one: Date | null, other: Date | null): number | undefined {
  if (!one || !other) return undefined;
  return Math.floor(Math.abs(one.getTime() - other.getTime()) / 86_400_000);
}

const words = (days: number): string =>
  days === 0 ? 'within a day' : days === 1 ? 'within two days' : `within ${days + 1} days`;
