import { Injectable } from '@nestjs/common';
import { Audit } from '../../audits/index.js';
import { Database } from '../../platform/database/index.js';
import { Conflict, Invalid } from '../../platform/errors.js';
import { Submission } from '../answering/answer.entity.js';
import type { Assessment } from '../assessment.entity.js';
import { answeredAnew, isAnsweredAnew } from './judging.js';
import type { ReviewFacts } from './review.dto.js';
import { Snapshots, type Snapshot } from './snapshots.service.js';

/** What must hold before anything is judged. */
@Injectable()
export class ReviewChecks {
  constructor(
    private readonly database: Database,
    private readonly snapshots: Snapshots,
  ) {}

  /** A judgement stands on what was submitted last. */
  async submitted(assessment: Assessment): Promise<Snapshot> {
    const snapshot = await this.snapshots.latest(assessment);
    if (!snapshot) throw new Conflict('Nothing was submitted yet.');
    return snapshot;
  }

  /** Refuses where one of these questions was answered anew since the submission that was looked at. */
  async stillSays(
    { submission, questions }: Snapshot,
    lookedAt: string,
    keys: ReadonlySet<string>,
  ): Promise<void> {
    if (lookedAt === submission.id) return;
    const { assessmentId } = submission;
    const seen = await this.database
      .repository(Submission)
      .findOneBy({ id: lookedAt, assessmentId });
    if (!seen) throw new Invalid({ submissionId: 'is not a submission of this assessment' });
    const anew = questions.filter(
      ({ key }) => keys.has(key) && isAnsweredAnew(seen, submission, key),
    );
    if (anew.length > 0)
      throw answeredAnew(
        anew.map(({ text }) => text),
        submission,
      );
  }

  async audit(
    { vendorId }: Pick<Assessment, 'vendorId'>,
    { auditId, scopeGap, evidence }: Pick<ReviewFacts, 'auditId' | 'scopeGap' | 'evidence'>,
  ): Promise<void> {
    if (!auditId) {
      if (scopeGap) throw new Invalid({ scopeGap: 'is only for an answer that rests on an audit' });
      return;
    }
    if (evidence !== 'audit' && evidence !== 'artefact') {
      throw new Invalid({ auditId: 'goes with an independent audit or an artefact only' });
    }
    if (!(await this.database.repository(Audit).existsBy({ id: auditId, vendorId }))) {
      throw new Invalid({ auditId: 'is not an audit of this vendor' });
    }
  }
}
