import { askedQuestions, isAnswered, type SheetAnswer } from '../../assessments/index.js';
import type { QuestionnaireDefinition } from '../../questionnaires/index.js';

/** How far the vendor has come, section by section; what it answers stays its own until it submits. */
export function sectionProgress(
  definition: QuestionnaireDefinition,
  answers: ReadonlyMap<string, SheetAnswer>,
): object[] {
  const given = [...answers].map(([questionKey, { value, notApplicableReason }]) => ({
    questionKey,
    value,
    notApplicableReason,
  }));
  const asked = new Set(askedQuestions(definition, given));
  return definition.sections.map(({ title, questions }) => {
    const shown = questions.filter((question) => asked.has(question));
    const answered = shown.filter(({ key }) => isAnswered(answers.get(key)));
    return { title, answered: answered.length, asked: shown.length };
  });
}
