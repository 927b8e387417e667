import { Injectable } from '@nestjs/common';
import { auditorDoubted } from '../../audits/index.js';
import { Handles } from '../../platform/jobs/index.js';

@Injectable()
export class DoubtedTrigger {
  @Handles(auditorDoubted)
  async onDoubted(_: { auditorId: string }): Promise<void> {}
}
