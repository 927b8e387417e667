import type { Question, QuestionnaireDefinition } from '../../questionnaires/index.js';
import { opens, type Scope } from './scope.js';

interface Placed {
  question: Question;
  section: string;
}

const indexes = new WeakMap<QuestionnaireDefinition, ReadonlyMap<string, Placed>>();

/** The question with this key, where the link opens its section. Published definitions are shared, so they are indexed once. */
export function questionIn(
  definition: QuestionnaireDefinition,
  scope: Pick<Scope, 'sections'>,
  key: string,
): Question | undefined {
  const placed = indexOf(definition).get(key);
  return placed && opens(scope, placed.section) ? placed.question : undefined;
}

function indexOf(definition: QuestionnaireDefinition): ReadonlyMap<string, Placed> {
  const known = indexes.get(definition);
  if (known) return known;
  const index = new Map(
    definition.sections.flatMap(({ key: section, questions }) =>
      questions.map((question) => [question.key, { question, section }] as const),
    ),
  );
  indexes.set(definition, index);
  return index;
}
