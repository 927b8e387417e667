import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { PassThrough, Transform, type Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import './fast-checksums.js';
import { Breaths } from '../../platform/breaths.js';
import { sha256Lines } from '../../platform/sha256-lines.js';
import type { SigningKey } from '../../platform/keys/index.js';
import { isStored, type Part, type Stored } from '../contents/parts/part.js';

/** A stored file cannot be read, or is not the one it was. */
export class PartBroken extends Error {
  constructor(
    readonly path: string,
    cause: unknown,
  ) {
    super(`${path} cannot be put into the dossier.`, { cause });
  }
}

export interface Bag {
  /** The one folder in the zip: letters, digits, dots, dashes and underscores. */
  name: string;
  /** The day it speaks of. */
  day: string;
  /** For bag-info.txt: label and text, a line each. */
  info: readonly (readonly [label: string, text: string])[];
  parts: readonly Part[];
  /** Files beside data/, such as VERIFY.md. */
  beside: ReadonlyMap<string, string>;
}

/** The same moment in every zip, in whatever zone it is made: what is in it says when it is from. */
const fixed = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true, compress: false } as const;

/**
 * A BagIt 1.0 bag (RFC 8493) as a zip, signed: the same bag and key give the same bytes. Stored files are read as they are
 * written, so that memory does not grow with them. The stream ends in a PartBroken where one cannot be read or is not the one
 * it should be. `told` hears of every piece of content that was written.
 */
export function bagStream(bag: Bag, key: SigningKey, told: (bytes: number) => void): Readable {
  const out = new PassThrough();
  // Whoever reads it is told even if they come after it broke; until then nobody listens, and that would end the process.
  out.on('error', () => undefined);
  write(bag, key, told, out).catch((error: unknown) => {
    out.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  return out;
}

async function write(
  { name, day, info, parts, beside }: Bag,
  key: SigningKey,
  told: (bytes: number) => void,
  out: PassThrough,
): Promise<void> {
  const zip = new ZipFile();
  const unread = new Promise<never>((_, reject) =>
    out.once('close', () => reject(new Error('Nobody reads the dossier any longer.'))),
  );
  unread.catch(() => undefined);
  zip.outputStream.pipe(out);
  const add = (path: string, content: Buffer, mode = 0o644) =>
    zip.addBuffer(content, `${name}/${path}`, { ...fixed, mode: 0o100000 | mode });
  const payload: Listed[] = [];
  const breaths = new Breaths();
  for (const part of [...parts].sort(byPath)) {
    await breaths.take();
    const path = `data/${part.path}`;
    if (isStored(part.content)) {
      await stream(zip, `${name}/${path}`, part.path, part.content, { told, unread });
      payload.push({ path, sha256: part.content.sha256, bytes: part.content.bytes });
    } else {
      add(path, part.content);
      told(part.content.length);
      payload.push(listed(path, part.content));
    }
  }
  const tags: Listed[] = [];
  const addTag = (path: string, text: string, mode?: number): void => {
    const content = Buffer.from(text);
    add(path, content, mode);
    tags.push(listed(path, content));
  };
  const octets = payload.reduce((sum, { bytes }) => sum + bytes, 0);
  addTag('bagit.txt', 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n');
  addTag(
    'bag-info.txt',
    [...info, ['Bagging-Date', day], ['Payload-Oxum', `${octets}.${payload.length}`]]
      .map(([label, text]) => `${label}: ${text?.replace(/\s+/g, ' ')}\n`)
      .join(''),
  );
  addTag('manifest-sha256.txt', manifestOf(payload));
  addTag('signer.pem', key.publicPem);
  for (const [path, text] of beside) addTag(path, text, path.endsWith('.sh') ? 0o755 : 0o644);
  const tagManifest = Buffer.from(manifestOf(tags));
  add('tagmanifest-sha256.txt', tagManifest);
  add('tagmanifest-sha256.txt.sig', key.sign(tagManifest));
  zip.end();
}

interface Listed {
  path: string;
  sha256: string;
  bytes: number;
}

const listed = (path: string, content: Buffer): Listed => ({
  path,
  sha256: createHash('sha256').update(content).digest('hex'),
  bytes: content.length,
});

const byPath = (one: { path: string }, other: { path: string }): number =>
  one.path < other.path ? -1 : Number(one.path > other.path);

const manifestOf = (files: readonly Listed[]): string =>
  sha256Lines(new Map(files.map(({ path, sha256 }) => [path, sha256])));

async function stream(
  zip: ZipFile,
  entry: string,
  path: string,
  { open, bytes, sha256 }: Stored,
  { told, unread }: { told: (bytes: number) => void; unread: Promise<never> },
): Promise<void> {
  const hash = createHash('sha256');
  let count = 0;
  const checked = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      count += chunk.length;
      told(chunk.length);
      done(null, chunk);
    },
    flush(done) {
      const isSame = count === bytes && hash.digest('hex') === sha256;
      done(isSame ? null : new PartBroken(path, 'It is not the file that was stored.'));
    },
  });
  const broken = new Promise<never>((_, reject) => checked.once('error', reject));
  let content: Readable | undefined;
  try {
    content = await open();
    content.on('error', (error) => checked.destroy(error)).pipe(checked);
    zip.addReadStream(checked, entry, { ...fixed, mode: 0o100644 });
    await Promise.race([once(checked, 'end'), broken, unread]);
  } catch (error) {
    content?.destroy();
    checked.destroy();
    throw error instanceof PartBroken ? error : new PartBroken(path, error);
  }
}
