import { Injectable } from '@nestjs/common';
import type { Caller } from '../../identity/index.js';
import { Journal } from '../../journal/index.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Conflict, Invalid, NotFound } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { Assessment } from '../assessment.entity.js';
import { Scorer, type Scoring } from '../scores/scorer.service.js';
import { Transitions } from '../transitions.service.js';
import { bulkAnswers } from './bulk-answers.js';
import { inBulk, type Bulk, type BulkAnswer } from './in-bulk.js';
import { checkJudgement, writtenOf, type Written } from './judging.js';
import { ReviewChecks } from './review-checks.service.js';
import type { Judgement, Review } from './review.entity.js';
import { ReviewWriter } from './review-writer.service.js';
import { Reviews } from './reviews.service.js';
import type { NewSectionReview } from './section-review.dto.js';
import { SectionReview, SectionReviewAnswer } from './section-review.entity.js';
import { SectionReviewUndoing } from './section-review-undoing.service.js';
import type { Snapshot } from './snapshots.service.js';

export interface SectionJudged extends Bulk<BulkAnswer> {
  id: string;
  scoring: Scoring;
}

/** One judgement of all answers of a section that nobody has judged yet: all or nothing, and it can be undone. */
@Injectable()
export class SectionReviews {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly transitions: Transitions,
    private readonly checks: ReviewChecks,
    private readonly writer: ReviewWriter,
    private readonly reviews: Reviews,
    private readonly scorer: Scorer,
    private readonly undoing: SectionReviewUndoing,
  ) {}

  /** What a judgement of this section would touch as it stands now. */
  async plan(id: string, section: string, judgement: Judgement): Promise<Bulk<BulkAnswer>> {
    const assessment = await this.database.repository(Assessment).findOneBy({ id });
    if (!assessment) throw new NotFound('assessment');
    return inBulk(bulkAnswers(await this.checks.submitted(assessment), section), judgement);
  }

  /** Judges them; what was chosen and cannot be judged with the others by now is left out and named. */
  async review(me: Caller, id: string, facts: NewSectionReview): Promise<SectionJudged> {
    const { section, judgement, submissionId } = facts;
    if (facts.questions?.length === 0)
      throw new Conflict('No answer is chosen: tick at least one.');
    return this.database.transaction(async () => {
      const assessment = await this.transitions.hold(id, 'review');
      const snapshot = await this.checks.submitted(assessment);
      const { touched, leftOut } = inBulk(chosen(snapshot, facts), judgement);
      if (touched.length === 0) {
        throw new Conflict('There is no answer in this section that can be judged so together.');
      }
      const keys = touched.map(({ key }) => key);
      await this.checks.stillSays(snapshot, submissionId, new Set(keys));
      await this.checks.audit(assessment, facts);
      const { answers, id: lastId } = snapshot.submission;
      const given = new Map(answers.map((answer) => [answer.questionKey, answer]));
      for (const key of keys) checkJudgement(given.get(key), facts);
      if (assessment.state === 'submitted') await this.reviews.start(me, id);
      const place = { assessmentId: id, submissionId: lastId };
      const before = new Map(snapshot.reviews.map((review) => [review.questionKey, review]));
      const written = writtenOf(facts);
      const versions = await this.writer.write(me, place, keys, written, before);
      const rows = keys.map((questionKey, at) => ({
        questionKey,
        version: versions[at] ?? 1,
        before: before.get(questionKey) ?? null,
      }));
      const row = await this.store(me, { ...place, sectionKey: section, ...written }, rows);
      this.record(me, row, written, rows);
      return { id: row.id, touched, leftOut, scoring: await this.scorer.scoreAgain(id) };
    });
  }

  /** Puts back what was before, all of it; refused once one of these answers was judged again. */
  async undo(me: Caller, id: string, sectionReviewId: string): Promise<Scoring> {
    return this.database.transaction(async () => {
      await this.transitions.hold(id, 'review');
      await this.undoing.undo(me, id, sectionReviewId);
      return this.scorer.scoreAgain(id);
    });
  }

  private async store(
    me: Caller,
    facts: Written & { assessmentId: string; submissionId: string; sectionKey: string },
    rows: readonly Omit<SectionReviewAnswer, 'sectionReviewId'>[],
  ): Promise<SectionReview> {
    const [id, reviewedAt] = [newId(), this.clock.now()];
    const by = { reviewerId: me.userId, reviewer: me.name, reviewedAt };
    const row = { id, ...facts, ...by, undoneAt: null, undoneBy: null };
    await this.database.repository(SectionReview).insert(row);
    await this.database
      .repository(SectionReviewAnswer)
      .insert(rows.map((one) => ({ sectionReviewId: id, ...one })));
    return row;
  }

  /** One entry that names all: it was one act, with one judgement. */
  private record(
    me: Caller,
    { id: sectionReviewId, assessmentId, sectionKey }: SectionReview,
    written: Written,
    rows: readonly { questionKey: string; before: Review | null }[],
  ): void {
    const was = rows.flatMap(({ questionKey, before }) =>
      before ? [{ questionKey, ...writtenOf(before) }] : [],
    );
    const questionKeys = rows.map(({ questionKey }) => questionKey);
    const is = { sectionReviewId, sectionKey, questionKeys, ...written };
    const subject = { kind: 'assessment', id: assessmentId };
    this.journal.record(
      me,
      'section.reviewed',
      subject,
      was.length > 0 ? { replaced: was } : null,
      is,
    );
  }
}

/** The answers of the section, or those that were chosen of it. */
function chosen(snapshot: Snapshot, { section, questions }: NewSectionReview): BulkAnswer[] {
  const all = bulkAnswers(snapshot, section);
  if (!questions) return all;
  const wanted = new Set(questions);
  const found = all.filter(({ key }) => wanted.delete(key));
  if (wanted.size > 0) throw new Invalid({ questions: 'names one that is not in this section' });
  return found;
}
