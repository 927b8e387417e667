import { addDays, addMilliseconds } from '../platform/clock.js';
import { Gone } from '../platform/errors.js';
import { newSecret, sha256 } from '../platform/ids.js';

const openDaysAfterDue = 60;
const dayMs = 24 * 3_600_000;
const longestSessionMs = 30 * dayMs;

export interface MagicLink {
  address: string;
  /** All that is stored of the secret. */
  secretHash: string;
}

/** A link stood when something began to be sent by it, and does not stand any more when it is here. */
export class LinkEnded extends Gone {
  constructor() {
    super('Your link was ended while you sent this, so it was not taken. Ask for a new one.');
  }
}

/** A new magic link below `path`; its secret is 32 random bytes and stands nowhere but in the address. */
export function newMagicLink(
  origin: string,
  path: 'answer' | 'remediation' | 'incident' | 'offboarding',
): MagicLink {
  const secret = newSecret();
  return { address: `${origin}/${path}/${secret}`, secretHash: sha256(secret) };
}

/** What is stored of a secret, or nothing where the text cannot be one. */
export function hashOfSecret(secret: string): string | undefined {
  return /^[A-Za-z0-9_-]{43}$/.test(secret) ? sha256(secret) : undefined;
}

/**
 * When a link stops working: at the end (UTC) of the 60th day after the due date. One that is sent
 * again after the due date lives for 60 days from then, since late answers are welcome.
 */
export function linkExpiry(dueOn: string, today: string): Date {
  const from = dueOn > today ? dueOn : today;
  const last = new Date(`${addDays(from, openDaysAfterDue)}T00:00:00Z`);
  return addMilliseconds(last, dayMs - 1);
}

export interface LinkSession {
  /** For the cookie of a browser. */
  secret: string;
  /** All that is stored of the secret. */
  secretHash: string;
  expiresAt: Date;
}

/** A session for a browser that opened a link: 30 days, and never beyond the link itself. */
export function newLinkSession(now: Date, linkEndsAt: Date): LinkSession {
  const secret = newSecret();
  const last = Math.min(addMilliseconds(now, longestSessionMs).getTime(), linkEndsAt.getTime());
  return { secret, secretHash: sha256(secret), expiresAt: new Date(last) };
}
