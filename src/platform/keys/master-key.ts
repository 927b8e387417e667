import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { readKeyFile } from './key-file.js';

const version = 'v1';
const nonceBytes = 12;
const tagBytes = 16;

/** Something sealed does not open: it was changed, moved to another place, or sealed with another key. */
export class SealBroken extends Error {
  constructor(purpose: string) {
    super(
      `What was sealed as ${purpose} does not open: it was changed, or sealed with another master key.`,
    );
  }
}

/** The one key outside the database. It seals short secrets, and the keys of stored files. */
export class MasterKey {
  // Private by the language itself: what is inside shows in no log, inspection or JSON.
  readonly #derived = new Map<string, Buffer>();
  readonly #key: Buffer;

  /** `key` is 32 bytes. */
  constructor(key: Buffer) {
    this.#key = key;
  }

  /** Reads `<folder>/master.key`; makes it where `mayCreate` says that nothing can have been sealed yet. */
  static in(folder: string, mayCreate: boolean): MasterKey {
    return new MasterKey(readKeyFile(folder, mayCreate));
  }

  /** Encrypts `plaintext` so that it opens only as the same `purpose` and `id`. */
  seal(purpose: string, id: string, plaintext: string): string {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', this.#keyFor(purpose), nonce);
    cipher.setAAD(boundTo(purpose, id));
    const sealed = [nonce, cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()];
    return `${version}.${Buffer.concat(sealed).toString('base64url')}`;
  }

  /** Gives back what `seal` took. Throws SealBroken for anything else. */
  open(purpose: string, id: string, text: string): string {
    const [found, encoded = '', ...rest] = text.split('.');
    const sealed = Buffer.from(encoded, 'base64url');
    const canonical = rest.length === 0 && sealed.toString('base64url') === encoded;
    if (found !== version || !canonical || sealed.length < nonceBytes + tagBytes) {
      throw new SealBroken(purpose);
    }
    const nonce = sealed.subarray(0, nonceBytes);
    const decipher = createDecipheriv('aes-256-gcm', this.#keyFor(purpose), nonce, {
      authTagLength: tagBytes,
    });
    decipher.setAAD(boundTo(purpose, id));
    decipher.setAuthTag(sealed.subarray(-tagBytes));
    try {
      const content = sealed.subarray(nonceBytes, -tagBytes);
      return Buffer.concat([decipher.update(content), decipher.final()]).toString('utf8');
    } catch {
      throw new SealBroken(purpose);
    }
  }

  #keyFor(purpose: string): Buffer {
    const known = this.#derived.get(purpose);
    if (known) return known;
    const derived = Buffer.from(
      hkdfSync('sha256', this.#key, '', `assay ${version} ${purpose}`, 32),
    );
    this.#derived.set(purpose, derived);
    return derived;
  }
}

const boundTo = (purpose: string, id: string): Buffer => Buffer.from(JSON.stringify([purpose, id]));
