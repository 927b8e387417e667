import { clean, compare, explain } from '@renovatebot/pep440';
import { longestVersion, type VersionScheme } from './scheme.js';

/**
 * Python's versions. A local label (`+cu118`) is left out when the bound has none, so that a rebuilt poisoned release does
 * not slip by. Numbers of more than fifteen digits cannot be ordered exactly and are no versions here.
 * Source: PEP 440, "Version specifiers": a public bound ignores the local label of a candidate.
 */
export const pep440: VersionScheme = {
  name: 'PEP 440',
  read(text) {
    if (text.length > longestVersion || /\d{16}/.test(text)) return undefined;
    const version = clean(text);
    if (version === null) return undefined;
    // The library writes 1.0 and 1.0.0 differently, which are one version, and labels so that it cannot read them again.
    const [, epoch = '', release = '', rest = ''] = /^(\d+!)?([\d.]*\d)(.*)$/.exec(version) ?? [];
    return `${epoch}${release.replace(/(?:\.0+)+$/, '')}${rest.replaceAll(',', '.')}`;
  },
  compare,
  against: (version, bound) =>
    version.includes('+') && !bound.includes('+') ? (explain(version)?.public ?? version) : version,
};
