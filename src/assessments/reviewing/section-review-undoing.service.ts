import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Caller } from '../../identity/index.js';
import { Journal } from '../../journal/index.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Conflict, NotFound } from '../../platform/errors.js';
import { Review } from './review.entity.js';
import { SectionReview, SectionReviewAnswer } from './section-review.entity.js';

/** A judgement of a section that can still be taken back. */
export interface Undoable {
  id: string;
  sectionKey: string;
  judgement: Review['judgement'];
  answers: number;
  /** Instant as ISO 8601 text. */
  reviewedAt: string;
}

@Injectable()
export class SectionReviewUndoing {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
  ) {}

  /** What this person judged together last in an assessment, since an instant, if nothing of it was judged again. */
  async offered(userId: string, assessmentId: string, since: Date): Promise<Undoable | undefined> {
    const [last] = await this.database.sql<(Undoable & { changed: number })[]>`
      SELECT r.id, r.section_key AS "sectionKey", r.judgement, r.reviewed_at AS "reviewedAt",
        count(*) AS answers,
        sum(CASE WHEN v.version = a.version THEN 0 ELSE 1 END) AS changed
      FROM section_review r
      JOIN section_review_answer a ON a.section_review_id = r.id
      LEFT JOIN review v ON v.assessment_id = r.assessment_id AND v.question_key = a.question_key
      WHERE r.assessment_id = ${assessmentId} AND r.reviewer_id = ${userId}
        AND r.undone_at IS NULL AND r.reviewed_at >= ${since.toISOString()}
      GROUP BY r.id, r.section_key, r.judgement, r.reviewed_at
      ORDER BY r.reviewed_at DESC, r.id DESC LIMIT 1`;
    if (!last || Number(last.changed) > 0) return undefined;
    const { id, sectionKey, judgement, reviewedAt } = last;
    return { id, sectionKey, judgement, reviewedAt, answers: Number(last.answers) };
  }

  /** In a transaction that holds the assessment. */
  async undo(me: Caller, assessmentId: string, id: string): Promise<void> {
    const [undoneAt, undoneBy] = [this.clock.now(), me.name];
    const all = this.database.repository(SectionReview);
    const { affected } = await all.update(
      { id, assessmentId, undoneAt: IsNull() },
      { undoneAt, undoneBy },
    );
    if (affected !== 1) {
      const known = await all.findOneBy({ id, assessmentId });
      if (!known) throw new NotFound('judgement of a section');
      throw new Conflict(`${known.undoneBy ?? 'Somebody'} has undone this already.`);
    }
    const rows = await this.database
      .repository(SectionReviewAnswer)
      .find({ where: { sectionReviewId: id }, order: { questionKey: 'ASC' } });
    for (const row of rows) await this.putBack(assessmentId, row);
    const questionKeys = rows.map(({ questionKey }) => questionKey);
    const subject = { kind: 'assessment', id: assessmentId };
    const was = { sectionReviewId: id, questionKeys };
    this.journal.record(me, 'section.review_undone', subject, was, { undone: true });
  }

  private async putBack(assessmentId: string, row: SectionReviewAnswer): Promise<void> {
    const { questionKey, version, before } = row;
    const reviews = this.database.repository(Review);
    const as = { assessmentId, questionKey, version };
    const { affected } = before
      ? await reviews.update(as, restored(before, version))
      : await reviews.delete(as);
    if (affected === 1) return;
    throw new Conflict(
      `“${questionKey}” was judged again since, so this cannot be undone any more. Nothing was changed.`,
    );
  }
}

/** The judgement as it was, under a version that nobody has read yet. */
function restored(before: Review, version: number): Partial<Review> {
  const { assessmentId: _, questionKey: __, reviewedAt, ...rest } = before;
  return { ...rest, reviewedAt: new Date(reviewedAt), version: version + 1 };
}
