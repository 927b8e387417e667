import { Injectable } from '@nestjs/common';
import type { Caller } from '../../identity/index.js';
import { Clock } from '../../platform/clock.js';
import { Database, listed } from '../../platform/database/index.js';
import type { Written } from './judging.js';
import { Review } from './review.entity.js';

interface Place {
  assessmentId: string;
  submissionId: string;
}

/** Writes judgements down, each with a version that its question never had before. */
@Injectable()
export class ReviewWriter {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The same judgement of several answers; `before`: what stands now. Gives the versions, in the order of the keys. */
  async write(
    me: Caller,
    { assessmentId, submissionId }: Place,
    keys: readonly string[],
    written: Written,
    before: ReadonlyMap<string, Review>,
  ): Promise<number[]> {
    const reviews = this.database.repository(Review);
    const [reviewerId, reviewer, reviewedAt] = [me.userId, me.name, this.clock.now()];
    const fresh = keys.filter((key) => !before.has(key));
    const undone = await this.undoneVersions(assessmentId, fresh);
    const rows = keys.map((questionKey) => {
      const version = (before.get(questionKey)?.version ?? undone.get(questionKey) ?? 0) + 1;
      const by = { reviewerId, reviewer, reviewedAt, submissionId, version };
      return { assessmentId, questionKey, ...written, ...by };
    });
    const added = rows.filter(({ questionKey }) => !before.has(questionKey));
    if (added.length > 0) await reviews.insert(added);
    for (const { questionKey, ...row } of rows) {
      if (before.has(questionKey)) await reviews.update({ assessmentId, questionKey }, row);
    }
    return rows.map(({ version }) => version);
  }

  /** A judgement that was undone leaves nothing but its version, so that no later one is taken for it. */
  private async undoneVersions(
    assessmentId: string,
    keys: readonly string[],
  ): Promise<Map<string, number>> {
    if (keys.length === 0) return new Map();
    const rows = await this.database.sql<{ key: string; last: number }[]>`
      SELECT a.question_key AS key, max(a.version) AS last
      FROM section_review r JOIN section_review_answer a ON a.section_review_id = r.id
      WHERE r.assessment_id = ${assessmentId} AND r.undone_at IS NOT NULL
        AND a.question_key IN (${listed([...keys])})
      GROUP BY a.question_key`;
    return new Map(rows.map(({ key, last }) => [key, Number(last)]));
  }
}
