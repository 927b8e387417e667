import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { Blobs, StoredBlob } from '../../platform/storage/index.js';
import type { Content } from './part.js';

/** What is longer than this is not held in memory. */
const longest = 1_000_000;
const pieceSize = 65_536;

/** Texts on their way into one dossier. The long ones lie sealed among the stored files until `clear`. */
export class Drafts {
  private readonly begun: Draft[] = [];

  constructor(
    private readonly blobs: Blobs,
    /** Whether what names nobody is wanted too. */
    readonly withBare: boolean,
  ) {}

  begin(): Draft {
    const draft = new Draft(this.blobs);
    this.begun.push(draft);
    return draft;
  }

  /** Whatever became of the dossier: nothing of them stays. */
  async clear(): Promise<void> {
    for (const draft of this.begun.splice(0)) await draft.remove();
  }
}

/** One text, written a piece at a time. */
export class Draft {
  private readonly pieces: Buffer[] = [];
  private piece = '';
  private bytes = 0;
  private out: { into: PassThrough; stored: Promise<StoredBlob> } | undefined;

  constructor(private readonly blobs: Blobs) {}

  async add(text: string): Promise<void> {
    this.piece += text;
    if (this.piece.length >= pieceSize) await this.flush();
  }

  async end(): Promise<Content> {
    await this.flush();
    if (!this.out) return Buffer.concat(this.pieces);
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
      // Where it cannot be stored, nobody reads any longer: that is what ends the wait then.
      if (!into.write(one)) await Promise.race([once(into, 'drain'), stored]);
    }
  }

  private lying() {
    const into = new PassThrough();
    into.on('error', () => undefined);
    const stored = this.blobs.put(into);
    stored.catch(() => undefined);
    return { into, stored };
  }
}
