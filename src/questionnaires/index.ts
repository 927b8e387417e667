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
export { conditionWords } from './condition-words.js';
export { compare } from './expectation.js';
export { expectationWords } from './expectation-words.js';
export { type Column, isListKind, LIST_COLUMNS, type ListKind, MAX_ROWS } from './list-columns.js';
export type { Problem } from './problem.js';
export type { PublishedVersion } from './published-versions.js';
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
export {
  QuestionnaireQuery,
  type QuestionnaireView,
  type VersionLine,
  type VersionView,
} from './questionnaire.dto.js';
export { Questionnaire, QuestionnaireVersion } from './questionnaire.entity.js';
export { QuestionnairesModule } from './questionnaires.module.js';
export { QuestionnaireQueries } from './questionnaires.queries.js';
export { Questionnaires } from './questionnaires.service.js';
export { textHash } from './text-hash.js';
