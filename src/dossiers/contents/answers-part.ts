import type { SubmittedAnswerView, SubmittedSectionView } from '../../assessments/index.js';
import { csvOf } from '../../platform/csv.js';
import { pretty, type Part } from './part.js';

/** `answers.json` and `answers.csv`: each question with its answer, who gave it when, and what was judged. */
export function answersParts(
  questionnaire: { title: string; number: number; sha256: string },
  sections: readonly SubmittedSectionView[],
): Part[] {
  const bare = sections.map((section) => ({
    ...section,
    questions: section.questions.map(nameless),
  }));
  const of = (told: readonly SubmittedSectionView[]) => pretty({ questionnaire, sections: told });
  return [
    part('answers.json', of(sections), of(bare)),
    part('answers.csv', csvOf(tableOf(sections)), csvOf(tableOf(bare))),
  ];
}

const part = (path: string, whole: string, bare: string): Part => ({
  path,
  content: Buffer.from(whole),
  holds: 'personal',
  without: Buffer.from(bare),
});

/** Without the names of people, and without remarks, in which more of them may stand. */
function nameless(answer: SubmittedAnswerView): SubmittedAnswerView {
  const { answeredBy: _, comment: __, confirmed, review, ...rest } = answer;
  return {
    ...rest,
    ...(confirmed && { confirmed: { ...confirmed, by: '', givenBy: '' } }),
    ...(review && { review: { ...review, reviewer: '', comment: '' } }),
  };
}

const head = [
  'Section',
  'Key',
  'Question',
  'Weight',
  'Controls',
  'Answer',
  'Not applicable because',
  'Comment',
  'Answered by',
  'Answered at',
  'Evidence',
  'Judgement',
  'Evidence grade',
  'Reviewer',
  'Compliance',
  'Evidence factor',
  'Points lost',
];

function tableOf(sections: readonly SubmittedSectionView[]) {
  const rows = sections.flatMap(({ title, questions }) =>
    questions.map((one) => [
      title,
      one.key,
      one.text,
      one.weight,
      one.controls.join(' '),
      one.lines.join('\n'),
      one.notApplicableReason ?? null,
      one.comment ?? null,
      one.answeredBy ?? null,
      one.answeredAt ?? null,
      (one.attached ?? []).map(({ evidenceId }) => evidenceId).join(' '),
      one.review?.judgement ?? null,
      one.review?.evidence ?? null,
      one.review?.reviewer ?? null,
      one.points?.c ?? null,
      one.points?.e ?? null,
      one.points?.lost ?? null,
    ]),
  );
  return [head, ...rows];
}
