import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { purgedName, purgedText, registerPurged } from '../../platform/purged.js';
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
    const at = this.clock.now().toISOString();
    const findings = this.database.repository(Finding);
    for (const id of ids) {
      const found = await findings.findOneByOrFail({ id });
      const { detail, plan, resolution, verification, reopenedBecause } = found;
      const { plannedBy, resolvedBy } = found;
      const texts = { detail, plan, resolution, verification, reopenedBecause };
      const said = { ...texts, plannedBy, resolvedBy };
      await registerPurged(this.database, { id, extent: 'all', said }, { rule, reason, at });
      const theirs = (kind: string | null) => kind === 'respondent';
      await findings.update(
        { id },
        {
          detail: purgedText(detail),
          plan: purgedText(plan),
          resolution: purgedText(resolution),
          verification: purgedText(verification),
          reopenedBecause: purgedText(reopenedBecause),
          ...(theirs(found.plannedByKind) ? { plannedBy: purgedName } : {}),
          ...(theirs(found.resolvedByKind) ? { resolvedBy: purgedName } : {}),
          version: () => 'version + 1',
        },
      );
    }
  }
}
