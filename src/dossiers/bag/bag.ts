import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Breaths } from '../../platform/breaths.js';
import type { SigningKey } from '../../platform/keys/index.js';
import { sha256Lines } from '../../platform/sha256-lines.js';
import { isStored, type Part, type Stored } from '../contents/part.js';
import { StoredZip } from './stored-zip.js';

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

/**
 * A BagIt 1.0 bag (RFC 8493) as a zip, signed: the same bag and key give the same bytes. Stored files are read as they are
 * written, so that memory does not grow with them. The stream ends in a PartBroken where one cannot be read or is not the one
 * it should be. `told` hears of every piece of content that was written.
 */
export const bagStream = (bag: Bag, key: SigningKey, told: (bytes: number) => void): Readable =>
  Readable.from(piecesOf(bag, key, told), { objectMode: false });

async function* piecesOf(
  { name, day, info, parts, beside }: Bag,
  key: SigningKey,
  told: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  const zip = new StoredZip();
  const breaths = new Breaths();
  const payload: Listed[] = [];
  for (const part of [...parts].sort(byPath)) {
    await breaths.take();
    const path = `data/${part.path}`;
    if (isStored(part.content)) {
      const { sha256, bytes } = part.content;
      yield* zip.streamed(`${name}/${path}`, checked(part.path, part.content, told));
      payload.push({ path, sha256, bytes });
    } else {
      yield* zip.whole(`${name}/${path}`, part.content);
      told(part.content.length);
      payload.push(listed(path, part.content));
    }
  }
  const tags: Listed[] = [];
  const tag = (path: string, text: string, mode?: number): Generator<Buffer> => {
    const content = Buffer.from(text);
    tags.push(listed(path, content));
    return zip.whole(`${name}/${path}`, content, mode);
  };
  const octets = payload.reduce((sum, { bytes }) => sum + bytes, 0);
  yield* tag('bagit.txt', 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n');
  yield* tag(
    'bag-info.txt',
    [...info, ['Bagging-Date', day], ['Payload-Oxum', `${octets}.${payload.length}`]]
      .map(([label, text]) => `${label}: ${text?.replace(/\s+/g, ' ')}\n`)
      .join(''),
  );
  yield* tag('manifest-sha256.txt', manifestOf(payload));
  yield* tag('signer.pem', key.publicPem);
  for (const [path, text] of beside) yield* tag(path, text, path.endsWith('.sh') ? 0o755 : 0o644);
  const tagManifest = Buffer.from(manifestOf(tags));
  yield* zip.whole(`${name}/tagmanifest-sha256.txt`, tagManifest);
  yield* zip.whole(`${name}/tagmanifest-sha256.txt.sig`, key.sign(tagManifest));
  yield* zip.end();
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

/** A stored file as it is read: whether it is the one that was stored is known at its end. */
async function* checked(
  path: string,
  { open, bytes, sha256 }: Stored,
  told: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  let count = 0;
  try {
    for await (const chunk of (await open()) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      count += chunk.length;
      told(chunk.length);
      yield chunk;
    }
  } catch (error) {
    throw new PartBroken(path, error);
  }
  if (count !== bytes || hash.digest('hex') !== sha256) {
    throw new PartBroken(path, 'It is not the file that was stored.');
  }
}
