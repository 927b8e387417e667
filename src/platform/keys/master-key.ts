import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { readKeyFiles } from './key-file.js';
import type { SealKind } from './seal.js';

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

/**
 * The one key outside the database. It seals short secrets, and the keys of stored files. While it is being changed there are
 * two: the new one seals, and both open.
 */
export class MasterKey {
  // Private by the language itself: what is inside shows in no log, inspection or JSON.
  readonly #newest: OneKey;
  readonly #former: OneKey | undefined;

  /** Each is 32 bytes. */
  constructor(newest: Buffer, former?: Buffer) {
    this.#newest = new OneKey(newest);
    this.#former = former && new OneKey(former);
  }

  /** Reads `<folder>/master.key`; makes it where `mayCreate` says that nothing can have been sealed yet. */
  static in(folder: string, mayCreate: boolean): MasterKey {
    const { current, next } = readKeyFiles(folder, mayCreate);
    return next ? new MasterKey(next, current) : new MasterKey(current);
  }

  /** Encrypts `plaintext` so that it opens only as the same `kind` and `id`. It must be stored where the kind says. */
  seal({ name }: SealKind, id: string, plaintext: string): string {
    return this.#newest.seal(name, id, plaintext);
  }

  /** Gives back what `seal` took. Throws SealBroken for anything else. */
  open({ name }: SealKind, id: string, text: string): string {
    const plaintext = this.#newest.open(name, id, text) ?? this.#former?.open(name, id, text);
    if (plaintext === undefined) throw new SealBroken(name);
    return plaintext;
  }

  /** The same sealed with the newest key; nothing where it is already. Throws SealBroken where no key opens it. */
  reseal(kind: SealKind, id: string, text: string): string | undefined {
    if (this.#newest.open(kind.name, id, text) !== undefined) return undefined;
    return this.seal(kind, id, this.open(kind, id, text));
  }

  /** Names of the newest key and the one before, by which they can be told apart and from which nothing follows. */
  get names(): { newest: string; former: string | undefined } {
    return { newest: this.#newest.name, former: this.#former?.name };
  }
}

class OneKey {
  readonly #derived = new Map<string, Buffer>();
  readonly #key: Buffer;

  constructor(key: Buffer) {
    this.#key = key;
  }

  get name(): string {
    return this.#derive('name of the key').toString('hex', 0, 8);
  }

  seal(purpose: string, id: string, plaintext: string): string {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', this.#keyFor(purpose), nonce);
    cipher.setAAD(boundTo(purpose, id));
    const sealed = [nonce, cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()];
    return `${version}.${Buffer.concat(sealed).toString('base64url')}`;
  }

  open(purpose: string, id: string, text: string): string | undefined {
    const [found, encoded = '', ...rest] = text.split('.');
    const sealed = Buffer.from(encoded, 'base64url');
    const canonical = rest.length === 0 && sealed.toString('base64url') === encoded;
    if (found !== version || !canonical || sealed.length < nonceBytes + tagBytes) return undefined;
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
      return undefined;
    }
  }

  #keyFor(purpose: string): Buffer {
    const known = this.#derived.get(purpose);
    if (known) return known;
    const derived = this.#derive(purpose);
    this.#derived.set(purpose, derived);
    return derived;
  }

  #derive(purpose: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.#key, '', `assay ${version} ${purpose}`, 32));
  }
}

const boundTo = (purpose: string, id: string): Buffer => Buffer.from(JSON.stringify([purpose, id]));
