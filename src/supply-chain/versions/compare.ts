import { ecosystemName } from './ecosystems.js';
import { gem } from './gem.js';
import { nuget } from './nuget.js';
import { pep440 } from './pep440.js';
import { pub, semantic } from './semantic.js';
import type { VersionScheme } from './scheme.js';

const schemes: Readonly<Record<string, VersionScheme>> = {
  PyPI: pep440,
  npm: semantic,
  'crates.io': semantic,
  Go: semantic,
  Hex: semantic,
  Julia: semantic,
  SwiftURL: semantic,
  VSCode: semantic,
  'GitHub Actions': semantic,
  Pub: pub,
  RubyGems: gem,
  NuGet: nuget,
};

/**
 * How an OSV ecosystem orders its versions, or undefined where we have no comparator we trust: Maven, Packagist,
 * CRAN, Hackage and the distributions of Linux.
 * Source: OSV schema 1.7, affected[].package.ecosystem.
 */
export function schemeOf(ecosystem: string): VersionScheme | undefined {
  const name = ecosystemName(ecosystem);
  return Object.hasOwn(schemes, name) ? schemes[name] : undefined;
}

/**
 * Compares two versions the way their ecosystem does: below zero where `a` is the earlier, zero where they are one version,
 * above zero where it is the later; undefined where they cannot be compared, because the ecosystem has no comparator
 * here or a text is no version of it.
 */
export function compareVersions(ecosystem: string, a: string, b: string): number | undefined {
  const scheme = schemeOf(ecosystem);
  const first = scheme?.read(a);
  const second = scheme?.read(b);
  if (!scheme || first === undefined || second === undefined) return undefined;
  return Math.sign(scheme.compare(first, second));
}
