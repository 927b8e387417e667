import type { AnswerValue } from '../../questionnaires/index.js';

export const partsOfAnswer = ['value', 'not_applicable', 'comment', 'files'] as const;
export type PartOfAnswer = (typeof partsOfAnswer)[number];

/** What was said to a question, frozen or not. */
export interface Said {
  value: AnswerValue | null;
  notApplicableReason: string | null;
  comment: string | null;
  attached?: readonly { evidenceId: string; sha256: string }[] | undefined;
}

/**
 * In which parts two states of one answer differ; none: nothing was touched. No answer and one in which nothing is
 * said are the same. Files count as a set of evidence with its content: their order says nothing.
 */
export function differences(one: Said | undefined, other: Said | undefined): PartOfAnswer[] {
  const [a, b] = [one ?? nothing, other ?? nothing];
  const differs: Record<PartOfAnswer, boolean> = {
    value: JSON.stringify(a.value) !== JSON.stringify(b.value),
    not_applicable: a.notApplicableReason !== b.notApplicableReason,
    comment: a.comment !== b.comment,
    files: filesIn(a) !== filesIn(b),
  };
  return partsOfAnswer.filter((part) => differs[part]);
}

const nothing: Said = { value: null, notApplicableReason: null, comment: null };

const filesIn = ({ attached = [] }: Said): string =>
  attached
    .map(({ evidenceId, sha256 }) => `${evidenceId} ${sha256}`)
    .sort()
    .join('\n');
