import type { SheetAnswer } from '../assessments/index.js';
import type { FlatForm, Question } from '../questionnaires/index.js';

/** A stored answer as the fields of its form. */
export function fieldsOf(question: Question, answer: SheetAnswer | null): FlatForm {
  if (!answer) return {};
  const { value, notApplicableReason, comment } = answer;
  return {
    ...valueFields(value),
    ...(Array.isArray(value) && value.length === 0 && question.kind !== 'multiple'
      ? { none: 'yes' }
      : {}),
    ...(notApplicableReason === null ? {} : { na: 'yes', reason: notApplicableReason }),
    ...(comment === null ? {} : { comment }),
  };
}

function valueFields(value: SheetAnswer['value']): FlatForm {
  if (value === null) return {};
  if (!Array.isArray(value)) return { value: String(value) };
  const choices = value.filter((entry) => typeof entry === 'string');
  if (choices.length > 0) return { value: choices };
  const cells = value.flatMap((row, at) =>
    Object.entries(row as object).map(([name, cell]) => [`rows.${at}.${name}`, cell] as const),
  );
  return Object.fromEntries(
    cells.filter(([, cell]) => cell !== null).map(([name, cell]) => [name, String(cell)]),
  );
}
