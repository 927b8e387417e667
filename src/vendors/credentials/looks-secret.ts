const named: readonly RegExp[] = [
  /-----BEGIN [A-Z ]{0,40}(?:KEY|CERTIFICATE)/,
  /\b(?:sk|pk|rk)[-_](?:live|test|proj|ant)?[-_]?[A-Za-z0-9_-]{16,}/,
  /\bgh[opsur]_[A-Za-z0-9]{20,}/,
  /\bgithub_pat_[A-Za-z0-9_]{20,}/,
  /\bglpat-[A-Za-z0-9_-]{16,}/,
  /\bxox[abeprs]-[A-Za-z0-9-]{10,}/,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/,
  /\bAIza[A-Za-z0-9_-]{30,}/,
  /\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{4,}/,
  /\bssh-(?:rsa|ed25519) AAAA/,
  /\bhttps?:\/\/[^\s/:@]{1,100}:[^\s/@]{1,200}@/i,
  /\b(?:password|passwd|pwd|passphrase|secret|token|api[ _-]?key)\s{0,3}[:=]\s{0,3}[^\s]{6,}/i,
];

/** What is long enough to be one, and made as machines make them. */
const piece = /[A-Za-z0-9+]{16,}/g;
/** The same in the alphabet of addresses, in which names are written too: only what is longer counts. */
const addressPiece = /[A-Za-z0-9_-]{32,}/g;
const uuid = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi;

/**
 * Whether a text holds what looks like a secret itself rather than a name for one: a known prefix of keys and tokens, a
 * password behind its word, or 16 or more letters and digits in a row (32 where there are hyphens or underscores between) that
 * change between digits and letters at least four times (32 hexadecimal digits too). Ids written as UUIDs are none. It may be wrong both ways. Source: our own, after the
 * prefixes that makers publish for secret scanning.
 * @param text up to a few thousand characters; the time is linear in them
 */
export function looksSecret(text: string): boolean {
  if (named.some((pattern) => pattern.test(text))) return true;
  const rest = text.replace(uuid, ' ');
  return [piece, addressPiece].some((runs) => (rest.match(runs) ?? []).some(looksRandom));
}

function looksRandom(run: string): boolean {
  if (/^[0-9a-f]{32,}$/i.test(run) && /\d/.test(run) && /[a-f]/i.test(run)) return true;
  const changes = run.match(/[A-Za-z+](?=\d)|\d(?=[A-Za-z+])/g)?.length ?? 0;
  return changes >= 4;
}
