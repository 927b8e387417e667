import { sha256 } from '../platform/ids.js';

/** Everything of an entry that its hash covers, as stored. */
export interface Link {
  seq: number;
  at: string;
  actorKind: string;
  actorId: string;
  action: string;
  subjectKind: string;
  subjectId: string;
  detailHash: string;
  previousHash: string;
}

export const chainStart = '0'.repeat(64);

/**
 * SHA-256 (hex) of an entry: its fields in a fixed order, each preceded by its length in bytes, so that no two
 * different entries give the same input.
 */
export function hashOf(link: Link): string {
  const { seq, at, actorKind, actorId, action, subjectKind, subjectId } = link;
  const subject = [subjectKind, subjectId, link.detailHash, link.previousHash];
  let text = '';
  for (const field of [String(seq), at, actorKind, actorId, action, ...subject]) {
    text += `${Buffer.byteLength(field)}:${field}`;
  }
  return sha256(text);
}

/** SHA-256 (hex) of what changed, with a random salt so that short personal values cannot be guessed from it. */
export function detailHashOf(salt: string, content: string): string {
  return sha256(`${salt}:${content}`);
}
