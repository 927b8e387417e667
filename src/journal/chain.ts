import { createHash } from 'node:crypto';

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
  const hash = createHash('sha256');
  const fields = [
    String(link.seq),
    link.at,
    link.actorKind,
    link.actorId,
    link.action,
    link.subjectKind,
    link.subjectId,
    link.detailHash,
    link.previousHash,
  ];
  for (const field of fields) hash.update(`${Buffer.byteLength(field)}:${field}`);
  return hash.digest('hex');
}

/** SHA-256 (hex) of what changed, with a random salt so that short personal values cannot be guessed from it. */
export function detailHashOf(salt: string, content: string): string {
  return createHash('sha256').update(`${salt}:${content}`).digest('hex');
}
