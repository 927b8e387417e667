import semver from 'semver';
import { longestVersion, type VersionScheme } from './scheme.js';

const shape =
  /^(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9a-z-]+(?:\.[0-9a-z-]+)*))?(?:\+[0-9a-z-]+(?:\.[0-9a-z-]+)*)?$/;
const largest = 2_147_483_647;

/**
 * NuGet's versions: one to four numbers, those left out being zero, and the labels of a pre-release as in semantic versions,
 * in either case; build metadata does not order. A number beyond 2,147,483,647, which NuGet cannot hold, makes it no version.
 * Source: NuGet documentation, "Package versioning": normalised version numbers, pre-release versions.
 */
export const nuget: VersionScheme = {
  name: 'NuGet',
  read(text) {
    const wanted = text.trim().toLowerCase();
    const [, ...parts] = (wanted.length <= longestVersion && shape.exec(wanted)) || [];
    if (parts.length === 0) return undefined;
    const [major = '', minor = '0', patch = '0', revision = '0', labels] = parts;
    const named = labels?.split('.') ?? [];
    const numbers = [major, minor, patch, revision].map(Number);
    const numbered = named.filter(isNumber).map(Number);
    if ([...numbers, ...numbered].some((one) => one > largest)) return undefined;
    const plain = named.map((one) => (isNumber(one) ? String(Number(one)) : one));
    return `${numbers.join('.')}${plain.length > 0 ? `-${plain.join('.')}` : ''}`;
  },
  compare(a, b) {
    const [one, other] = [taken(a), taken(b)];
    return (
      semver.compare(one.release, other.release) ||
      one.revision - other.revision ||
      semver.compare(one.labels, other.labels)
    );
  },
  against: (version) => version,
};

const isNumber = (label: string): boolean => /^\d+$/.test(label);

/** What stands before the fourth number, it, and what stands behind it: each a semantic version. */
function taken(version: string): { release: string; revision: number; labels: string } {
  const [, release = '', revision = '', labels = ''] =
    /^(\d+\.\d+\.\d+)\.(\d+)(.*)$/.exec(version) ?? [];
  return { release, revision: Number(revision), labels: `0.0.0${labels}` };
}
