import { Injectable } from '@nestjs/common';
import { KnownKeys, originOf, rawKey, verifierKey } from '../journal/index.js';
import { Config } from '../platform/config/index.js';
import type { SigningKeyView } from './checkpoint.dto.js';

/** The keys of signed checkpoints and dossiers, as whoever verifies them needs them. */
@Injectable()
export class PublicKeys {
  constructor(
    private readonly keys: KnownKeys,
    private readonly config: Config,
  ) {}

  async list(): Promise<SigningKeyView[]> {
    const origin = originOf(this.config);
    return (await this.keys.list()).map(({ fingerprint, publicKey, addedAt }) => ({
      fingerprint,
      publicKey,
      verifierKey: verifierKey(origin, rawKey(publicKey)),
      addedAt: addedAt.toISOString(),
    }));
  }
}
