import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { MasterKey } from '../../platform/keys/index.js';
import { fingerprintSeal } from './fingerprint.entity.js';
import { Signer } from './signature.js';

const keyId = 'likeness';

/** Makes the key of all fingerprints at first use, and opens it. */
@Injectable()
export class FingerprintKeys {
  private opened: Signer | undefined;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly masterKey: MasterKey,
  ) {}

  async signer(): Promise<Signer> {
    this.opened ??= new Signer(await this.key());
    return this.opened;
  }

  private async key(): Promise<Buffer> {
    const sealed = (await this.sealed()) ?? (await this.make());
    return Buffer.from(this.masterKey.open(fingerprintSeal, keyId, sealed), 'base64url');
  }

  private async sealed(): Promise<string | undefined> {
    const [row] = await this.database.sql<{ sealed: string }[]>`
      SELECT sealed FROM fingerprint_key WHERE id = ${keyId}`;
    return row?.sealed;
  }

  /** Two instances may make one at the same time: the first stays. */
  private async make(): Promise<string> {
    const fresh = randomBytes(32).toString('base64url');
    const sealed = this.masterKey.seal(fingerprintSeal, keyId, fresh);
    const now = this.clock.now().toISOString();
    await this.database.transaction(
      () => this.database.sql<object[]>`
        INSERT INTO fingerprint_key (id, sealed, made_at) VALUES (${keyId}, ${sealed}, ${now})
        ON CONFLICT (id) DO NOTHING RETURNING id`,
    );
    return (await this.sealed()) ?? sealed;
  }
}
