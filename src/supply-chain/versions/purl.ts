import { PackageURL } from 'packageurl-js';
import { ecosystemAt, placeOf } from './ecosystems.js';
import { pypiName } from './package-name.js';

/** The longest package URL that is read. */
export const longestPurl = 1000;

/** Nearly all of them: spelt the one way already, with nothing to decode. Lists have them by the ten thousand. */
const plain = /^pkg:(pypi|npm|gem|cargo)\/([a-z0-9]+(?:-[a-z0-9]+)*)(?:@([A-Za-z0-9._-]+))?$/;

/** A package URL taken apart. */
export interface Purl {
  /** One spelling of the package: without version, qualifiers and subpath. */
  readonly purl: string;
  readonly type: string;
  /** With its namespace before a slash, as people write it: `@scope/name`, `group/artifact`. */
  readonly name: string;
  /** As written, or null. */
  readonly version: string | null;
}

/**
 * Reads a package URL, or answers undefined for anything else. Types and namespaces are spelt as packageurl-js does, PyPI
 * names as PEP 503 does; two spellings of one package give the same `purl`.
 * Source: package URL specification 1.0.
 */
export function readPurl(text: string): Purl | undefined {
  const wanted = text.trim();
  if (wanted.length <= longestPurl) {
    const [, type, name, version] = plain.exec(wanted) ?? [];
    if (type && name) return { purl: `pkg:${type}/${name}`, type, name, version: version ?? null };
  }
  if (wanted.length > longestPurl || !/^pkg:/i.test(wanted) || hasControls(wanted))
    return undefined;
  try {
    const [type, namespace, name, version] = PackageURL.parseString(wanted);
    if (typeof type !== 'string' || typeof name !== 'string') return undefined;
    return purlOf(type, namespace, name, version);
  } catch {
    return undefined;
  }
}

/**
 * The package URL, without a version, of a package that an OSV record names, or undefined where purl has no type for the
 * ecosystem or the name is none of its.
 * Source: OSV schema 1.7, affected[].package.
 */
export function osvPackagePurl(ecosystem: string, name: string): string | undefined {
  const place = placeOf(ecosystem);
  const wanted = name.trim();
  if (!place || wanted === '' || wanted.length > longestPurl || hasControls(wanted))
    return undefined;
  const parts = wanted.split(place.type === 'maven' ? /[:/]/ : '/').filter((part) => part !== '');
  const own = parts.pop();
  if (own === undefined) return undefined;
  const namespace = place.namespace ?? (parts.join('/') || undefined);
  try {
    return purlOf(place.type, namespace, own, undefined).purl;
  } catch {
    return undefined;
  }
}

/** The OSV ecosystem of a package URL, or undefined where OSV has none for its type. */
export function ecosystemOf(purl: string): string | undefined {
  const read = readPurl(purl);
  if (!read) return undefined;
  const slash = read.name.indexOf('/');
  return ecosystemAt(read.type, slash < 0 ? null : read.name.slice(0, slash));
}

/**
 * What an OSV record would call the package: its ecosystem and name there. Where OSV has no ecosystem for it, the purl's type
 * stands in its place.
 * Source: OSV schema 1.7, affected[].package.
 */
export function osvPackageOf({ purl, type, name }: Purl): { ecosystem: string; name: string } {
  const ecosystem = ecosystemOf(purl);
  if (ecosystem === undefined) return { ecosystem: type, name };
  if (ecosystem === 'Maven') return { ecosystem, name: name.replace(/\/([^/]*)$/, ':$1') };
  const namespace = placeOf(ecosystem)?.namespace;
  return { ecosystem, name: namespace ? name.slice(namespace.length + 1) : name };
}

function purlOf(
  type: string,
  namespace: string | null | undefined,
  name: string,
  version: string | null | undefined,
): Purl {
  const spelt = type.toLowerCase() === 'pypi' ? pypiName(name) : name;
  // The library wants a version of every CRAN package, even where only the package is meant.
  const stand = type.toLowerCase() === 'cran' ? '0' : undefined;
  const read = new PackageURL(type, namespace || undefined, spelt, stand, undefined, undefined);
  if (hasControls(`${read.namespace ?? ''}${read.name}`))
    throw new RangeError('Control characters');
  const purl = stand === undefined ? read.toString() : read.toString().replace(/@0$/, '');
  // Letters beyond ASCII are nine to twelve when they are written.
  if (purl.length > longestPurl) throw new RangeError('Too long');
  return {
    purl,
    type: read.type,
    name: read.namespace ? `${read.namespace}/${read.name}` : read.name,
    version: version?.trim() || null,
  };
}

function hasControls(text: string): boolean {
  return /[\u0000-\u001f\u007f-\u009f\ud800-\udfff]/.test(
    text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, ''),
  );
}
