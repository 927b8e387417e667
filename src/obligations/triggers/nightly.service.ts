import { Injectable } from '@nestjs/common';
import { NightlyOccasions } from './nightly-occasions.queries.js';
import { Triggers } from './triggers.service.js';

const mostRounds = 500;

@Injectable()
export class NightlyTriggers {
  constructor(
    private readonly occasions: NightlyOccasions,
    private readonly triggers: Triggers,
  ) {}

  /** Fires what time has brought about since the last time; what fired is not found again. */
  async fire(): Promise<void> {
    for (let round = 0; round < mostRounds; round += 1) {
      const waiting = await this.occasions.waiting();
      if (waiting.length === 0) return;
      await this.triggers.fireAll(waiting);
    }
  }
}
