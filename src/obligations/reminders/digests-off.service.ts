import { Injectable } from '@nestjs/common';
import { Preferences } from '../../identity/index.js';
import type { Actor } from '../../platform/actor.js';
import { Database } from '../../platform/database/index.js';
import { sha256 } from '../../platform/ids.js';

const holder: Actor = { kind: 'system', id: 'system', name: 'Whoever holds the letter' };

/** Stops the digest letters of one person; all that the secret in such a letter is good for. */
@Injectable()
export class DigestsOff {
  constructor(
    private readonly database: Database,
    private readonly preferences: Preferences,
  ) {}

  /** Whether the secret stands in a letter of somebody. */
  async opens(secret: string): Promise<boolean> {
    return (await this.personOf(secret)) !== undefined;
  }

  /** False for a secret that stops nothing; twice does no more than once. */
  async stop(secret: string): Promise<boolean> {
    const personId = await this.personOf(secret);
    if (personId === undefined) return false;
    await this.preferences.stopDigestsByMail(holder, personId);
    return true;
  }

  private async personOf(secret: string): Promise<string | undefined> {
    if (!/^[A-Za-z0-9_-]{43}$/.test(secret)) return undefined;
    const [row] = await this.database.sql<{ personId: string }[]>`
      SELECT person_id AS "personId" FROM digest WHERE off_hash = ${sha256(secret)}`;
    return row?.personId;
  }
}
