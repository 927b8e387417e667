import { storedName } from './stored-name.js';

/**
 * The header that has a file saved rather than shown (RFC 6266): a plain name for old readers, the whole name beside it
 * (RFC 8187). Only letters, digits and `._ -` of the plain one stay, so nothing in a name can end the header.
 */
export function contentDisposition(name: string): string {
  const safe = storedName(name);
  const plain = safe
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^A-Za-z0-9._ -]/g, '_');
  const header = `attachment; filename="${plain}"`;
  return plain === safe ? header : `${header}; filename*=UTF-8''${encoded(safe)}`;
}

/** `encodeURIComponent` leaves some characters that the header may not carry. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(
    /['()*!]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
