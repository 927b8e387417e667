/**
 * The one spelling of a PyPI project's name: lower case, every run of `-`, `_` and `.` a single `-`.
 * Source: PEP 503, normalised names.
 */
export function pypiName(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[-_.]+/g, '-');
}
