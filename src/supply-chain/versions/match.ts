import type { AffectedPackage, Match } from './affected.js';
import { schemeOf } from './compare.js';
import { ecosystemName } from './ecosystems.js';
import { readyRange, type ReadyRange } from './range.js';
import type { VersionScheme } from './scheme.js';
import { semantic } from './semantic.js';

const ready = new WeakMap<AffectedPackage, (version: string | null) => Match>();

/**
 * Whether a version of a package is one that an advisory names: listed, or inside a range. Unknown, never not affected, where
 * the version is missing, is no version, or the ecosystem cannot be compared here. A range of commits says nothing of a
 * version: alone or beside a list it leaves the answer open; beside a range of versions it is left out.
 * Source: OSV schema 1.7, "Evaluation".
 */
export function matchVersion(affected: AffectedPackage, version: string | null): Match {
  let matcher = ready.get(affected);
  if (!matcher) ready.set(affected, (matcher = matcherOf(affected)));
  return matcher(version);
}

function matcherOf(affected: AffectedPackage): (version: string | null) => Match {
  const scheme = schemeOf(affected.ecosystem);
  const own = affected.ranges.filter(({ type }) => type !== 'GIT');
  const ranges = (own.length > 0 ? own : affected.ranges).map((range) => {
    const by = range.type === 'SEMVER' ? semantic : scheme;
    return { by, range: readyRange(range, by) };
  });
  const listed = listOf(affected.versions, scheme);
  const known = new Map<string, Match>();
  return (version) => {
    const text = version?.trim() ?? '';
    const found = known.get(text) ?? judge(text, affected, scheme, ranges, listed);
    if (known.size < 5000) known.set(text, found);
    return found;
  };
}

function judge(
  text: string,
  affected: AffectedPackage,
  scheme: VersionScheme | undefined,
  ranges: readonly { by: VersionScheme | undefined; range: ReadyRange }[],
  listed: ReadonlySet<string>,
): Match {
  const everything = ranges.find(({ range }) => range.holds(undefined) === true);
  if (everything) {
    return {
      verdict: 'affected',
      why: `the advisory names every version (${everything.range.words})`,
    };
  }
  if (text === '') return { verdict: 'unknown', why: 'no version is known' };
  const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  const listing = isListed(text, scheme, listed);
  if (listing === true) return { verdict: 'affected', why: `the advisory lists ${shown}` };
  const answers = ranges.map(({ by, range }) => ({ range, holds: range.holds(by?.read(text)) }));
  const holding = answers.find(({ holds }) => holds === true);
  if (holding) return { verdict: 'affected', why: `${shown} is ${holding.range.words}` };
  if (affected.versions.length === 0 && ranges.length === 0) {
    return { verdict: 'unknown', why: 'the advisory names no versions' };
  }
  const open = answers.find(({ holds }) => holds === undefined);
  if (listing === undefined || open) {
    return { verdict: 'unknown', why: whyOpen(text, shown, affected.ecosystem, open?.range) };
  }
  return {
    verdict: 'not_affected',
    why: `${shown} is neither listed nor in a range of the advisory`,
  };
}

function whyOpen(
  text: string,
  shown: string,
  ecosystem: string,
  range: ReadyRange | undefined,
): string {
  const scheme = schemeOf(ecosystem);
  const name = ecosystemName(ecosystem);
  if (!scheme) return `versions of ${name} cannot be compared here`;
  if (scheme.read(text) === undefined) return `${shown} is no version of ${name}`;
  return `${shown} cannot be held against ${range?.words ?? 'the list'}`;
}

function listOf(
  versions: readonly string[],
  scheme: VersionScheme | undefined,
): ReadonlySet<string> {
  const texts = versions.map((version) => version.trim());
  return new Set([...texts, ...texts.flatMap((text) => scheme?.read(text) ?? [])]);
}

/** Undefined where the text may be another spelling of a listed version. */
function isListed(
  text: string,
  scheme: VersionScheme | undefined,
  listed: ReadonlySet<string>,
): boolean | undefined {
  if (listed.size === 0) return false;
  if (listed.has(text)) return true;
  const read = scheme?.read(text);
  if (!scheme || read === undefined) return undefined;
  return listed.has(read) || listed.has(scheme.against(read, ''));
}
