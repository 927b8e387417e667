import type { LinkHolders, StartedLink } from '../identity/index.js';
import type { FormBody } from '../platform/http/index.js';
import { DeadLink } from './dead-link.js';

/** What the button of a landing page opens: a session for the `token` in its form. Throws DeadLink where that opens nothing. */
export async function exchanged<Opened extends { expiresAt: Date }>(
  body: FormBody | undefined,
  people: LinkHolders<Opened>,
): Promise<StartedLink<Opened>> {
  const token = body?.['token'];
  const started = typeof token === 'string' ? await people.exchange(token) : undefined;
  if (!started) throw new DeadLink();
  return started;
}
