import { Invalid } from '../platform/errors.js';
import { sha256 } from '../platform/ids.js';
import { checkDefinition } from './check-definition.js';
import { type QuestionnaireDefinition, questionsOf } from './question.js';

/**
 * The definition, if it is sound.
 * @throws Invalid with what is wrong, by path
 */
export function soundDefinition(raw: unknown): QuestionnaireDefinition {
  const problems = checkDefinition(raw);
  if (problems.length > 0) {
    const byPath = new Map<string, string>();
    for (const { path, message } of problems) byPath.set(path, byPath.get(path) ?? message);
    throw new Invalid(Object.fromEntries(byPath));
  }
  return raw as QuestionnaireDefinition;
}

/** A definition as it is stored, with its fingerprint. */
export function columnsOf(definition: QuestionnaireDefinition) {
  return {
    definition,
    sha256: sha256(JSON.stringify(definition)),
    questions: questionsOf(definition).length,
  };
}
