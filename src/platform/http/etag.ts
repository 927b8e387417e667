import type { Reply } from './request.js';

/** Sets the ETag that `If-Match` must repeat. */
export function tagged<T extends { version: number }>(thing: T, reply: Reply): T {
  void reply.header('etag', `"${thing.version}"`);
  return thing;
}
