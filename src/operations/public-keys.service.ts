import { Injectable } from '@nestjs/common';
import { KnownKeys, originOf, rawKey, verifierKey } from '../journal/index.js';
import { Config } from '../platform/config/index.js';
import { SigningKey } from '../platform/keys/index.js';
import type { SigningKeyView } from './checkpoint.dto.js';

/** The keys of signed checkpoints and dossiers, as whoever verifies them needs them. */
@Injectable()
export class PublicKeys {
  constructor(
    private readonly keys: KnownKeys,
    private readonly key: SigningKey,
    private readonly config: Config,
  ) {}

  /** The fingerprint of the one that signs now. It may not have signed anything yet. */
  get current(): string {
    return this.key.fingerprint;
  }

  async list(): Promise<SigningKeyView[]> {
    const origin = originOf(this.config);
    return (await this.keys.list()).map(({ fingerprint, publicKey, addedAt }) => ({
      fingerprint,
      publicKey,
      verifierKey: forVerifiers(origin, publicKey),
      addedAt: addedAt.toISOString(),
    }));
  }
}

function forVerifiers(origin: string, pem: string): string {
  try {
    return verifierKey(origin, rawKey(pem));
  } catch {
    return 'What is kept here is no public key: somebody changed it.';
  }
}
