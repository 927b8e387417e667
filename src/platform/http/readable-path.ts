/**
 * An address whose path cannot be decoded, with its percent signs taken as they stand: it then leads to what is
 * said of any address that names nothing, instead of past every door and page.
 */
export function readablePath(url: string): string {
  if (!url.includes('%')) return url;
  const [, path = '', query = ''] = /^([^?#]*)(.*)$/s.exec(url) ?? [];
  try {
    decodeURIComponent(path);
    return url;
  } catch {
    return path.replaceAll('%', '%25') + query;
  }
}
