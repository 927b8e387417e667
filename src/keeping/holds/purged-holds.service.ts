import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { registerPurged, removedText } from '../../platform/purged.js';
import { LegalHold } from './hold.entity.js';

/** Lets go why something was held; that it was, from when until when and by whom stays. */
@Injectable()
export class PurgedHolds {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Inside a transaction. */
  async reasons(ids: readonly string[], rule: string, reason: string): Promise<void> {
    const by = { rule, reason, at: this.clock.now().toISOString() };
    const holds = this.database.repository(LegalHold);
    for (const id of ids) {
      const { reason: why, releasedBecause } = await holds.findOneByOrFail({ id });
      await registerPurged(
        this.database,
        { id, extent: 'all', said: { why, releasedBecause } },
        by,
      );
      const left = {
        reason: removedText(why, by),
        releasedBecause: removedText(releasedBecause, by),
      };
      await holds.update({ id }, { ...left, version: () => 'version + 1' });
    }
  }
}
