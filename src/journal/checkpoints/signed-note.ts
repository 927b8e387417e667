import { createHash, createPublicKey, verify } from 'node:crypto';

/** What a checkpoint says: the first `size` entries of the journal called `origin` have this Merkle root. */
export interface CheckpointText {
  /** A name without blanks and plus signs, such as `assay.example.org/journal`. */
  origin: string;
  size: number;
  /** 32 bytes. */
  root: Buffer;
}

export interface NoteSignature {
  /** The name the key goes by. */
  name: string;
  /** The first four bytes that name and key hash to, in hexadecimal. */
  keyId: string;
  /** 64 bytes. */
  signature: Buffer;
}

export interface SignedNote {
  /** What is signed, its last line break included. */
  text: string;
  signatures: NoteSignature[];
}

export interface NoteSigner {
  /** The public key, raw: 32 bytes. */
  publicKey: Buffer;
  sign(text: Buffer): Buffer;
}

/** Something is not a note, or its text not a checkpoint. */
export class NotANote extends Error {}

const ed25519 = 1;
const spkiHead = Buffer.from('302a300506032b6570032100', 'hex');
const line = /^\u2014 ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u;

/** The text of a checkpoint by C2SP tlog-checkpoint: origin, size, root in base64, each a line. */
export const checkpointText = ({ origin, size, root }: CheckpointText): string =>
  `${origin}\n${size}\n${root.toString('base64')}\n`;

/** Four bytes, in hexadecimal, by which a signature names its key (C2SP signed-note, Ed25519). */
export const keyIdOf = (name: string, publicKey: Buffer): string =>
  createHash('sha256')
    .update(`${name}\n`)
    .update(Buffer.from([ed25519]))
    .update(publicKey)
    .digest('hex')
    .slice(0, 8);

/** The key as verifiers of C2SP notes take it: `name+id+key`. */
export const verifierKey = (name: string, publicKey: Buffer): string =>
  `${name}+${keyIdOf(name, publicKey)}+${Buffer.concat([Buffer.from([ed25519]), publicKey]).toString('base64')}`;

/** `text`, which ends in a line break, with a signature line of each signer under `name` (C2SP signed-note). */
export function signNote(text: string, name: string, signers: readonly NoteSigner[]): string {
  const lines = signers.map((signer) => {
    const keyId = Buffer.from(keyIdOf(name, signer.publicKey), 'hex');
    const signed = Buffer.concat([keyId, signer.sign(Buffer.from(text))]);
    return `\u2014 ${name} ${signed.toString('base64')}\n`;
  });
  return `${text}\n${lines.join('')}`;
}

const within = /^\S+\n\d{1,15}\n[A-Za-z0-9+/]{43}=\n\n(?:\u2014 \S+ \S+(?:\n|$))+/mu;

/** The note in a file that somebody kept: alone, in a letter saved as plain text, or in the body of a webhook. */
export function noteWithin(file: string): string {
  const text = noteOfMessage(file) ?? file.replaceAll('\r\n', '\n');
  return within.exec(text)?.[0] ?? text;
}

function noteOfMessage(file: string): string | undefined {
  if (!file.trimStart().startsWith('{')) return undefined;
  try {
    const { data } = JSON.parse(file) as { data?: { note?: unknown } };
    return typeof data?.note === 'string' ? data.note : undefined;
  } catch {
    return undefined;
  }
}

/** Takes a note apart. Throws NotANote with a sentence. It says nothing of whether the signatures are good. */
export function readNote(note: string): SignedNote {
  const plain = note.replaceAll('\r\n', '\n').replace(/\n*$/, '\n');
  const end = plain.lastIndexOf('\n\n');
  if (end < 0) throw new NotANote('It has no line of a signature after an empty line.');
  const signatures = plain
    .slice(end + 2, -1)
    .split('\n')
    .map(readSignature);
  return { text: plain.slice(0, end + 1), signatures };
}

function readSignature(text: string): NoteSignature {
  const [, name, encoded] = line.exec(text) ?? [];
  if (!name || !encoded) throw new NotANote(`This is not the line of a signature: ${text}`);
  const bytes = Buffer.from(encoded, 'base64');
  return { name, keyId: bytes.toString('hex', 0, 4), signature: bytes.subarray(4) };
}

/** What the text of a note says as a checkpoint; further lines are let be. Throws NotANote with a sentence. */
export function readCheckpointText(text: string): CheckpointText {
  const [origin = '', size = '', encoded = ''] = text.split('\n');
  const root = Buffer.from(encoded, 'base64');
  if (!origin || !/^(0|[1-9]\d{0,14})$/.test(size) || root.length !== 32) {
    throw new NotANote('A checkpoint is a name, a number and a hash, each on a line.');
  }
  return { origin, size: Number(size), root };
}

/** Whether one of the signatures is this key's and good for the text. `publicKey`: raw, 32 bytes. */
export function isSignedBy({ text, signatures }: SignedNote, publicKey: Buffer): boolean {
  const key = createPublicKey({
    key: Buffer.concat([spkiHead, publicKey]),
    format: 'der',
    type: 'spki',
  });
  return signatures.some(
    ({ name, keyId, signature }) =>
      keyId === keyIdOf(name, publicKey) && verify(null, Buffer.from(text), key, signature),
  );
}

/** Whether a signature says that it is this key's, good or not. `publicKey`: raw, 32 bytes. */
export const namesKey = ({ signatures }: SignedNote, publicKey: Buffer): boolean =>
  signatures.some(({ name, keyId }) => keyId === keyIdOf(name, publicKey));
