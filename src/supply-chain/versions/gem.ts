import ruby from '@renovatebot/ruby-semver';
import { longestVersion, type VersionScheme } from './scheme.js';

/** Words by which releases before the last are named; how others follow each other hangs on the language of the machine. */
const words = new Set(['a', 'alpha', 'b', 'beta', 'dev', 'pre', 'preview', 'rc']);

/** Comparing takes as long as their square; no release of a gem has half as many. */
const mostSegments = 20;

/**
 * Ruby's versions: numbers, and words of a pre-release, in any depth. What has a hyphen names a platform beside the version
 * (`1.15.0-java`) and is no version here; nor is a word that is not among the usual ones, a number of more than fifteen
 * digits, or what has more than twenty parts.
 * Source: Gem::Version of RubyGems, whose canonical segments leave out zeros at the end of the numbers and of the rest.
 */
export const gem: VersionScheme = {
  name: 'RubyGems',
  read(text) {
    const wanted = text.trim();
    if (wanted.length > longestVersion || !/^\d+(?:\.[0-9a-z]+)*$/.test(wanted)) return undefined;
    const segments = wanted.match(/\d+|[a-z]+/g) ?? [];
    if (segments.length > mostSegments) return undefined;
    if (segments.some((one) => (/^\d/.test(one) ? one.length > 15 : !words.has(one)))) {
      return undefined;
    }
    const first = segments.findIndex((one) => !/^\d/.test(one));
    const numbers = withoutZeros(first < 0 ? segments : segments.slice(0, first));
    const rest = withoutZeros(first < 0 ? [] : segments.slice(first));
    return [...(numbers.length > 0 ? numbers : ['0']), ...rest].join('.');
  },
  // What was read has one spelling.
  compare: (a, b) => (a === b ? 0 : ruby.lt(a, b) ? -1 : 1),
  against: (version) => version,
};

/** The numbers without zeros before them, and none of zero at the end. */
function withoutZeros(segments: readonly string[]): string[] {
  const plain = segments.map((one) => one.replace(/^0+(?=\d)/, ''));
  return plain.slice(0, plain.findLastIndex((one) => one !== '0') + 1);
}
