/** SHA-256 in hexadecimal by path, as sha256sum writes and reads it: two spaces between hash and path, sorted by path. */
export const sha256Lines = (files: ReadonlyMap<string, string>): string =>
  [...files]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([path, hash]) => `${hash}  ${path}\n`)
    .join('');
