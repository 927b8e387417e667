import type { FrozenFile } from '../assessments/index.js';
import { formatAnswer, type AnswerValue, type Question } from '../questionnaires/index.js';

interface Given {
  value: AnswerValue | null;
  notApplicableReason: string | null;
  comment: string | null;
  answeredBy: string;
  answeredAt: string;
  attached?: readonly FrozenFile[];
}
import { filesNamed } from './files-view.js';

/** An answer as it is read: lines of text, why it does not apply, and the comment. */
export function answerView({ key, ...question }: Question, given: Given): object {
  const { value, notApplicableReason, comment, answeredBy, answeredAt, attached } = given;
  return {
    key,
    question: question.text,
    lines: value === null ? [] : formatAnswer({ key, ...question }, value),
    reason: notApplicableReason,
    comment,
    files: filesNamed(attached),
    by: answeredBy,
    at: answeredAt,
  };
}
