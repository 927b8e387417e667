import type { FrozenAnswer, FrozenFile, Review } from '../../assessments/index.js';
import {
  formatAnswer,
  isListKind,
  type ListKind,
  type Question,
  type QuestionnaireDefinition,
} from '../../questionnaires/index.js';
import {
  effectiveEvidence,
  evidenceGrades,
  evidenceWords,
  withFindings,
  type ScoredFinding,
  type ScoredQuestion,
} from '../../scoring/index.js';
import type { AnswerGroup } from './vendor-risk.view.js';
import { capital } from './words.js';

type AnswerView = AnswerGroup['answers'][number];

interface Answered {
  definition: QuestionnaireDefinition;
  answers: readonly FrozenAnswer[];
  /** Those that still hold, by question. */
  reviews: ReadonlyMap<string, Review>;
  /** Only what was asked. */
  questions: readonly ScoredQuestion[];
  /** As the model took them. */
  findings: readonly ScoredFinding[];
}

/** Every question that was asked, section by section, with its answer and our judgement. */
export function answersPart({
  definition,
  answers,
  reviews,
  questions,
  findings,
}: Answered): AnswerGroup[] {
  const counted = withFindings(questions, findings);
  const verified = new Map(counted.map((question) => [question.key, question.verified]));
  const given = new Map(answers.map((answer) => [answer.questionKey, answer]));
  const scored = new Map(questions.map((question) => [question.key, question]));
  return definition.sections
    .map(({ title, questions: all }) => ({
      label: title,
      answers: all.flatMap((question) => {
        const standing = scored.get(question.key);
        if (!standing) return [];
        const { key } = question;
        const shown = answerOf(question, standing, given.get(key), reviews.get(key));
        return [closed(shown, verified.get(key))];
      }),
    }))
    .filter((group) => group.answers.length > 0);
}

function answerOf(
  question: Question,
  standing: ScoredQuestion,
  answer: FrozenAnswer | undefined,
  review: Review | undefined,
): AnswerView {
  const { key, text, weight, expectedText } = question;
  const judgement = judgementOf(standing);
  const earns = judgement !== 'blank' && judgement !== 'not applicable';
  return {
    key,
    question: text,
    isKnockOut: standing.knockOut,
    weight,
    expected: expectedText,
    answer: spoken(question, answer),
    comment: answer?.comment ?? null,
    ...(answer?.attached ? { files: answer.attached.map(fileWords) } : {}),
    judgement,
    judgementWord: capital(judgement),
    reviewNote: review?.comment ?? null,
    ...(review?.comment ? { reviewNoteFor: review.audience } : {}),
    evidence: earns ? evidenceOf(standing) : 'None',
    evidenceGrade: earns ? evidenceGrades[effectiveEvidence(standing)] : null,
  };
}

/** Where we verified that the gap was closed, that is what counts; what was answered and judged stays in sight. */
function closed(shown: AnswerView, verified: string | undefined): AnswerView {
  if (verified === undefined) return shown;
  const evidence = `Closed since, and verified by us (${verified}): it counts in full`;
  return { ...shown, evidence, evidenceGrade: evidenceGrades.verified };
}

const fileWords = ({ name, sha256 }: FrozenFile): string =>
  `${name} (SHA-256 ${sha256.slice(0, 12)}…)`;

/** Where the report shows the rows of a list. */
const tables: Readonly<Record<ListKind, string>> = {
  tools: 'Tools used and fourth parties',
  stores: 'Where our data is stored',
  audits: 'Audits of the vendor',
};

function spoken(question: Question, answer: FrozenAnswer | undefined): string | null {
  if (answer?.notApplicableReason) return `Not applicable: ${answer.notApplicableReason}`;
  if (answer === undefined || answer.value === null) return null;
  const { kind } = question;
  if (isListKind(kind) && Array.isArray(answer.value) && answer.value.length > 0) {
    return `${answer.value.length} listed: see “${tables[kind]}”`;
  }
  return formatAnswer(question, answer.value).join('\n');
}

function judgementOf({
  notApplicable,
  answered,
  compliance,
}: ScoredQuestion): AnswerView['judgement'] {
  if (notApplicable === 'approved') return 'not applicable';
  if (notApplicable === 'claimed') return 'insufficient';
  if (!answered) return 'blank';
  switch (compliance) {
    case 'meets':
      return 'meets';
    case 'partial':
    case 'compensated':
      return 'partial';
    case 'does_not_meet':
      return 'does not meet';
    case 'insufficient':
      return 'insufficient';
  }
}

/** What counted when it was scored: where something was held against the evidence, that too. */
function evidenceOf(question: ScoredQuestion): string {
  const { restsOn, evidenceLowered } = question;
  const grade = capital(evidenceWords[effectiveEvidence(question)]);
  const resting = restsOn === null ? grade : `${grade}: ${restsOn}`;
  return evidenceLowered === null ? resting : `${resting} (${evidenceLowered})`;
}
