import { Injectable } from '@nestjs/common';
import type { Caller } from '../../identity/index.js';
import { Database } from '../../platform/database/index.js';
import { Conflict } from '../../platform/errors.js';
import { questionsOf } from '../../questionnaires/index.js';
import type { Review } from '../reviewing/review.entity.js';
import { SectionReviews } from '../reviewing/section-reviews.service.js';
import { Cycles, type Comparison } from './cycles.queries.js';

/** Judgements of the cycle before, taken over where the answer was confirmed and nothing got weaker. */
@Injectable()
export class Takeovers {
  constructor(
    private readonly database: Database,
    private readonly cycles: Cycles,
    private readonly sections: SectionReviews,
  ) {}

  /**
   * Takes over all that can be in one section: confirmed this time, the same as last time, judged to meet then, on
   * evidence that is worth the same today. All or nothing; gives how many.
   */
  async take(me: Caller, id: string, section: string, submissionId: string): Promise<number> {
    return this.database.transaction(async () => {
      const comparison = await this.cycles.sinceLast(id);
      const reviews = comparison ? takenOver(comparison, section) : [];
      if (reviews.length === 0) {
        throw new Conflict('No judgement of the last time can be taken over in this section.');
      }
      let taken = 0;
      for (const [sample, questions] of alike(reviews)) {
        const { judgement, evidence, auditId, reviewer, reviewedAt } = sample;
        const comment = `As ${reviewer} judged it on ${reviewedAt.toISOString().slice(0, 10)}; the vendor confirmed its answer.`;
        const facts = { judgement, evidence, ...(auditId ? { auditId } : {}), comment };
        const judged = await this.sections.review(me, id, {
          ...facts,
          section,
          questions,
          submissionId,
        });
        taken += judged.touched.length;
      }
      return taken;
    });
  }
}

/** The judgements that hold for the answers of this cycle too. */
export function takenOver({ before, after, changes }: Comparison, section: string): Review[] {
  const { definition } = after.questionnaire;
  const sections = definition.sections.filter(({ key }) => key === section);
  const here = new Set(questionsOf({ ...definition, sections }).map(({ key }) => key));
  const confirmed = new Set(
    after.submission.answers.flatMap((one) =>
      one.confirmed && here.has(one.questionKey) ? [one.questionKey] : [],
    ),
  );
  return changes.flatMap(({ key, kind }) => {
    if (kind !== 'confirmed' || !confirmed.has(key)) return [];
    const review = before.reviews.get(key);
    if (!review) return [];
    const holds = review.judgement === 'meets' && review.scopeGap === null;
    return holds && !after.cycle.judged.has(key) ? [review] : [];
  });
}

/** By what was said and what it rested on: each is one act. */
function alike(reviews: readonly Review[]): [Review, string[]][] {
  const groups = new Map<string, [Review, string[]]>();
  for (const review of reviews) {
    const name = `${review.evidence} ${review.auditId ?? ''}`;
    const known = groups.get(name);
    if (known) known[1].push(review.questionKey);
    else groups.set(name, [review, [review.questionKey]]);
  }
  return [...groups.values()];
}
