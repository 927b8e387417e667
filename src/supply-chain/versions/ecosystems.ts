/** Where purl keeps what OSV calls an ecosystem: the purl's type and, for distributions, its namespace. */
interface Place {
  readonly type: string;
  readonly namespace?: string;
}

const places: Readonly<Record<string, Place>> = {
  PyPI: { type: 'pypi' },
  npm: { type: 'npm' },
  'crates.io': { type: 'cargo' },
  Go: { type: 'golang' },
  Maven: { type: 'maven' },
  NuGet: { type: 'nuget' },
  RubyGems: { type: 'gem' },
  Packagist: { type: 'composer' },
  Hex: { type: 'hex' },
  Pub: { type: 'pub' },
  Hackage: { type: 'hackage' },
  CRAN: { type: 'cran' },
  Bioconductor: { type: 'bioconductor' },
  Bitnami: { type: 'bitnami' },
  ConanCenter: { type: 'conan' },
  SwiftURL: { type: 'swift' },
  Julia: { type: 'julia' },
  opam: { type: 'opam' },
  'GitHub Actions': { type: 'github' },
  VSCode: { type: 'vscode-extension' },
  Debian: { type: 'deb', namespace: 'debian' },
  Ubuntu: { type: 'deb', namespace: 'ubuntu' },
  Echo: { type: 'deb', namespace: 'echo' },
  Alpine: { type: 'apk', namespace: 'alpine' },
  Alpaquita: { type: 'apk', namespace: 'alpaquita' },
  Chainguard: { type: 'apk', namespace: 'chainguard' },
  MinimOS: { type: 'apk', namespace: 'minimos' },
  Wolfi: { type: 'apk', namespace: 'wolfi' },
  AlmaLinux: { type: 'rpm', namespace: 'almalinux' },
  'Azure Linux': { type: 'rpm', namespace: 'azure-linux' },
  Mageia: { type: 'rpm', namespace: 'mageia' },
  openEuler: { type: 'rpm', namespace: 'openeuler' },
  openSUSE: { type: 'rpm', namespace: 'opensuse' },
  'Photon OS': { type: 'rpm', namespace: 'photon-os' },
  'Red Hat': { type: 'rpm', namespace: 'redhat' },
  'Rocky Linux': { type: 'rpm', namespace: 'rocky-linux' },
  SUSE: { type: 'rpm', namespace: 'suse' },
};

const byPlace = new Map(
  Object.entries(places).map(([ecosystem, { type, namespace }]) => [
    `${type}/${namespace ?? ''}`,
    ecosystem,
  ]),
);

/**
 * Where the packages of an OSV ecosystem stand among package URLs, or undefined where purl has no place for them. What
 * follows a colon (a release, such as in `Debian:12`) is left out.
 * Source: OSV schema 1.7, affected[].package; the types and namespaces of the package URL specification.
 */
export function placeOf(ecosystem: string): Place | undefined {
  const name = ecosystemName(ecosystem);
  return Object.hasOwn(places, name) ? places[name] : undefined;
}

/** An OSV ecosystem without the release or repository behind its colon. */
export function ecosystemName(ecosystem: string): string {
  return ecosystem.split(':', 1)[0]?.trim() ?? '';
}

/** The OSV ecosystem of a purl's type and namespace, or undefined where OSV has none. */
export function ecosystemAt(type: string, namespace: string | null): string | undefined {
  return byPlace.get(`${type}/`) ?? byPlace.get(`${type}/${namespace ?? ''}`);
}
