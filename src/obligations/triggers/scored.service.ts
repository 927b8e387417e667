import { Injectable } from '@nestjs/common';
import { assessmentScored } from '../../assessments/index.js';
import { Handles } from '../../platform/jobs/index.js';

@Injectable()
export class ScoredTrigger {
  @Handles(assessmentScored)
  async onScored(_: { assessmentId: string; scoreId: string }): Promise<void> {}
}
