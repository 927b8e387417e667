import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { purgedName, registerPurged, removedText } from '../../platform/purged.js';
import { Finding } from '../finding.entity.js';

/** Lets go what was written about findings, and who at the vendor wrote it; what was found, how bad and when it was mended stays. */
@Injectable()
export class PurgedFindings {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Inside a transaction. */
  async texts(ids: readonly string[], rule: string, reason: string): Promise<void> {
    const by = { rule, reason, at: this.clock.now().toISOString() };
    const findings = this.database.repository(Finding);
    for (const id of ids) {
      const found = await findings.findOneByOrFail({ id });
      const { detail, proposedRemediation, plan, resolution, verification, reopenedBecause } =
        found;
      const { plannedBy, resolvedBy } = found;
      const texts = {
        detail,
        proposedRemediation,
        plan,
        resolution,
        verification,
        reopenedBecause,
      };
      const said = { ...texts, plannedBy, resolvedBy };
      await registerPurged(this.database, { id, extent: 'all', said }, by);
      const theirs = (kind: string | null) => kind === 'respondent';
      await findings.update(
        { id },
        {
          detail: removedText(detail, by),
          proposedRemediation: removedText(proposedRemediation, by),
          plan: removedText(plan, by),
          resolution: removedText(resolution, by),
          verification: removedText(verification, by),
          reopenedBecause: removedText(reopenedBecause, by),
          ...(theirs(found.plannedByKind) ? { plannedBy: purgedName } : {}),
          ...(theirs(found.resolvedByKind) ? { resolvedBy: purgedName } : {}),
          version: () => 'version + 1',
        },
      );
    }
  }
}
