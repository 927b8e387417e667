import type { PackageView } from './advisory.dto.js';

/** What several records name, a package once: whoever is named by one of them is affected. */
export function affectedTogether(packages: readonly PackageView[]): PackageView[] {
  const together = new Map<string, PackageView>();
  for (const one of packages) {
    const key = one.purl ?? `${one.ecosystem} ${one.name}`;
    const before = together.get(key);
    together.set(key, before ? joined(before, one) : one);
  }
  return [...together.values()];
}

function joined(one: PackageView, other: PackageView): PackageView {
  const ranges = [...one.ranges, ...other.ranges];
  return {
    ...one,
    versions: [...new Set([...one.versions, ...other.versions])],
    ranges: [...new Map(ranges.map((range) => [`${range.type} ${range.words}`, range])).values()],
    isBroad: one.isBroad || other.isBroad,
    isComparable: one.isComparable && other.isComparable,
  };
}
