import { isAddress } from './reach.js';

/** A host the operator allows by name, internal as it may be; with a port only that one. */
export interface AllowedHost {
  name: string;
  port?: number;
}

/** Lower case, at most 253 characters; the last label is no number, which would make it an IP address to some. */
export const isHostName = (text: string): boolean =>
  text.length <= 253 &&
  !/(^|\.)(\d+|0x[0-9a-f]*)$/.test(text) &&
  /^[a-z0-9_]([a-z0-9_-]{0,62})(\.[a-z0-9_]([a-z0-9_-]{0,62}))*$/.test(text);

/** Reads `host`, `host:8443`, `10.0.0.7` or `[fd00::7]:8443`; nothing where it is none of these. */
export function readAllowedHost(text: string): AllowedHost | undefined {
  const [, host = '', digits] = /^(\[[0-9a-f:.]+\]|[^:[\]]+)(?::(\d{1,5}))?$/i.exec(text) ?? [];
  const name = host.toLowerCase().replace(/^\[|\]$/g, '');
  if (!isHostName(name) && !isAddress(name)) return undefined;
  if (digits === undefined) return { name };
  const port = Number(digits);
  return port >= 1 && port <= 65_535 ? { name, port } : undefined;
}
