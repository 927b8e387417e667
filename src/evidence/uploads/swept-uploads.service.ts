import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Every } from '../../platform/sweeps/index.js';
import { UploadParts } from './upload-parts.service.js';

/** Uploads that were not finished in time go, with all that had arrived. */
@Injectable()
export class SweptUploads {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly parts: UploadParts,
  ) {}

  @Every(60, { byTime: true })
  async sweep(): Promise<void> {
    const late = await this.database.sql<{ id: string }[]>`
      SELECT id FROM upload WHERE expires_at <= ${this.clock.now().toISOString()}`;
    for (const { id } of late) await this.parts.discard(id);
  }
}
