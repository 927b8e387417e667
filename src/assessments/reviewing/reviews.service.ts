import { Injectable } from '@nestjs/common';
import { Audit } from '../../audits/index.js';
import type { Caller } from '../../identity/index.js';
import { Journal } from '../../journal/index.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Conflict, Invalid, NotFound, Stale } from '../../platform/errors.js';
import { questionsOf } from '../../questionnaires/index.js';
import type { FrozenAnswer } from '../answering/answer.entity.js';
import type { Assessment } from '../assessment.entity.js';
import type { ReviewFacts } from './review.dto.js';
import { Review } from './review.entity.js';
import { Scorer } from '../scores/scorer.service.js';
import { Snapshots } from './snapshots.service.js';
import { Transitions } from '../transitions.service.js';

/** The analyst's judgement of single answers; each one changes the score at once. */
@Injectable()
export class Reviews {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly transitions: Transitions,
    private readonly snapshots: Snapshots,
    private readonly scorer: Scorer,
  ) {}

  async start(actor: Actor, id: string): Promise<void> {
    await this.database.transaction(async () => {
      await this.transitions.move(id, 'startReview');
      const subject = { kind: 'assessment', id };
      const [before, after] = [{ state: 'submitted' }, { state: 'in_review' }];
      this.journal.record(actor, 'assessment.review_started', subject, before, after);
    });
  }

  /**
   * Judges one answer, or judges it anew. The first judgement takes the assessment into review.
   * `expectedVersion` is the version that was read, 0 where there was none; without it the last word counts.
   */
  async review(
    me: Caller,
    id: string,
    questionKey: string,
    facts: ReviewFacts,
    expectedVersion?: number,
  ): Promise<{ version: number }> {
    return this.database.transaction(async () => {
      const assessment = await this.transitions.hold(id, 'review');
      await this.check(assessment, questionKey, facts);
      if (assessment.state === 'submitted') await this.start(me, id);
      const reviews = this.database.repository(Review);
      const before = await reviews.findOneBy({ assessmentId: id, questionKey });
      const was = before?.version ?? 0;
      if (expectedVersion !== undefined && expectedVersion !== was) throw new Stale('judgement');
      const written = writtenOf(facts);
      const row = {
        ...written,
        reviewerId: me.userId,
        reviewer: me.name,
        reviewedAt: this.clock.now(),
        version: was + 1,
      };
      const key = { assessmentId: id, questionKey };
      if (before) await reviews.update(key, row);
      else await reviews.insert({ ...key, ...row });
      this.record(me, id, questionKey, before, written);
      await this.scorer.score(id);
      return { version: was + 1 };
    });
  }

  /** The judgement stands on the answer as submitted, so a question nobody was asked has none. */
  private async check(assessment: Assessment, key: string, facts: ReviewFacts): Promise<void> {
    const snapshot = await this.snapshots.latest(assessment);
    if (!snapshot) throw new Conflict('Nothing was submitted yet.');
    const { questionnaire, questions, submission } = snapshot;
    if (!questionsOf(questionnaire.definition).some((question) => question.key === key)) {
      throw new NotFound('question');
    }
    if (!questions.some((question) => question.key === key)) {
      throw new Conflict('This question was not asked, given the other answers.');
    }
    const answer = submission.answers.find(({ questionKey }) => questionKey === key);
    checkJudgement(answer, facts);
    await this.checkAudit(assessment, facts);
  }

  private async checkAudit({ vendorId }: Assessment, facts: ReviewFacts): Promise<void> {
    const { auditId, scopeGap, evidence } = facts;
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

  private record(
    me: Caller,
    id: string,
    questionKey: string,
    before: Review | null,
    written: object,
  ): void {
    const was = before && {
      judgement: before.judgement,
      evidence: before.evidence,
      auditId: before.auditId,
      scopeGap: before.scopeGap,
      comment: before.comment,
    };
    const subject = { kind: 'assessment', id };
    // The key stands on one side only, so that it is always among what differs.
    this.journal.record(me, 'answer.reviewed', subject, was, { questionKey, ...written });
  }
}

const writtenOf = ({ judgement, evidence, auditId, scopeGap, comment }: ReviewFacts) => ({
  judgement,
  evidence,
  auditId: auditId || null,
  scopeGap: scopeGap || null,
  comment: comment || null,
});

function checkJudgement(
  answer: FrozenAnswer | undefined,
  { judgement, comment }: ReviewFacts,
): void {
  if (!answer && (judgement === 'meets' || judgement === 'partial')) {
    throw new Invalid({ judgement: 'is not possible for a question that was left blank' });
  }
  if (judgement === 'not_applicable' && !comment && !answer?.notApplicableReason) {
    throw new Invalid({ comment: 'is missing: say why the question does not apply' });
  }
}
