/** One event of a range: exactly one of the four is there. `introduced: "0"` stands before every version. */
export interface OsvEvent {
  readonly introduced?: string;
  readonly fixed?: string;
  readonly last_affected?: string;
  readonly limit?: string;
}

/** One range of an OSV record. */
export interface OsvRange {
  readonly type: 'SEMVER' | 'ECOSYSTEM' | 'GIT';
  readonly repo?: string;
  readonly events: readonly OsvEvent[];
}

/** What an advisory says of one package. */
export interface AffectedPackage {
  /** Without a version; null where package URLs have no type for the ecosystem. */
  readonly purl: string | null;
  /** OSV's word, with its release: `PyPI`, `Debian:12`. */
  readonly ecosystem: string;
  readonly name: string;
  readonly versions: readonly string[];
  readonly ranges: readonly OsvRange[];
  readonly isBroad: boolean;
}

/** Whether a version is one of those that an advisory names, and the sentence that says why. */
export interface Match {
  readonly verdict: 'affected' | 'not_affected' | 'unknown';
  readonly why: string;
}

/**
 * Whether an advisory names every version of a package: a range from `"0"` that nothing ends, or neither versions nor
 * ranges at all.
 * Source: OSV schema 1.7, affected[].ranges[].events.
 */
export function namesEverything(affected: Pick<AffectedPackage, 'versions' | 'ranges'>): boolean {
  if (affected.ranges.length === 0) return affected.versions.length === 0;
  return affected.ranges.some(isEndless);
}

/** Whether a range begins before every version and nothing ends it. */
export function isEndless({ events }: OsvRange): boolean {
  return (
    events.some(({ introduced }) => introduced === '0') &&
    events.every((event) => event.introduced !== undefined || event.limit === '*')
  );
}
