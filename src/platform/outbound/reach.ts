import ipaddr from 'ipaddr.js';

/** Where an address leads: everybody's network, one that only some machines are in, or nowhere anybody should call. */
export type Reach = 'public' | 'internal' | 'none';

/** Answers for the machines of a cloud, with their credentials, at addresses that look like anybody's. */
const ofTheCloud = new Set(['168.63.129.16', '100.100.100.200', '192.0.0.192', 'fd00:ec2::254']);

const internal = new Set(['loopback', 'private', 'uniqueLocal', 'carrierGradeNat']);

/**
 * The reach of an IP address, written as the resolver or a URL gives it (`203.0.113.9`, `2001:db8::1`, no brackets).
 * Public is only what the registries of special addresses (RFC 6890 and its successors) leave over, and of IPv6
 * only 2000::/3 without the addresses that carry an IPv4 one (6to4, Teredo, ISATAP). Zones and everything that is no
 * address reach nowhere.
 */
export function reachOf(text: string): Reach {
  if (text.includes('%') || !isAddress(text)) return 'none';
  const address = ipaddr.parse(text);
  if (ofTheCloud.has(address.toString())) return 'none';
  const range: string = address.range();
  if (internal.has(range)) return 'internal';
  if (range !== 'unicast') return 'none';
  return address instanceof ipaddr.IPv6 && !isGlobal(address.parts) ? 'none' : 'public';
}

/** Whether the text is an IP address in its plain form: four decimal parts, or IPv6. */
export const isAddress = (text: string): boolean =>
  ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text);

function isGlobal(groups: readonly number[]): boolean {
  const [first = 0, , , , fifth = 0, sixth = 0] = groups;
  const isatap = (fifth & ~0x0200) === 0 && sixth === 0x5efe;
  return (first & 0xe000) === 0x2000 && !isatap;
}
