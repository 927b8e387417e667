import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import type { Actor } from '../../platform/actor.js';
import { addMilliseconds, Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Conflict, Invalid, NotFound } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { Vendors } from '../../vendors/index.js';
import { FileIntake } from '../files/file-intake.service.js';
import { Quota } from './quota.service.js';
import type { Subject } from '../uses/subjects.js';
import { leastPartBytes, mostPartBytes, type NewUpload, type UploadView } from './upload.dto.js';
import { Upload } from './upload.entity.js';
import { UploadParts } from './upload-parts.service.js';

const keptMs = 24 * 3_600_000;
const mostOpen = 10;

/** Files on their way here: begun, sent part by part by whoever began them, and asked how far they are. */
@Injectable()
export class Uploads {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly vendors: Vendors,
    private readonly intake: FileIntake,
    private readonly quota: Quota,
    private readonly parts: UploadParts,
  ) {}

  async start(
    actor: Actor,
    vendorId: string,
    { name, bytes, sha256 }: NewUpload,
    attachTo?: Subject,
    sharing?: readonly string[],
  ): Promise<UploadView> {
    await this.vendors.byId(vendorId);
    if (bytes > this.intake.mostBytes) throw new Invalid({ file: this.intake.tooLarge });
    if (sha256 !== undefined && !/^[0-9a-f]{64}$/.test(sha256)) {
      throw new Invalid({ sha256: 'is not 64 hexadecimal digits in lower case' });
    }
    this.intake.assertNamed(name);
    const id = newId();
    const startedAt = this.clock.now();
    await this.database.transaction(async () => {
      await this.quota.assertRoom(actor, bytes, { sharing });
      await this.refuseMany(actor);
      await this.database.repository(Upload).insert({
        ...{ id, vendorId, name, bytes, sha256: sha256 ?? null },
        subjectKind: attachTo?.kind ?? null,
        subjectId: attachTo?.id ?? null,
        part: attachTo?.part ?? null,
        ...{ startedByKind: actor.kind, startedById: actor.id, startedBy: actor.name, startedAt },
        expiresAt: addMilliseconds(startedAt, keptMs),
        ...{ evidenceId: null, finishedAt: null },
      });
    });
    return this.progress(actor, id);
  }

  async progress(actor: Actor, id: string): Promise<UploadView> {
    const upload = await this.own(actor, id);
    const { name, bytes, expiresAt, evidenceId } = upload;
    return {
      ...{ id, name, bytes, partBytes: mostPartBytes },
      received: upload.finishedAt ? bytes : await this.parts.received(id),
      expiresAt: expiresAt.toISOString(),
      ...(evidenceId ? { evidenceId } : {}),
    };
  }

  /** Takes the part that begins at `offset`; the same one again is taken as said. */
  async take(actor: Actor, id: string, offset: number, content: Readable): Promise<UploadView> {
    const upload = await this.own(actor, id);
    if (upload.finishedAt === null) {
      await this.parts.take(upload, offset, content, (bytes) => {
        if (offset + bytes > upload.bytes) throw new Invalid({ file: 'is more than was said' });
        if (bytes < leastPartBytes && offset + bytes < upload.bytes) {
          throw new Invalid({ file: `comes in parts of at least ${leastPartBytes} bytes` });
        }
      });
    }
    return this.progress(actor, id);
  }

  /** Gives it up: nothing of it stays. */
  async drop(actor: Actor, id: string): Promise<void> {
    const upload = await this.own(actor, id);
    if (upload.finishedAt) throw new Conflict('This file has arrived already: it is evidence now.');
    await this.parts.discard(id);
  }

  /** What somebody began is there for nobody else. */
  async own({ kind, id: startedById }: Actor, id: string): Promise<Upload> {
    const mine = { id, startedByKind: kind, startedById };
    const upload = await this.database.repository(Upload).findOneBy(mine);
    if (!upload || upload.expiresAt <= this.clock.now()) throw new NotFound('upload');
    return upload;
  }

  private async refuseMany({ id }: Actor): Promise<void> {
    const [row] = await this.database.sql<{ open: number }[]>`
      SELECT count(*) AS open FROM upload
      WHERE started_by_id = ${id} AND finished_at IS NULL AND expires_at > ${this.clock.now().toISOString()}`;
    if ((row?.open ?? 0) < mostOpen) return;
    throw new Conflict(
      `${mostOpen} files are on their way from you already. Finish or drop one of them first.`,
    );
  }
}
