import type { Actor } from '../platform/actor.js';
import type { Permission, Role } from './permissions.js';

/** A person at the door, in the browser or through a token of theirs. */
export interface Caller extends Actor {
  readonly userId: string;
  readonly role: Role;
  readonly may: ReadonlySet<Permission>;
  /** The session they came with; absent for a token. */
  readonly sessionId?: string;
}
