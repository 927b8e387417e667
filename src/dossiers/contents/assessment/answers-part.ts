import type { SubmittedAnswerView, SubmittedSectionView } from '../../../assessments/index.js';
import { csvOf } from '../../../platform/csv.js';
import { xlsxOf } from '../../../platform/xlsx/index.js';
import { pretty } from '../../../platform/pretty.js';
import type { Hush } from '../profiles/hush/hush.js';
import type { Made } from '../parts/part.js';

type Question = SubmittedAnswerView & { evidenceIds: string[] };
type Section = Omit<SubmittedSectionView, 'questions'> & { questions: Question[] };

/**
 * `answers.json`, `answers.csv` and `answers.xlsx`: each question with its answer, who gave it when, what was judged, and the ids
 * of the evidence that was attached by the vendor when it was submitted, or is attached today.
 */
export async function* answersParts(
  { title, number, sha256 }: { title: string; number: number; sha256: string },
  submitted: readonly SubmittedSectionView[],
  shown: ReadonlyMap<string, readonly string[]>,
): AsyncGenerator<Made> {
  const questionnaire = { title, number, sha256 };
  const sections = withEvidence(submitted, shown);
  // Made anew for each: what is kept from one to the next lives long enough to be collected late.
  const bare = () => withEvidence(withoutNames(submitted), shown);
  const json = (told: readonly Section[]) => pretty({ questionnaire, sections: told });
  const bareJson = () => json(bare());
  const csv = (told: readonly Section[]) => csvOf([head, ...rowsOf(told)]);
  const holds = 'personal';
  yield { path: 'answers.json', content: json(sections), holds, without: bareJson };
  yield { path: 'answers.csv', content: csv(sections), holds, without: () => csv(bare()) };
  yield {
    ...{ path: 'answers.xlsx', content: await workbookOf(sections), holds },
    without: () => ({ from: bareJson(), draw: redrawn }),
  };
}

const withEvidence = (
  sections: readonly SubmittedSectionView[],
  shown: ReadonlyMap<string, readonly string[]>,
): Section[] =>
  sections.map((section) => ({
    ...section,
    questions: section.questions.map((one) => {
      const attached = (one.attached ?? []).map(({ evidenceId }) => evidenceId);
      const evidenceIds = [...new Set([...attached, ...(shown.get(one.key) ?? [])])].sort();
      // Spread into a literal, copies that live for a moment are collected late.
      return Object.assign({}, one, { evidenceIds });
    }),
  }));

/** From `answers.json` as it is without names. */
const redrawn = (text: string, hush: Hush): Promise<Buffer> => {
  const { sections } = JSON.parse(text) as { sections: Section[] };
  return workbookOf(hush.throughout(sections));
};

export const withoutNames = (sections: readonly SubmittedSectionView[]): SubmittedSectionView[] =>
  sections.map((section) => ({ ...section, questions: section.questions.map(nameless) }));

/** Without the names of people, and without remarks, reasons and names of files, in which more of them may stand. */
function nameless(answer: SubmittedAnswerView): SubmittedAnswerView {
  const { answeredBy: _, comment: __, confirmed, review, attached, points, ...rest } = answer;
  const told: SubmittedAnswerView = rest;
  // Not spread into literals, as in `withEvidence`.
  if (attached) told.attached = attached.map((file) => Object.assign({}, file, { name: '' }));
  if (points) told.points = Object.assign({}, points, { why: '' });
  if (confirmed) told.confirmed = Object.assign({}, confirmed, { by: '', givenBy: '' });
  if (review) told.review = Object.assign({}, review, { reviewer: '', comment: '' });
  return told;
}

const prose = 48;
const name = 24;
const short = 12;
const columns = [
  { head: 'Section', width: name },
  { head: 'Key', width: name },
  { head: 'Question', width: prose },
  { head: 'Weight', width: short },
  { head: 'Controls', width: name },
  { head: 'Answer', width: prose },
  { head: 'Not applicable because', width: prose },
  { head: 'Comment', width: prose },
  { head: 'Answered by', width: name },
  { head: 'Answered at', width: name },
  { head: 'Evidence', width: name },
  { head: 'Judgement', width: name },
  { head: 'Evidence grade', width: name },
  { head: 'Reviewer', width: name },
  { head: 'Compliance', width: short },
  { head: 'Evidence factor', width: short },
  { head: 'Points lost', width: short },
  { head: 'Why', width: prose },
];
const head = columns.map(({ head: text }) => text);

const workbookOf = (sections: readonly Section[]): Promise<Buffer> =>
  xlsxOf('Answers', columns, rowsOf(sections));

function rowsOf(sections: readonly Section[]) {
  return sections.flatMap(({ title, questions }) =>
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
      one.evidenceIds.join(' '),
      one.review?.judgement ?? null,
      one.review?.evidence ?? null,
      one.review?.reviewer ?? null,
      one.points?.c ?? null,
      one.points?.e ?? null,
      one.points?.lost ?? null,
      one.points?.why || null,
    ]),
  );
}
