import {
  isWaiting,
  type Receipt,
  type Scope,
  type Sheet,
  type SheetAgain,
  type SheetQuestion,
} from '../assessments/index.js';
import { present } from '../platform/present.js';
import { choicesOf } from '../questionnaires/index.js';
import type { AgainView, ReceiptView, SheetView } from './answering.dto.js';
import { lastCycleView } from './last-cycle.js';

/** What a respondent may know of the sheet: never what is expected, nor what a question weighs. */
export function sheetView(scope: Scope, sheet: Sheet): SheetView {
  const { title, purpose, state, open, dueOn, daysLate, answered, asked, round, cycle } = sheet;
  return {
    ...{ title, purpose, state, open, dueOn, daysLate, answered, asked },
    vendor: scope.vendor,
    ...(round
      ? {
          round: {
            ...present({ number: round.number, message: round.message }),
            hidden: round.hidden.map(({ key }) => key),
          },
        }
      : {}),
    maySubmit: open && scope.sections === null,
    ...(cycle ? { cycle } : {}),
    sections: sheet.sections.map(({ questions, ...section }) => ({
      ...section,
      asked: questions.length,
      questions: questions.map(questionView),
    })),
  };
}

function questionView(one: SheetQuestion): SheetView['sections'][0]['questions'][0] {
  const { question, answer, open, again, carried } = one;
  const { key, text, kind, unit, guidance, evidenceWanted, allowNotApplicable } = question;
  const choices = choicesOf(question).map(({ value, label }) => ({ value, label }));
  const { version, ...given } = answer ?? { version: 0 };
  return {
    ...{ key, text, kind, allowNotApplicable, version, open },
    ...(again ? { again: againView(again) } : {}),
    ...(choices.length > 0 ? { choices } : {}),
    ...(unit === undefined ? {} : { unit }),
    ...(guidance === undefined ? {} : { guidance }),
    ...(evidenceWanted === undefined ? {} : { evidenceWanted }),
    ...('answeredBy' in given ? { answer: present(given) } : {}),
    ...(carried ? { lastCycle: lastCycleView(carried, isWaiting(one)) } : {}),
  };
}

function againView({ why, because, changed, thread }: SheetAgain): AgainView {
  return {
    ...present({ why }),
    because: [...because],
    changed: [...changed],
    remarks: thread.map(({ kind, round, text, by, at, unsubmitted }) => ({
      ...{ kind, round, text, by, at },
      submitted: !unsubmitted,
    })),
  };
}

export function receiptView({ title: _, sections, untouched, ...receipt }: Receipt): ReceiptView {
  const answers = sections.flatMap((section) =>
    section.answers.map(({ answer }) => present(answer)),
  );
  return {
    ...receipt,
    answers,
    ...(untouched ? { untouched: untouched.map(({ key }) => key) } : {}),
  };
}
