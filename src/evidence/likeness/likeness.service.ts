import { Injectable } from '@nestjs/common';
import { Handles } from '../../platform/jobs/index.js';
import { evidenceStored } from '../events.js';

@Injectable()
export class Likeness {
  @Handles(evidenceStored)
  async compare(_: { evidenceId: string; fileId: string }): Promise<void> {}
}
