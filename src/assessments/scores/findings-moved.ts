import { Injectable } from '@nestjs/common';
import { FindingQueries, findingMoved } from '../../findings/index.js';
import { system } from '../../platform/actor.js';
import { Database } from '../../platform/database/index.js';
import { Handles } from '../../platform/jobs/index.js';
import { mayTake } from '../states.js';
import { Transitions } from '../transitions.service.js';
import { Ratings } from './ratings.service.js';
import { Scorer } from './scorer.service.js';
import { Scores } from './scores.queries.js';

/** Scores anew where a finding was raised or has moved on, so that the ledger tells how it stands. */
@Injectable()
export class FindingsMoved {
  constructor(
    private readonly database: Database,
    private readonly findings: FindingQueries,
    private readonly transitions: Transitions,
    private readonly scorer: Scorer,
    private readonly scores: Scores,
    private readonly ratings: Ratings,
  ) {}

  @Handles(findingMoved)
  async onMoved({ findingId }: { findingId: string }): Promise<void> {
    const { reference, vendorId, state, assessmentIds } =
      await this.findings.sightingsOf(findingId);
    const cause = `Finding ${reference} is ${state === 'risk_accepted' ? 'accepted as a risk' : state}.`;
    for (const assessmentId of assessmentIds) await this.rescore(assessmentId, cause);
    if (state === 'risk_accepted') await this.ratings.recheck(vendorId);
  }

  /** Those that are over keep their last score; so do those that a score is still awaited for. */
  private async rescore(assessmentId: string, cause: string): Promise<void> {
    await this.database.transaction(async () => {
      const assessment = await this.transitions.lock(assessmentId);
      if (!mayTake('rescore', assessment.state)) return;
      if (!(await this.scores.latest(assessmentId))) return;
      await this.scorer.rescore(system, assessmentId, cause);
    });
  }
}
