import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../ids.js';
import {
  KeyRefused,
  refuseReadableByOthers,
  replacePrivately,
  writePrivately,
} from './private-file.js';

const rawBytes = 32;
const currentIn = (folder: string): string => join(folder, 'signing.pem');
/** Stands beside the current one until the change is noted, and takes its place then. */
const nextIn = (folder: string): string => join(folder, 'signing.pem.next');

/** The Ed25519 key with which checkpoints and dossiers are signed. It lies outside the database. */
export class SigningKey {
  // Private by the language itself: what is inside shows in no log, inspection or JSON.
  readonly #key: KeyObject;
  /** 32 bytes. */
  readonly publicKey: Buffer;
  readonly publicPem: string;
  /** SHA-256 in hexadecimal of the public key as DER: what `openssl pkey -pubin -outform DER | sha256sum` gives for the PEM. */
  readonly fingerprint: string;

  private constructor(key: KeyObject) {
    this.#key = key;
    const open = createPublicKey(key);
    const der = open.export({ format: 'der', type: 'spki' });
    this.publicKey = der.subarray(-rawBytes);
    this.fingerprint = sha256(der);
    this.publicPem = open.export({ format: 'pem', type: 'spki' }).toString();
  }

  /** Reads `<folder>/signing.pem`, and makes it where there is none: nothing is lost with an old one but its use. */
  static in(folder: string): SigningKey {
    const file = currentIn(folder);
    if (!existsSync(file)) writePrivately(folder, file, newKey());
    refuseReadableByOthers(folder, '700');
    return SigningKey.read(file);
  }

  /** The key that takes over, beside the current one: that of `brought`, or a new one; or that of a change that was broken off. */
  static next(folder: string, brought?: string): SigningKey {
    const next = nextIn(folder);
    if (brought !== undefined) {
      const key = SigningKey.read(brought);
      if (existsSync(next) && SigningKey.read(next).fingerprint !== key.fingerprint) {
        throw new KeyRefused(
          `A change to another key was broken off. End it first, without naming a file: ${next} is waiting.`,
        );
      }
      writePrivately(folder, next, readFileSync(brought));
    } else if (!existsSync(next)) writePrivately(folder, next, newKey());
    return SigningKey.read(next);
  }

  /** The next key takes the current one's place in one step, and the old one is destroyed. */
  static replace(folder: string): void {
    replacePrivately(folder, currentIn(folder), nextIn(folder));
  }

  /** Gives up a change that was begun and not noted anywhere. */
  static forgetNext(folder: string): void {
    rmSync(nextIn(folder), { force: true });
  }

  private static read(file: string): SigningKey {
    if (!existsSync(file)) throw new KeyRefused(`There is no file ${file}.`);
    refuseReadableByOthers(file, '600');
    const refused = new KeyRefused(
      `${file} does not hold an Ed25519 private key in PEM without a password. One is made with: openssl genpkey -algorithm ed25519 -out ${file}`,
    );
    let key: KeyObject;
    try {
      key = createPrivateKey(readFileSync(file));
    } catch {
      throw refused;
    }
    if (key.asymmetricKeyType !== 'ed25519') throw refused;
    return new SigningKey(key);
  }

  /** 64 bytes. */
  sign(bytes: Uint8Array): Buffer {
    return sign(null, bytes, this.#key);
  }
}

const newKey = (): Buffer =>
  Buffer.from(
    generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
  );
