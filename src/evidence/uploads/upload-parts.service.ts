import { Injectable } from '@nestjs/common';
import { Readable } from 'node:stream';
import { Database } from '../../platform/database/index.js';
import { Conflict, NotFound } from '../../platform/errors.js';
import { Blobs, type StoredBlob } from '../../platform/storage/index.js';
import { SharedTurns } from '../../platform/turns.js';
import { partyOf } from '../given.js';
import { limited } from '../files/limited.js';
import { mostPartBytes } from './upload.dto.js';
import { Upload, UploadPart } from './upload.entity.js';

const atOnce = 16;
const atOnceOfOne = 4;
const patienceMs = 10_000;

/** A part that does not begin where the last one ended. */
export class WrongOffset extends Conflict {
  constructor(readonly expected: number) {
    super(`This upload goes on at byte ${expected}.`);
  }
}

/** The parts of uploads: each one a stored file of its own, in order and without gaps. */
@Injectable()
export class UploadParts {
  private readonly turns = new SharedTurns(atOnce, atOnceOfOne, patienceMs);

  constructor(
    private readonly database: Database,
    private readonly blobs: Blobs,
  ) {}

  async received(uploadId: string): Promise<number> {
    const [row] = await this.database.sql<{ bytes: number | null }[]>`
      SELECT sum(bytes) AS bytes FROM upload_part WHERE upload_id = ${uploadId}`;
    return row?.bytes ?? 0;
  }

  async take(
    { id, vendorId, startedByKind: kind, startedById }: Upload,
    offset: number,
    content: Readable,
    check: (bytes: number) => void,
  ): Promise<void> {
    const expected = await this.received(id);
    if (offset > expected) throw new WrongOffset(expected);
    const party = partyOf({ kind, id: startedById }, vendorId);
    await this.turns.take(party, async () => {
      const part = await this.blobs.put(
        limited(content, mostPartBytes, `comes in parts of at most ${mostPartBytes} bytes`),
      );
      let kept = false;
      try {
        if (part.bytes > 0) check(part.bytes);
        kept = part.bytes > 0 && (await this.keep(id, offset, part));
      } finally {
        if (!kept) await this.removeUnnamed(part.name);
      }
    });
  }

  /** The whole of what arrived, read part by part. */
  content(parts: readonly UploadPart[]): Readable {
    return Readable.from(this.pieces(parts), { objectMode: false });
  }

  async of(uploadId: string): Promise<UploadPart[]> {
    return this.database
      .repository(UploadPart)
      .find({ where: { uploadId }, order: { fromByte: 'ASC' } });
  }

  /** Inside the transaction that finishes the upload: forgets the parts, and removes them after it. */
  async forget(uploadId: string): Promise<void> {
    const parts = await this.of(uploadId);
    await this.database.repository(UploadPart).delete({ uploadId });
    this.database.afterCommit(() => this.removeAll(parts));
  }

  /** An upload that came to nothing goes with all its parts. */
  async discard(uploadId: string): Promise<void> {
    await this.database.transaction(async () => {
      await this.database.hold('upload', uploadId);
      const upload = await this.database.repository(Upload).findOneBy({ id: uploadId });
      if (!upload) return;
      await this.forget(uploadId);
      await this.database.repository(Upload).delete({ id: uploadId });
    });
  }

  /** Whether it was new. What is there already must be the same. */
  private async keep(uploadId: string, fromByte: number, part: StoredBlob): Promise<boolean> {
    return this.database.transaction(async () => {
      await this.database.hold('upload', uploadId);
      const upload = await this.database.repository(Upload).findOneBy({ id: uploadId });
      if (!upload) throw new NotFound('upload');
      if (upload.finishedAt) return false;
      const { name: blob, sha256, bytes } = part;
      const parts = this.database.repository(UploadPart);
      const known = await parts.findOneBy({ uploadId, fromByte });
      if (known?.sha256 === sha256) return false;
      const expected = await this.received(uploadId);
      if (fromByte !== expected) throw new WrongOffset(expected);
      await parts.insert({ uploadId, fromByte, bytes, sha256, blob });
      return true;
    });
  }

  private async removeUnnamed(blob: string): Promise<void> {
    const named = await this.database.repository(UploadPart).existsBy({ blob });
    if (!named) await this.blobs.remove(blob);
  }

  private async *pieces(parts: readonly UploadPart[]): AsyncGenerator<Uint8Array> {
    for (const { blob } of parts) yield* await this.blobs.open(blob);
  }

  private async removeAll(parts: readonly UploadPart[]): Promise<void> {
    for (const { blob } of parts) await this.blobs.remove(blob);
  }
}
