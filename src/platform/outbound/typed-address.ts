import { AssayError } from '../errors.js';
import { isHostName, type AllowedHost } from './allowed-hosts.js';
import { isAddress, reachOf } from './reach.js';

/** The address is not one to send to. The message is a clause, such as `is not an address that starts with https://`. */
export class AddressRefused extends AssayError {}

export interface TypedAddress {
  /** As it is sent to, in its one normal form. */
  url: URL;
  /** Name or IP address of the host, without brackets. */
  host: string;
  isLiteral: boolean;
  /** The operator allowed this host by name: it may be internal, and plain http. */
  isAllowed: boolean;
}

export const longestAddress = 500;
const usualPorts = [443, 8443];
const portsOfAllowed = [80, ...usualPorts];

/** Names that only one network knows (RFC 6761, 6762, 8375; .internal by ICANN). */
const internalName = /(^|\.)(localhost|local|internal|home\.arpa|localdomain)$/;

/**
 * Reads an address that a person typed. What is not exactly what it looks like is refused: hosts in decimal, octal,
 * hexadecimal, short or percent-encoded form, other alphabets (their `xn--` form is taken), a trailing dot, user names,
 * fragments, white space. Ports are 443 and 8443, for allowed hosts also 80 or the port allowed with them.
 *
 * @throws AddressRefused with a clause that says why
 */
export function readTypedAddress(text: string, allowed: readonly AllowedHost[]): TypedAddress {
  const written = partsOf(text);
  const url = parsed(text);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isLiteral = isAddress(host);
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  const entries = allowed.filter(({ name }) => name === host);
  const isAllowed = entries.some((entry) =>
    entry.port === undefined ? portsOfAllowed.includes(port) : entry.port === port,
  );
  if (!isLiteral && (url.hostname !== written.host.toLowerCase() || !isHostName(host))) {
    throw new AddressRefused('has a host that is not written as a plain name or IP address');
  }
  if (isLiteral && !host.includes(':') && written.host !== host) {
    throw new AddressRefused('has an IP address that is not written as four plain numbers');
  }
  if (!isAllowed) refuseInternal(url, host, port, isLiteral);
  return { url, host, isLiteral, isAllowed };
}

function partsOf(text: string): { host: string } {
  if (text.length > longestAddress) {
    throw new AddressRefused(`is longer than ${longestAddress} characters`);
  }
  if (!/^[\x21-\x7e]*$/.test(text)) {
    throw new AddressRefused('has spaces or letters beyond plain ASCII (write names as xn--…)');
  }
  const [, authority = ''] = /^https?:\/\/([^/?#\\]+)(?=[/?]|$)[^#\\]*$/i.exec(text) ?? [];
  if (authority === '') throw new AddressRefused('is not a web address starting with https://');
  if (authority.includes('@')) throw new AddressRefused('has a user name or password in it');
  const [, host = ''] = /^(\[[0-9a-f:.]+\]|[^:[\]%]+)(?::\d{1,5})?$/i.exec(authority) ?? [];
  if (host === '') {
    throw new AddressRefused('has a host that is not written as a plain name or IP address');
  }
  return { host };
}

function parsed(text: string): URL {
  try {
    return new URL(text);
  } catch {
    throw new AddressRefused('is not a web address starting with https://');
  }
}

function refuseInternal(url: URL, host: string, port: number, isLiteral: boolean): void {
  if (isLiteral ? reachOf(host) !== 'public' : !host.includes('.') || internalName.test(host)) {
    throw new AddressRefused(
      'leads into an internal network, or nowhere. The operator can allow a host by name with ASSAY_OUTBOUND_HOSTS',
    );
  }
  if (url.protocol !== 'https:') throw new AddressRefused('does not start with https://');
  if (!usualPorts.includes(port)) throw new AddressRefused('has a port other than 443 and 8443');
}
