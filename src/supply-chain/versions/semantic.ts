import semver from 'semver';
import { longestVersion, type VersionScheme } from './scheme.js';

/**
 * Semantic versions, strictly: three numbers, perhaps a pre-release; a leading `v` is left out (Go's tags), and build
 * metadata does not order.
 * Source: Semantic Versioning 2.0.0, section 11; OSV schema 1.7, range type SEMVER.
 */
export const semantic: VersionScheme = {
  name: 'semantic versioning',
  read: (text) => parsed(text)?.version,
  compare: (a, b) => semver.compare(a, b),
  against: (version) => version,
};

/**
 * As semantic versions, but build metadata orders too.
 * Source: Dart's package layout, pub_semver.
 */
export const pub: VersionScheme = {
  ...semantic,
  name: 'Pub’s versions',
  read: (text) => {
    const version = parsed(text);
    if (!version) return undefined;
    return version.build.length > 0
      ? `${version.version}+${version.build.join('.')}`
      : version.version;
  },
  compare: (a, b) => semver.compareBuild(a, b),
};

function parsed(text: string): semver.SemVer | undefined {
  const wanted = text.trim();
  if (wanted.length > longestVersion || !/^v?\d/.test(wanted)) return undefined;
  return semver.parse(wanted) ?? undefined;
}
