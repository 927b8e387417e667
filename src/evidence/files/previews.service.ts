import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Documents } from '../../platform/documents/index.js';
import { Handles } from '../../platform/jobs/index.js';
import { Blobs, type StoredBlob } from '../../platform/storage/index.js';
import { previewWanted } from '../events.js';
import { EvidenceFile } from '../evidence.entity.js';

/** Pictures of first pages, made here so that nothing of the file itself is ever shown. */
@Injectable()
export class Previews {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly blobs: Blobs,
    private readonly documents: Documents,
  ) {}

  @Handles(previewWanted)
  async make({ fileId }: { fileId: string }): Promise<void> {
    const file = await this.database.repository(EvidenceFile).findOneBy({ id: fileId });
    if (!file || file.previewedAt || file.purgedAt) return;
    const picture = await this.documents.firstPage(
      file.mediaType,
      await this.blobs.open(file.blob),
    );
    const stored = picture && (await this.blobs.put(picture));
    const kept = await this.keep(fileId, stored);
    if (stored && !kept) await this.blobs.remove(stored.name);
  }

  /** False when another run of the same job was faster. */
  private async keep(id: string, stored: StoredBlob | undefined): Promise<boolean> {
    const picture = stored ? { previewBlob: stored.name, previewBytes: stored.bytes } : {};
    const previewedAt = this.clock.now();
    const written = await this.database.transaction(() =>
      this.database
        .repository(EvidenceFile)
        .createQueryBuilder()
        .update()
        .set({ ...picture, previewedAt })
        .where('id = :id AND previewed_at IS NULL AND purged_at IS NULL', { id })
        .execute(),
    );
    return written.affected === 1;
  }
}
