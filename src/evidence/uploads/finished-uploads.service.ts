import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Conflict, Invalid, NotFound } from '../../platform/errors.js';
import type { EvidenceFacts } from '../evidence.dto.js';
import { EvidenceStore, type Joined } from '../evidence-store.service.js';
import type { GivenFile } from '../files/file-intake.service.js';
import { assertInOrder } from '../validity.js';
import { Upload } from './upload.entity.js';
import { UploadParts, WrongOffset } from './upload-parts.service.js';
import { Uploads } from './uploads.service.js';

class FinishedMeanwhile extends Error {}

/** Makes evidence of the file; `alongside` is to run in the transaction that does. */
type Become = (
  upload: Upload,
  file: GivenFile,
  alongside: (evidenceId: string) => Promise<void>,
) => Promise<{ id: string }>;

/** The end of an upload: its parts become one file. Finished again, it answers the same. */
@Injectable()
export class FinishedUploads {
  private readonly under = new Map<string, Promise<{ id: string }>>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly store: EvidenceStore,
    private readonly uploads: Uploads,
    private readonly parts: UploadParts,
  ) {}

  async asEvidence(
    actor: Actor,
    uploadId: string,
    facts: EvidenceFacts,
    joined: Joined = {},
  ): Promise<{ id: string }> {
    assertInOrder(facts);
    return this.finish(actor, uploadId, async (upload, file, alongside) => {
      const { vendorId, subjectKind, subjectId, part } = upload;
      const attachTo =
        subjectKind && subjectId
          ? { kind: subjectKind, id: subjectId, ...(part ? { part } : {}) }
          : undefined;
      const purpose = { vendorId, facts: () => facts, attachTo };
      return this.store.receiveFor(actor, file, purpose, {
        ...joined,
        alongside,
        uploadId: upload.id,
      });
    });
  }

  async asRevision(actor: Actor, uploadId: string, evidenceId: string): Promise<{ id: string }> {
    return this.finish(actor, uploadId, async ({ vendorId }, file, alongside) =>
      this.store.revise(actor, evidenceId, file, { vendorId, alongside }),
    );
  }

  private async finish(actor: Actor, uploadId: string, become: Become): Promise<{ id: string }> {
    const upload = await this.uploads.own(actor, uploadId);
    if (upload.evidenceId) return { id: upload.evidenceId };
    const running = this.under.get(uploadId);
    if (running) return running;
    const finishing = this.once(upload, become);
    this.under.set(uploadId, finishing);
    try {
      return await finishing;
    } finally {
      this.under.delete(uploadId);
    }
  }

  private async once(upload: Upload, become: Become): Promise<{ id: string }> {
    const parts = await this.parts.of(upload.id);
    const received = parts.reduce((sum, { bytes }) => sum + bytes, 0);
    if (received < upload.bytes) throw new WrongOffset(received);
    const content = this.parts.content(parts);
    const file = { name: upload.name, content, sha256: upload.sha256 ?? undefined };
    try {
      const { id } = await become(upload, file, (evidenceId) => this.close(upload.id, evidenceId));
      return { id };
    } catch (error) {
      if (error instanceof FinishedMeanwhile) return this.answerOf(upload.id);
      if (error instanceof Invalid && 'file' in error.problems) await this.parts.discard(upload.id);
      throw error;
    }
  }

  /** In the transaction that writes the evidence: of two at once one does, the other is undone. */
  private async close(id: string, evidenceId: string): Promise<void> {
    const closed = await this.database
      .repository(Upload)
      .createQueryBuilder()
      .update()
      .set({ evidenceId, finishedAt: this.clock.now() })
      .where('id = :id AND finished_at IS NULL', { id })
      .execute();
    if (closed.affected !== 1) throw new FinishedMeanwhile();
    await this.parts.forget(id);
  }

  private async answerOf(id: string): Promise<{ id: string }> {
    const upload = await this.database.repository(Upload).findOneBy({ id });
    if (!upload) throw new NotFound('upload');
    if (!upload.evidenceId) throw new Conflict('This upload is being finished. Ask again.');
    return { id: upload.evidenceId };
  }
}
