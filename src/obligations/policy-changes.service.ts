import { Injectable } from '@nestjs/common';
import { Handles } from '../platform/jobs/index.js';
import { policyChanged } from '../policies/index.js';

/** Another figure moves due dates: all of them are derived anew. */
@Injectable()
export class PolicyChanges {
  @Handles(policyChanged)
  async follow(_: { code: string }): Promise<void> {}
}
