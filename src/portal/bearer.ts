import type { Request } from '../platform/http/index.js';

/** The secret that a program sends as a bearer token; empty where there is none. */
export function bearerOf({ headers }: Request): string {
  const [, secret = ''] = /^Bearer ([\x21-\x7e]{1,200})$/.exec(headers.authorization ?? '') ?? [];
  return secret;
}
