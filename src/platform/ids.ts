import { hash, randomBytes, randomFillSync } from 'node:crypto';
import { v5, v7 } from 'uuid';

/** Asking for randomness takes longer than all the rest: it is asked for many ids at once. */
const pool = Buffer.alloc(4_096);
let used = pool.length;
const last = { msecs: 0, seq: 0 };

/** Time-ordered (UUIDv7), so that keys sort by creation; those of one process strictly. */
export function newId(): string {
  const random = someRandom();
  const now = Date.now();
  if (now > last.msecs) Object.assign(last, { msecs: now, seq: random.readUInt32BE(6) >>> 1 });
  else last.seq = (last.seq + 1) | 0;
  if (last.seq === 0) last.msecs += 1;
  return v7({ random, ...last });
}

/** 16 random bytes in hexadecimal: 32 characters. */
export const newSalt = (): string => someRandom().toString('hex');

/** 16 bytes. */
function someRandom(): Buffer {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  return pool.subarray(used, (used += 16));
}

/** 32 random bytes as base64url: 43 characters. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

export function sha256(content: string | Uint8Array): string {
  return hash('sha256', content, 'hex');
}

/** The same id for the same name, always (UUIDv5), so that what is exported twice is told to be the same. */
export const idOfName = (name: string): string => v5(name, names);

/** Ours, so that nobody else's names give the same ids. */
const names = '0b8a3ad0-7f6b-5f0e-9c55-3d1f4f6a9e21';
