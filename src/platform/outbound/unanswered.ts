import { AssayError } from '../errors.js';

/** Nothing was sent, or no answer came back. The message says why, for people. */
export class Unanswered extends AssayError {}

const words: readonly [RegExp, string][] = [
  [/^ENOTFOUND$/, 'Its name is not known.'],
  [/^EAI_/, 'Its name could not be looked up just now.'],
  [/^ECONNREFUSED$/, 'Nobody listens there: the connection was refused.'],
  [/^(ENETUNREACH|EHOSTUNREACH|EADDRNOTAVAIL)$/, 'It cannot be reached from here.'],
  [
    /^(ETIMEDOUT|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT|ABORT_ERR)$/,
    'It did not answer within 5 seconds.',
  ],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/, 'It closed the connection without an answer.'],
  [/^CERT_HAS_EXPIRED$/, 'Its certificate has expired.'],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, 'Its certificate is for another name.'],
  [
    /^(CERT_|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT|UNABLE_TO_)/,
    'Its certificate is not signed by anybody this machine trusts.',
  ],
  [/^(ERR_SSL_|ERR_TLS_|EPROTO)/, 'It does not speak TLS as it should.'],
  [/^(HPE_|HTTPParserError|UND_ERR_)/, 'What it answered is not proper HTTP.'],
];

/** The error of a connection in words for people. */
export function unanswered(error: unknown): Unanswered {
  if (error instanceof Unanswered) return error;
  const code = codeOf(error);
  const known = words.find(([pattern]) => pattern.test(code));
  return new Unanswered(known?.[1] ?? 'It could not be reached.', { cause: error });
}

interface Told {
  name?: string;
  code?: string;
  errors?: unknown[];
  cause?: unknown;
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  const { code, errors, cause, name } = error as Told;
  if (code !== undefined) return code;
  const inner = errors?.[0] ?? cause;
  return inner === undefined ? (name ?? '') : codeOf(inner);
}
