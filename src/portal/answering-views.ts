import type { Receipt, Scope, Sheet, SheetQuestion } from '../assessments/index.js';
import { present } from '../platform/present.js';
import { choicesOf } from '../questionnaires/index.js';
import type { ReceiptView, SheetView } from './answering.dto.js';

/** What a respondent may know of the sheet: never what is expected, nor what a question weighs. */
export function sheetView(scope: Scope, sheet: Sheet): SheetView {
  const { title, purpose, state, open, dueOn, daysLate, answered, asked } = sheet;
  return {
    ...{ title, purpose, state, open, dueOn, daysLate, answered, asked },
    vendor: scope.vendor,
    maySubmit: open && scope.sections === null,
    sections: sheet.sections.map(({ questions, ...section }) => ({
      ...section,
      asked: questions.length,
      questions: questions.map(questionView),
    })),
  };
}

function questionView({
  question,
  answer,
}: SheetQuestion): SheetView['sections'][0]['questions'][0] {
  const { key, text, kind, unit, guidance, evidenceWanted, allowNotApplicable } = question;
  const choices = choicesOf(question).map(({ value, label }) => ({ value, label }));
  const { version, ...given } = answer ?? { version: 0 };
  return {
    ...{ key, text, kind, allowNotApplicable, version },
    ...(choices.length > 0 ? { choices } : {}),
    ...(unit === undefined ? {} : { unit }),
    ...(guidance === undefined ? {} : { guidance }),
    ...(evidenceWanted === undefined ? {} : { evidenceWanted }),
    ...('answeredBy' in given ? { answer: present(given) } : {}),
  };
}

export function receiptView({ title: _, sections, ...receipt }: Receipt): ReceiptView {
  const answers = sections.flatMap((section) =>
    section.answers.map(({ answer }) => present(answer)),
  );
  return { ...receipt, answers };
}
