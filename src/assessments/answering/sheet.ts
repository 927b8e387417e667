import {
  type Answers,
  type AnswerValue,
  type Question,
  type QuestionnaireDefinition,
  visibleQuestions,
} from '../../questionnaires/index.js';
import type { AssessmentState } from '../assessment.entity.js';
import { daysLate, isOpen, sectionsIn, type Scope } from './scope.js';

export interface SheetAnswer {
  value: AnswerValue | null;
  notApplicableReason: string | null;
  comment: string | null;
  answeredBy: string;
  answeredAt: string;
  version: number;
}

/** A file that the vendor's people attached to a question. */
export interface SheetFile {
  evidenceId: string;
  title: string;
  name: string;
  sha256: string;
  bytes: number;
  givenBy: string;
  givenAt: string;
}

export interface SheetQuestion {
  question: Question;
  /** Null until something was saved. */
  answer: SheetAnswer | null;
  attached: readonly SheetFile[];
}

export interface SheetSection {
  key: string;
  title: string;
  intro: string;
  /** Those asked, given the answers so far. */
  questions: SheetQuestion[];
  answered: number;
}

/** An assessment as its respondent sees it: the sections their link opens, with the answers so far. */
export interface Sheet {
  title: string;
  purpose: string;
  minutes: number;
  state: AssessmentState;
  open: boolean;
  dueOn: string;
  /** Days after the due day, today. */
  daysLate: number;
  sections: SheetSection[];
  answered: number;
  asked: number;
}

export const isAnswered = (answer: SheetAnswer | null | undefined): boolean =>
  answer != null && (answer.value !== null || answer.notApplicableReason !== null);

/** The values given, for the conditions of other questions. */
export function valuesOf(answers: ReadonlyMap<string, Pick<SheetAnswer, 'value'>>): Answers {
  const values = new Map<string, AnswerValue>();
  for (const [key, { value }] of answers) if (value !== null) values.set(key, value);
  return values;
}

export function sheetOf(
  scope: Scope,
  definition: QuestionnaireDefinition,
  answers: ReadonlyMap<string, SheetAnswer>,
  attached: ReadonlyMap<string, readonly SheetFile[]>,
  today: string,
): Sheet {
  const visible = new Set(visibleQuestions(definition, valuesOf(answers)));
  const sections = sectionsIn(definition, scope).map(({ key, title, intro, questions }) => {
    const asked = questions
      .filter((question) => visible.has(question))
      .map((question) => ({
        question,
        answer: answers.get(question.key) ?? null,
        attached: attached.get(question.key) ?? [],
      }));
    const answered = asked.filter(({ answer }) => isAnswered(answer)).length;
    return { key, title, intro, questions: asked, answered };
  });
  return {
    title: definition.title,
    purpose: definition.purpose,
    minutes: definition.minutes,
    state: scope.state,
    open: isOpen(scope),
    dueOn: scope.dueOn,
    daysLate: daysLate(scope.dueOn, today),
    sections,
    answered: sections.reduce((sum, { answered }) => sum + answered, 0),
    asked: sections.reduce((sum, { questions }) => sum + questions.length, 0),
  };
}
