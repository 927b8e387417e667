import { readPurl } from '../versions/index.js';

/** A package URL made of its parts, for formats that have names only. */
export function purlOf(type: 'pypi' | 'npm', name: string): string | null {
  return readPurl(`pkg:${type}/${name.split('/').map(encodeURIComponent).join('/')}`)?.purl ?? null;
}

export { readPurl };
