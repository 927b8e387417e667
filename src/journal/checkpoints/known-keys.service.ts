import { Injectable } from '@nestjs/common';
import { createPublicKey } from 'node:crypto';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import type { SigningKey } from '../../platform/keys/index.js';
import { KnownKey } from './checkpoint.entity.js';
import { isSignedBy, namesKey, type SignedNote } from './signed-note.js';

/** The public keys of everything that was ever signed here, the newest first. */
@Injectable()
export class KnownKeys {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  list(): Promise<KnownKey[]> {
    return this.database.repository(KnownKey).find({ order: { number: 'DESC' } });
  }

  /** Inside a transaction: `key` is known from now on. */
  async add({ fingerprint, publicPem }: SigningKey): Promise<void> {
    const at = this.clock.now().toISOString();
    await this.database.sql`
      INSERT INTO signing_key (number, fingerprint, public_key, added_at)
      SELECT coalesce(max(number), 0) + 1, ${fingerprint}, ${publicPem}, ${at} FROM signing_key WHERE 1 = 1
      ON CONFLICT (fingerprint) DO NOTHING`;
  }
}

/** The 32 bytes of a public key that is kept as PEM. Throws for anything else. */
export const rawKey = (pem: string): Buffer =>
  createPublicKey(pem).export({ format: 'der', type: 'spki' }).subarray(-32);

/** Whether this key, kept as PEM, signed the note. Somebody may have changed what is kept: then it did not. */
export const isSignedByKnown = (note: SignedNote, pem: string): boolean =>
  isTrueOf(pem, (key) => isSignedBy(note, key));

/** Whether the note names this key, kept as PEM, as one that signed it: where it did not, the note was altered. */
export const namesKnown = (note: SignedNote, pem: string): boolean =>
  isTrueOf(pem, (key) => namesKey(note, key));

function isTrueOf(pem: string, is: (key: Buffer) => boolean): boolean {
  try {
    return is(rawKey(pem));
  } catch {
    return false;
  }
}
