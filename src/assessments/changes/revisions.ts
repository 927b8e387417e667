import { formatAnswer, type Question } from '../../questionnaires/index.js';
import { present } from '../../platform/present.js';
import type { FrozenAnswer } from '../answering/answer.entity.js';
import type { RevisionView, SaidView } from './change.dto.js';
import { differences } from './difference.js';

export interface Handed {
  number: number;
  submittedAt: string;
  submittedBy: string;
  /** Whether the question was asked, given the other answers. */
  asked: boolean;
  answer: FrozenAnswer | undefined;
}

/**
 * The revisions of one answer, oldest first: a submission that left it as it was brings none. What was typed and changed
 * again before a submission is no revision: nobody here ever saw it.
 */
export function revisionsOf(question: Question, submissions: readonly Handed[]): RevisionView[] {
  const revisions: RevisionView[] = [];
  let last: Handed | undefined;
  for (const handed of submissions) {
    const changed = differences(last?.answer, handed.answer);
    const latest = revisions.at(-1);
    if (latest && last?.asked === handed.asked && changed.length === 0) {
      latest.until = handed.number;
    } else {
      const { number: submission, submittedAt, submittedBy, asked, answer } = handed;
      revisions.push({
        number: revisions.length + 1,
        ...(answer ? { answer: saidView(question, answer) } : {}),
        asked,
        changed: latest ? changed : [],
        ...{ submission, until: submission, submittedAt, submittedBy },
      });
    }
    last = handed;
  }
  return revisions;
}

function saidView(question: Question, { questionKey: _, ...said }: FrozenAnswer): SaidView {
  const { value } = said;
  return { ...present(said), lines: value === null ? [] : formatAnswer(question, value) };
}
