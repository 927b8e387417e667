import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/index.js';
import { present } from '../platform/present.js';
import type { InvitationView, ScoreGist, SubmissionView } from './assessment-view.dto.js';
import type { DecisionView } from './deciding/decision.dto.js';
import { DecisionQueries } from './deciding/decisions.queries.js';
import { standingOf } from './due.js';
import { Invitation } from './sending/invitation.entity.js';
import { isFloored } from './scores/rating.js';
import { Scores } from './scores/scores.queries.js';

/** What hangs on one assessment, as screens and the API show it: never a secret, nor its hash. */
@Injectable()
export class AssessmentParts {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly scores: Scores,
    private readonly decisions: DecisionQueries,
  ) {}

  async invitations(assessmentId: string): Promise<InvitationView[]> {
    const now = this.clock.now();
    const found = await this.database
      .repository(Invitation)
      .find({ where: { assessmentId }, order: { id: 'ASC' } });
    return found.map(({ secretHash: _, assessmentId: __, ...invitation }) => {
      const { createdAt, expiresAt, openedAt, revokedAt } = invitation;
      return {
        ...present({
          ...invitation,
          openedAt: openedAt?.toISOString() ?? null,
          revokedAt: revokedAt?.toISOString() ?? null,
        }),
        createdAt: createdAt.toISOString(),
        expiresAt: expiresAt.toISOString(),
        standing: standingOf({ revokedAt, expiresAt }, now),
      };
    });
  }

  /** The last submission, without its answers. */
  async submission(assessmentId: string): Promise<SubmissionView | null> {
    const [submission] = await this.database.sql<SubmissionView[]>`
      SELECT id, number, receipt, submitted_by AS "submittedBy", submitted_at AS "submittedAt",
        days_late AS "daysLate", sha256
      FROM submission WHERE assessment_id = ${assessmentId} ORDER BY number DESC LIMIT 1`;
    return submission ?? null;
  }

  async score(assessmentId: string): Promise<ScoreGist | null> {
    const score = await this.scores.latest(assessmentId);
    if (!score) return null;
    const { id, number, band, residual, overridden, result, scoredAt } = score;
    const { needsException, reason } = result;
    return {
      id,
      number,
      band,
      residual,
      ...present({ overridden }),
      floored: isFloored(result),
      needsException,
      reason,
      scoredAt: scoredAt.toISOString(),
    };
  }

  async decision(assessmentId: string): Promise<DecisionView | null> {
    return this.decisions.of(assessmentId);
  }
}
