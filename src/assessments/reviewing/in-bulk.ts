import type { Judgement } from './review.entity.js';

/** What is looked at of an answer before it is judged together with others. */
export interface BulkAnswer {
  key: string;
  text: string;
  knockOut: boolean;
  answered: boolean;
  notApplicableReason?: string;
  /** 1 meets what is expected, 0.5 in part, 0 does not. */
  comparison: { compliance: number };
  judged: boolean;
}

export interface LeftOut {
  key: string;
  text: string;
  /** A clause that follows the question: `was left blank`. */
  why: string;
}

export interface Bulk<A extends BulkAnswer> {
  touched: A[];
  leftOut: LeftOut[];
}

/**
 * Which answers of a section one judgement may be given to at once, and why the others are left out. What was judged
 * already stays as it is. Nothing blank, and nothing that the vendor calls not applicable, can meet what is expected.
 * A knock-out decides about a floor, so that it is judged by itself; only where it meets by comparison, and the
 * judgement confirms just that, it may go with the others.
 */
export function inBulk<A extends BulkAnswer>(answers: readonly A[], judgement: Judgement): Bulk<A> {
  const bulk: Bulk<A> = { touched: [], leftOut: [] };
  for (const answer of answers) {
    const why = objection(answer, judgement);
    if (why === undefined) bulk.touched.push(answer);
    else bulk.leftOut.push({ key: answer.key, text: answer.text, why });
  }
  return bulk;
}

function objection(answer: BulkAnswer, judgement: Judgement): string | undefined {
  const { judged, answered, notApplicableReason, knockOut, comparison } = answer;
  const praised = judgement === 'meets' || judgement === 'partial';
  if (judged) return 'is judged already';
  if (knockOut && !(judgement === 'meets' && comparison.compliance === 1)) {
    return comparison.compliance === 1
      ? 'is a knock-out that meets by comparison: anything else is said of it by itself'
      : 'is a knock-out that does not meet by comparison: it is judged by itself';
  }
  if (praised && notApplicableReason !== undefined) return 'is said not to apply';
  if (praised && !answered) return 'was left blank';
  return undefined;
}
