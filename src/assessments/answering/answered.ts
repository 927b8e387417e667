import {
  visibleQuestions,
  type AnswerValue,
  type Question,
  type QuestionnaireDefinition,
} from '../../questionnaires/index.js';

/** What conditions and comparisons need of an answer, frozen or not. */
export interface Given {
  questionKey: string;
  value: AnswerValue | null;
  notApplicableReason: string | null;
}

/** The questions that these answers bring up, in order. */
export function askedQuestions(
  definition: QuestionnaireDefinition,
  answers: readonly Given[],
): Question[] {
  const values = new Map<string, AnswerValue>();
  for (const { questionKey, value, notApplicableReason } of answers) {
    if (value !== null && notApplicableReason === null) values.set(questionKey, value);
  }
  return visibleQuestions(definition, values);
}

export function isAnswered({
  value,
  notApplicableReason,
}: Pick<Given, 'value' | 'notApplicableReason'>): boolean {
  return value !== null || notApplicableReason !== null;
}

export interface Progress {
  answered: number;
  asked: number;
}

/** How many of the questions that are asked have an answer; "not applicable" is one. */
export function progressOf(
  definition: QuestionnaireDefinition,
  answers: readonly Given[],
): Progress {
  const answered = new Set(answers.filter(isAnswered).map(({ questionKey }) => questionKey));
  const asked = askedQuestions(definition, answers);
  return { answered: asked.filter(({ key }) => answered.has(key)).length, asked: asked.length };
}
