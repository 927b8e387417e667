import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { Journal } from '../../journal/index.js';
import type { Actor } from '../../platform/actor.js';
import { Database } from '../../platform/database/index.js';
import { Gone, NotFound } from '../../platform/errors.js';
import { Blobs } from '../../platform/storage/index.js';
import { subjectOf } from '../given.js';
import { purgedSentence } from '../purging/purged-sentence.js';

export interface StoredFile {
  content: Readable;
  name: string;
  mediaType: string;
  bytes: number;
}

interface Row {
  number: number;
  name: string;
  mediaType: string;
  bytes: number;
  sha256: string;
  blob: string;
  previewBlob: string | null;
  previewBytes: number | null;
  purgedAt: string | null;
  purgedRule: string | null;
}

@Injectable()
export class Downloads {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly blobs: Blobs,
  ) {}

  /** The file in force, or that of a revision; who took it is in the journal. */
  async file(actor: Actor, evidenceId: string, revisionId?: string): Promise<StoredFile> {
    const row = await this.rowOf(evidenceId, revisionId);
    const content = await this.blobs.open(row.blob);
    const { number: revision, name, mediaType, bytes, sha256 } = row;
    await this.database.transaction(async () => {
      const told = { revision, name, sha256 };
      this.journal.record(actor, 'evidence.downloaded', subjectOf(evidenceId), null, told);
    });
    return { content, name, mediaType, bytes };
  }

  /** The file of a revision, to be read by ourselves: nobody takes it, so the journal has nothing to tell. */
  async content(evidenceId: string, revisionId: string): Promise<Readable> {
    const { blob } = await this.rowOf(evidenceId, revisionId);
    return this.blobs.open(blob);
  }

  /** The picture of the first page that was made here. */
  async preview(evidenceId: string): Promise<StoredFile> {
    const { previewBlob, previewBytes } = await this.rowOf(evidenceId);
    if (previewBlob === null || previewBytes === null) throw new NotFound('preview');
    const content = await this.blobs.open(previewBlob);
    return { content, name: 'preview.png', mediaType: 'image/png', bytes: previewBytes };
  }

  private async rowOf(evidenceId: string, revisionId?: string): Promise<Row> {
    const rows = await this.database.sql<(Row & { id: string })[]>`
      SELECT r.id, r.number, r.name, f.media_type AS "mediaType", f.bytes, f.sha256, f.blob,
        f.preview_blob AS "previewBlob", f.preview_bytes AS "previewBytes",
        r.purged_at AS "purgedAt", r.purged_rule AS "purgedRule"
      FROM evidence_revision r JOIN evidence_file f ON f.id = r.file_id
      WHERE r.evidence_id = ${evidenceId} ORDER BY r.number DESC`;
    const row = revisionId === undefined ? rows[0] : rows.find(({ id }) => id === revisionId);
    if (!row) throw new NotFound(rows.length === 0 ? 'evidence' : 'revision');
    if (row.purgedAt !== null) throw new Gone(purgedSentence(row.purgedAt, row.purgedRule));
    return row;
  }
}
