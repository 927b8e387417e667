import { PassThrough } from 'node:stream';
import { Breaths } from '../../../platform/breaths.js';
import type { Blobs, StoredBlob } from '../../../platform/storage/index.js';
import { isStored, type Content, type Made, type Part } from './part.js';
import { Shelves } from './shelves.js';

/** What is longer than this is not held in memory, nor what comes once so much is held. */
const longest = 1_000_000;
const mostHeld = 16_000_000;
const pieceSize = 65_536;

/** Texts on their way into one dossier. The long ones lie sealed among the stored files until `clear`. */
export class Drafts {
  private readonly begun: Draft[] = [];
  private readonly shelves: Shelves;
  private readonly breaths = new Breaths();
  private held = 0;

  constructor(
    private readonly blobs: Blobs,
    /** Whether what names nobody is wanted too of the part with this path. */
    readonly wantsBare: (path: string) => boolean,
  ) {
    this.shelves = new Shelves(blobs);
  }

  begin(): Draft {
    const draft = new Draft(this.blobs, (content) => this.kept(content));
    this.begun.push(draft);
    return draft;
  }

  /** A part that was made whole: what is not wanted of it is not made, and where much is held already it lies there, too. */
  async lay({ content, without, ...part }: Made): Promise<Part> {
    const laid = { ...part, content: await this.kept(content) };
    if (without === undefined || !this.wantsBare(part.path)) return laid;
    await this.breaths.take();
    const bare = without();
    if (typeof bare !== 'object' || !('draw' in bare))
      return { ...laid, without: await this.kept(bare) };
    return { ...laid, without: { ...bare, from: await this.kept(bare.from) } };
  }

  /** Whatever became of the dossier: nothing of them stays. */
  async clear(): Promise<void> {
    for (const one of [...this.begun.splice(0), this.shelves]) await one.remove();
  }

  private async kept(content: Content | string): Promise<Content> {
    if (typeof content !== 'string' && isStored(content)) return content;
    const bytes = Buffer.byteLength(content);
    if (this.held + bytes > mostHeld) return this.shelves.put(content, bytes);
    this.held += bytes;
    return typeof content === 'string' ? Buffer.from(content) : content;
  }
}

/** One text, written a piece at a time. */
export class Draft {
  private readonly pieces: Buffer[] = [];
  private piece = '';
  private bytes = 0;
  private out: { into: PassThrough; stored: Promise<StoredBlob> } | undefined;

  constructor(
    private readonly blobs: Blobs,
    private readonly kept: (content: Buffer) => Promise<Content>,
  ) {}

  async add(text: string): Promise<void> {
    this.piece += text;
    if (this.piece.length >= pieceSize) await this.flush();
  }

  async end(): Promise<Content> {
    await this.flush();
    if (!this.out) return this.kept(Buffer.concat(this.pieces.splice(0)));
    this.out.into.end();
    const { name, sha256, bytes } = await this.out.stored;
    return { bytes, sha256, open: () => this.blobs.open(name) };
  }

  async remove(): Promise<void> {
    if (!this.out) return;
    this.out.into.destroy(
      this.out.into.writableFinished ? undefined : new Error('Nobody needs it.'),
    );
    const stored = await this.out.stored.catch(() => undefined);
    if (stored) await this.blobs.remove(stored.name);
  }

  private async flush(): Promise<void> {
    const piece = Buffer.from(this.piece);
    this.piece = '';
    this.bytes += piece.length;
    if (this.out || this.bytes > longest) await this.write(piece);
    else this.pieces.push(piece);
  }

  private async write(piece: Buffer): Promise<void> {
    const { into, stored } = (this.out ??= this.lying());
    for (const one of [...this.pieces.splice(0), piece]) {
      // Where it cannot be stored, nobody reads any longer.
      if (into.destroyed) await stored;
      if (!into.write(one)) await drained(into);
    }
  }

  private lying() {
    const into = new PassThrough();
    into.on('error', () => undefined);
    const stored = this.blobs.put(into);
    stored.catch(() => into.destroy());
    return { into, stored };
  }
}

/** Or nobody reads any longer. Nothing of it stays with what outlives it, which waits thousands of times. */
const drained = (into: PassThrough): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      into.off('drain', done).off('close', done);
      resolve();
    };
    into.on('drain', done).on('close', done);
  });
