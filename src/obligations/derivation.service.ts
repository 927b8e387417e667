import { Injectable } from '@nestjs/common';
import { Handles } from '../platform/jobs/index.js';
import { dueDatesMoved } from '../vendors/index.js';

@Injectable()
export class Derivation {
  @Handles(dueDatesMoved)
  async follow(_: { vendorId: string }): Promise<void> {}
}
