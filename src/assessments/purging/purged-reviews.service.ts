import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database, sql } from '../../platform/database/index.js';
import { registerPurged, removedIn, removedText, type PurgedBy } from '../../platform/purged.js';
import type { Review } from '../reviewing/review.entity.js';
import { SectionReview, SectionReviewAnswer } from '../reviewing/section-review.entity.js';

/** Lets go what our people wrote beside answers: judgements and grades stay, and with them scores and decisions. */
@Injectable()
export class PurgedReviews {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Inside a transaction. */
  async texts(assessmentIds: readonly string[], rule: string, reason: string): Promise<void> {
    const by = { rule, reason, at: this.clock.now().toISOString() };
    for (const id of assessmentIds) {
      const said = {
        reviews: await this.database.sql<object[]>`
          SELECT question_key, comment, scope_gap FROM review WHERE assessment_id = ${id} ORDER BY question_key`,
        sendBacks: await this.database.sql<object[]>`
          SELECT question_key, remark FROM send_back WHERE assessment_id = ${id} ORDER BY question_key`,
        assessment: await this.database.sql<object[]>`
          SELECT message, revoked_reason FROM assessment WHERE id = ${id}`,
      };
      await registerPurged(this.database, { id, extent: 'all', said }, by);
      await this.database.sql`
        UPDATE review SET comment = ${removedIn(sql`comment`, by)},
          scope_gap = ${removedIn(sql`scope_gap`, by)}, version = version + 1 WHERE assessment_id = ${id}`;
      await this.database.sql`
        UPDATE send_back SET remark = ${removedIn(sql`remark`, by)} WHERE assessment_id = ${id}`;
      await this.database.sql`
        UPDATE assessment SET message = ${removedIn(sql`message`, by)},
          revoked_reason = ${removedIn(sql`revoked_reason`, by)},
          version = version + 1 WHERE id = ${id}`;
    }
  }

  /** Inside a transaction: what was written of a whole section at once, and what stood there before. */
  async sections(ids: readonly string[], rule: string, reason: string): Promise<void> {
    const by = { rule, reason, at: this.clock.now().toISOString() };
    const sections = this.database.repository(SectionReview);
    const answers = this.database.repository(SectionReviewAnswer);
    for (const id of ids) {
      const { comment, scopeGap } = await sections.findOneByOrFail({ id });
      const judged = await answers.find({
        where: { sectionReviewId: id },
        order: { questionKey: 'ASC' },
      });
      const before = judged.map((one) => [one.questionKey, one.before]);
      const said = { comment, scopeGap, before };
      await registerPurged(this.database, { id, extent: 'all', said }, by);
      const left = { comment: removedText(comment, by), scopeGap: removedText(scopeGap, by) };
      await sections.update({ id }, left);
      for (const { questionKey, before: was } of judged) {
        if (!was) continue;
        await answers.update(
          { sectionReviewId: id, questionKey },
          { before: withoutWords(was, by) },
        );
      }
    }
  }
}

const withoutWords = (review: Review, by: PurgedBy): Review => ({
  ...review,
  comment: removedText(review.comment, by),
  scopeGap: removedText(review.scopeGap, by),
});
