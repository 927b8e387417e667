import { Injectable } from '@nestjs/common';
import { Handles } from '../platform/jobs/index.js';
import { previewWanted } from './events.js';

/** Pictures of first pages, made here so that nothing of the file itself is ever shown. */
@Injectable()
export class Previews {
  @Handles(previewWanted)
  async make(_: { fileId: string }): Promise<void> {}
}
