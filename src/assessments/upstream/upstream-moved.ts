import { Injectable } from '@nestjs/common';
import { system } from '../../platform/actor.js';
import { Database } from '../../platform/database/index.js';
import { Handles } from '../../platform/jobs/index.js';
import { upstreamMoved } from '../events.js';
import { Scorer } from '../scores/scorer.service.js';
import { mayTake } from '../states.js';
import { Transitions } from '../transitions.service.js';

/** Scores a vendor's assessments anew where something upstream keeps its band up, or no longer does; decided ones too. */
@Injectable()
export class UpstreamMoved {
  constructor(
    private readonly database: Database,
    private readonly transitions: Transitions,
    private readonly scorer: Scorer,
  ) {}

  @Handles(upstreamMoved)
  async onMoved({ vendorId, cause }: { vendorId: string; cause: string }): Promise<void> {
    const scored = await this.database.sql<{ id: string }[]>`
      SELECT a.id FROM assessment a WHERE a.vendor_id = ${vendorId} AND a.state <> 'superseded'
        AND EXISTS (SELECT 1 FROM score s WHERE s.assessment_id = a.id) ORDER BY a.id`;
    for (const { id } of scored) await this.rescore(id, cause);
  }

  private async rescore(assessmentId: string, cause: string): Promise<void> {
    await this.database.transaction(async () => {
      const { state } = await this.transitions.lock(assessmentId);
      if (mayTake('rescore', state)) await this.scorer.rescore(system, assessmentId, cause);
    });
  }
}
