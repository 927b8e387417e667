import { Injectable } from '@nestjs/common';
import {
  changeKinds,
  changeWords,
  Cycles,
  type AssessmentView,
  type ChangeKind,
  type Comparison,
  takenOver,
  type SectionLines,
} from '../../assessments/index.js';
import { formatAnswer, type PublishedVersion, type Question } from '../../questionnaires/index.js';
import { evidenceWords } from '../../scoring/index.js';
import { worded } from '../frame/words.js';
import { judgementWords } from './review-marks.js';

const unchanged: readonly ChangeKind[] = ['confirmed', 'blank', 'gone'];

/** What the cycle before said to the answers that are reviewed. */
@Injectable()
export class SinceLast {
  constructor(private readonly cycles: Cycles) {}

  async of({ id, followsId, submission }: AssessmentView): Promise<Comparison | undefined> {
    return followsId && submission ? this.cycles.sinceLast(id) : undefined;
  }
}

/** How many answers are other than the last time. */
export const changedCount = ({ changes }: Comparison): number =>
  changes.filter(({ kind }) => !unchanged.includes(kind)).length;

/** The same questions by what became of their answers, weakened first, instead of by section. */
export function byChange(
  { changes }: Comparison,
  sections: readonly SectionLines[],
): SectionLines[] {
  const lines = new Map(
    sections.flatMap(({ questions }) => questions.map((line) => [line.key, line] as const)),
  );
  return changeKinds.flatMap((kind) => {
    const questions = changes
      .filter((change) => change.kind === kind)
      .flatMap(({ key }) => lines.get(key) ?? []);
    return questions.length > 0 ? [{ key: kind, title: changeWords[kind], questions }] : [];
  });
}

/** One answer of the cycle before with its judgement, and what changed since; nothing where it was not asked. */
export function besideAnswer(comparison: Comparison, key: string): object {
  const change = comparison.changes.find((one) => one.key === key);
  if (!change) return {};
  const { kind, why, flagged, before, after } = change;
  const { questionnaire, reviews } = comparison.before;
  const question = askedIn(questionnaire, key) ?? askedIn(comparison.after.questionnaire, key);
  const review = before ? reviews.get(key) : undefined;
  return {
    lastCycle: {
      word: changeWords[kind],
      weakened: kind === 'weakened',
      why: [...why],
      flagged: flagged ? after?.unproven : 0,
      asked: before !== null,
      text: change.reworded ? before?.text : undefined,
      lines: before?.value != null && question ? formatAnswer(question, before.value) : [],
      reason: before?.notApplicableReason,
      comment: before?.comment,
      blank: before?.standing === 'blank',
      on: comparison.before.submission.submittedAt.toISOString(),
      review: review && {
        word: judgementWords[review.judgement],
        evidence: worded(evidenceWords[review.evidence]),
        comment: review.comment,
        reviewer: review.reviewer,
        at: review.reviewedAt.toISOString(),
      },
    },
  };
}

function askedIn({ definition }: PublishedVersion, key: string): Question | undefined {
  for (const { questions } of definition.sections) {
    const found = questions.find((question) => question.key === key);
    if (found) return found;
  }
  return undefined;
}

/** Judgements of the cycle before that can be taken over in a section; nothing where there are none. */
export function takeoverOffered(comparison: Comparison, section: string): object {
  const { assessment, submission } = comparison.after;
  const count = takenOver(comparison, section).length;
  if (count === 0) return {};
  const action = `/assessments/${assessment.id}/takeovers`;
  return { takeover: { count, section, action, submissionId: submission.id } };
}
