import {
  choicesOf,
  isListKind,
  type FlatForm,
  type Problem,
  type Question,
} from '../questionnaires/index.js';
import { isAnswered, spokenInstant, type SheetQuestion } from '../assessments/index.js';
import { carriedBox, shownAnswer } from './last-cycle.js';
import { listView } from './list-view.js';
import { fieldsOf } from './answer-fields.js';
import { seenOf, text } from './section-form.js';

/** What was typed into a question's fields and could not be saved. */
export interface Refused {
  fields: FlatForm;
  problems: readonly Problem[];
}

export interface PageError {
  name?: string;
  message: string;
}

/** A question as the form of a section shows it: what is stored, or what was typed and is not. */
export function questionView(one: SheetQuestion, refused?: Refused): object {
  const { question, answer } = one;
  const stands = shownAnswer(one);
  const { key, kind, allowNotApplicable, evidenceWanted } = question;
  const fields = refused?.fields ?? fieldsOf(question, stands);
  const errors = new Map(refused?.problems.map(({ path, message }) => [path, message]));
  const list = isListKind(kind);
  const shown = { question, fields, errors };
  return {
    key,
    kind,
    list,
    ...(list ? listView(shown) : { field: valueField(shown) }),
    ...(allowNotApplicable ? notApplicable(shown) : {}),
    comment: {
      name: `${key}:comment`,
      label: 'Comment',
      type: 'textarea',
      rows: 3,
      value: text(fields, 'comment'),
      ...errorAt(errors, 'comment'),
    },
    commented: text(fields, 'comment') !== '' || errors.has('comment'),
    evidenceWanted: evidenceWanted ?? null,
    seen: seenOf(stands),
    given: isAnswered(stands),
    ...carriedBox(one),
    saved: answer && `Saved ${spokenInstant(answer.answeredAt)} by ${answer.answeredBy}`,
  };
}

/** The refusals as the error summary lists them, each leading to its field. */
export function pageErrors(question: Question, { problems }: Refused, open = true): PageError[] {
  if (!open) return problems.map(({ message }) => ({ message: `“${question.text}”: ${message}` }));
  return problems.map(({ path, message }) => ({
    name: `${question.key}:${fieldFor(question, path)}`,
    message,
  }));
}

interface Shown {
  question: Question;
  fields: FlatForm;
  errors: ReadonlyMap<string, string>;
}

const types: Partial<Record<Question['kind'], string>> = {
  yes_no: 'radios',
  single: 'radios',
  multiple: 'checkboxes',
  text: 'textarea',
  date: 'date',
};

function valueField({ question, fields, errors }: Shown): object {
  const { key, text: label, kind, guidance, unit } = question;
  const chosen = [fields['value'] ?? []].flat();
  const choices = choicesOf(question);
  const options = choices.map((choice) => ({ ...choice, checked: chosen.includes(choice.value) }));
  return {
    name: `${key}:value`,
    label,
    type: types[kind] ?? 'text',
    value: chosen[0] ?? '',
    ...(guidance ? { hint: guidance } : {}),
    ...(options.length > 0 ? { options, inline: kind === 'yes_no' } : {}),
    ...(kind === 'number' ? { width: '10', autocomplete: 'off' } : {}),
    ...(kind === 'date' ? { width: '10' } : {}),
    ...(kind === 'number' && unit ? { suffix: unit } : {}),
    ...errorAt(errors, 'value'),
  };
}

function notApplicable({ question: { key }, fields, errors }: Shown): object {
  return {
    na: {
      name: `${key}:na`,
      label: 'This does not apply to us',
      type: 'checkbox',
      checked: text(fields, 'na') !== '',
    },
    reason: {
      name: `${key}:reason`,
      label: 'Why does it not apply?',
      type: 'textarea',
      rows: 2,
      value: text(fields, 'reason'),
      ...errorAt(errors, 'reason'),
    },
  };
}

function errorAt(errors: ReadonlyMap<string, string>, path: string): object {
  const error = errors.get(path);
  return error === undefined ? {} : { error };
}

/** A problem with the whole list is shown at its “none” box, the first field that is always there. */
function fieldFor({ kind }: Question, path: string): string {
  return isListKind(kind) && (path === 'value' || path === 'rows') ? 'none' : path;
}
