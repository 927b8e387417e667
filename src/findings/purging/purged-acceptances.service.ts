import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { registerPurged, removedText } from '../../platform/purged.js';
import { RiskAcceptance } from '../acceptances/acceptance.entity.js';

/** Lets go why a risk was borne, refused or not borne any longer; who asked, who settled it, until when and at which band stays. */
@Injectable()
export class PurgedAcceptances {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Inside a transaction. */
  async reasons(ids: readonly string[], rule: string, reason: string): Promise<void> {
    const by = { rule, reason, at: this.clock.now().toISOString() };
    const acceptances = this.database.repository(RiskAcceptance);
    for (const id of ids) {
      const found = await acceptances.findOneByOrFail({ id });
      const { reason: why, settledBecause, endedBecause } = found;
      const said = { reason: why, settledBecause, endedBecause };
      await registerPurged(this.database, { id, extent: 'all', said }, by);
      await acceptances.update(
        { id },
        {
          reason: removedText(why, by),
          settledBecause: removedText(settledBecause, by),
          endedBecause: removedText(endedBecause, by),
          version: () => 'version + 1',
        },
      );
    }
  }
}
