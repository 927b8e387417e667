export { aiVendor, aiVendorShort, builtIn } from './built-in/index.js';
export { type FlatForm, readAnswerForm, type ReadAnswerForm } from './answer-form.js';
export { formatAnswer } from './answer-text.js';
export {
  type AnswerValue,
  type AuditRow,
  type Known,
  MAX_TEXT,
  readAnswer,
  type ReadAnswer,
  type StoreRow,
  type ToolRow,
} from './answer-value.js';
export { checkDefinition, isDefinition } from './check-definition.js';
export type { Comparison, Compliance } from './comparison.js';
export { type Answers, checkConditions, holds, visibleQuestions } from './condition.js';
export { compare } from './expectation.js';
export { type Column, isListKind, LIST_COLUMNS, type ListKind, MAX_ROWS } from './list-columns.js';
export type { Problem } from './problem.js';
export {
  choicesOf,
  type Condition,
  type Domain,
  type Expectation,
  labelOf,
  type Option,
  type Question,
  QUESTION_KINDS,
  type QuestionKind,
  type QuestionnaireDefinition,
  questionsOf,
  type Section,
  type Weight,
} from './question.js';
export { textHash } from './text-hash.js';
