import type { FrozenAnswer } from '../../assessments/index.js';
import {
  labelOf,
  LIST_COLUMNS,
  questionsOf,
  type ListKind,
  type QuestionnaireDefinition,
} from '../../questionnaires/index.js';

interface Answers {
  definition: QuestionnaireDefinition;
  answers: readonly FrozenAnswer[];
}

interface Listed<Row> {
  row: Row;
  answeredAt: string;
}

/** The rows of every list answer of this kind. */
export function rowsOf<Row>(kind: ListKind, { definition, answers }: Answers): Listed<Row>[] {
  const keys = new Set(
    questionsOf(definition)
      .filter((question) => question.kind === kind)
      .map(({ key }) => key),
  );
  return answers
    .filter(({ questionKey, value }) => keys.has(questionKey) && Array.isArray(value))
    .flatMap(({ value, answeredAt }) => (value as Row[]).map((row) => ({ row, answeredAt })));
}

/** What the choice in this column of a list is called. */
export function labelled(kind: ListKind, column: string, value: string): string {
  const found = LIST_COLUMNS[kind].find(({ name }) => name === column);
  return found?.type === 'choice' ? labelOf(found.options, value) : value;
}
