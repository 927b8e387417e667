import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database, listed } from '../../platform/database/index.js';
import { purgedName } from '../../platform/purged.js';
import { Blobs } from '../../platform/storage/index.js';

export interface Destroyed {
  ids: string[];
  rules: string[];
}

interface Marked {
  id: string;
  evidenceId: string;
  fileId: string;
  rule: string;
  blob: string;
  previewBlob: string | null;
  /** Nobody else's revision needs the file. */
  goes: number;
}

const batch = 50;

/**
 * Destroys files and keeps what was said of them. Files lie outside the database, so it takes two steps: a mark, from which on
 * nobody gets them, and then the end of their content, which is tried until it is done.
 */
@Injectable()
export class PurgedFiles {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly blobs: Blobs,
  ) {}

  /** Inside a transaction. A file that other evidence of the vendor was given too stays for that one. */
  async mark(evidenceIds: readonly string[], rule: string): Promise<void> {
    if (evidenceIds.length === 0) return;
    const now = this.clock.now().toISOString();
    const marked = await this.database.sql<{ fileId: string }[]>`
      UPDATE evidence_revision SET purged_at = ${now}, purged_rule = ${rule}
      WHERE evidence_id IN (${listed(evidenceIds)}) AND purged_at IS NULL RETURNING file_id AS "fileId"`;
    await this.forgetGivers(evidenceIds);
    const files = [...new Set(marked.map(({ fileId }) => fileId))];
    if (files.length === 0) return;
    await this.database.hold('evidence_file', ...files);
    const gone = await this.database.sql<{ id: string }[]>`
      UPDATE evidence_file SET purged_at = ${now} WHERE id IN (${listed(files)}) AND purged_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM evidence_revision r
          WHERE r.file_id = evidence_file.id AND r.purged_at IS NULL) RETURNING id`;
    if (gone.length === 0) return;
    const ids = listed(gone.map(({ id }) => id));
    await this.database.sql`DELETE FROM evidence_fingerprint_band WHERE file_id IN (${ids})`;
    await this.database.sql`DELETE FROM evidence_fingerprint WHERE file_id IN (${ids})`;
  }

  /** Who at a vendor gave a file is part of what it proves, as long as it is there. */
  private async forgetGivers(evidenceIds: readonly string[]): Promise<void> {
    const ids = listed(evidenceIds);
    await this.database.sql`UPDATE evidence_revision SET given_by = ${purgedName}
      WHERE evidence_id IN (${ids}) AND given_by_kind = 'respondent'`;
    await this.database.sql`UPDATE evidence SET given_by = ${purgedName}
      WHERE id IN (${ids}) AND given_by_kind = 'respondent'`;
    await this.database.sql`UPDATE evidence_link SET linked_by = ${purgedName}
      WHERE evidence_id IN (${ids}) AND linked_by_kind = 'respondent'`;
  }

  async isHalfDone(): Promise<boolean> {
    const half = await this.database.sql<object[]>`
      SELECT id FROM evidence_revision WHERE purged_at IS NOT NULL AND destroyed_at IS NULL LIMIT 1`;
    return half.length > 0;
  }

  /**
   * Outside any transaction: destroys what is marked, also by a run that was killed. `told` joins the transaction that says so,
   * once for each piece.
   */
  async destroy(told: (done: Destroyed) => Promise<void>): Promise<void> {
    for (;;) {
      const marked = await this.marked();
      if (marked.length === 0) return;
      for (const { goes, blob, previewBlob } of marked) {
        if (goes === 0) continue;
        await this.blobs.remove(blob);
        if (previewBlob !== null) await this.blobs.remove(previewBlob);
      }
      await this.finish(marked, told);
    }
  }

  private async marked(): Promise<Marked[]> {
    return this.database.sql<Marked[]>`
      SELECT r.id, r.evidence_id AS "evidenceId", r.file_id AS "fileId", r.purged_rule AS rule, f.blob,
        f.preview_blob AS "previewBlob", CASE WHEN f.purged_at IS NULL THEN 0 ELSE 1 END AS goes
      FROM evidence_revision r JOIN evidence_file f ON f.id = r.file_id
      WHERE r.purged_at IS NOT NULL AND r.destroyed_at IS NULL ORDER BY r.purged_at, r.id LIMIT ${batch}`;
  }

  private async finish(
    marked: readonly Marked[],
    told: (done: Destroyed) => Promise<void>,
  ): Promise<void> {
    await this.database.transaction(async () => {
      const ids = listed(marked.map(({ id }) => id));
      const now = this.clock.now().toISOString();
      const done = await this.database.sql<{ evidenceId: string; rule: string }[]>`
        UPDATE evidence_revision SET destroyed_at = ${now} WHERE id IN (${ids}) AND destroyed_at IS NULL
        RETURNING evidence_id AS "evidenceId", purged_rule AS rule`;
      for (const { fileId, blob, goes } of marked) {
        if (goes === 0) continue;
        await this.database.sql`
          UPDATE evidence_file SET preview_blob = NULL, preview_bytes = NULL
          WHERE id = ${fileId} AND blob = ${blob} AND purged_at IS NOT NULL`;
      }
      if (done.length === 0) return;
      await told({
        ids: [...new Set(done.map(({ evidenceId }) => evidenceId))].sort(),
        rules: [...new Set(done.map(({ rule }) => rule))].sort(),
      });
    });
  }
}
