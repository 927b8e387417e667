/**
 * A file name that BagIt, zip programs and sha256sum take as it is: letters, digits, dots, dashes and underscores, at most 80
 * of them. Never empty, never beginning with a dot, and no name that Windows keeps for itself.
 */
export function safeName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/\.{2,}/g, '.')
    .replace(/^[.-]+|[.-]+$/g, '');
  const short = plain.length > longest ? shortened(plain) : plain;
  return reserved.test(short) || short === '' ? `file-${short}`.replace(/-$/, '') : short;
}

const longest = 80;
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** Its ending stays: it says what kind of file it is. */
function shortened(name: string): string {
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? '';
  return name.slice(0, longest - ending.length).replace(/[.-]+$/, '') + ending;
}
