import { checkReferences } from './condition-references.js';
import { checkQuestion } from './check-question.js';
import { DefinitionReader } from './definition-reader.js';
import type { Problem } from './problem.js';
import type { QuestionnaireDefinition } from './question.js';

const LIMITS = { questions: 500, sections: 50, domains: 20, minutes: 1000 } as const;

/**
 * Everything that keeps a questionnaire from being published or imported; empty when it is sound.
 * Takes anything, also what came from outside, and never throws.
 */
export function checkDefinition(definition: unknown): Problem[] {
  const reader = new DefinitionReader();
  checkShape(reader, definition);
  if (reader.problems.length > 0) return reader.problems;
  return checkReferences((definition as QuestionnaireDefinition).sections);
}

/** Whether a definition, wherever it came from, is a sound questionnaire. */
export function isDefinition(definition: unknown): definition is QuestionnaireDefinition {
  return checkDefinition(definition).length === 0;
}

function checkShape(reader: DefinitionReader, raw: unknown): void {
  const fields = ['key', 'title', 'purpose', 'minutes', 'domains', 'sections'];
  const definition = reader.object(raw, '', fields);
  if (!definition) return;
  reader.key(definition['key'], 'key');
  reader.text(definition['title'], 'title', 200);
  reader.text(definition['purpose'], 'purpose', 2000);
  reader.whole(definition['minutes'], 'minutes', 1, LIMITS.minutes);
  const domains = checkDomains(reader, definition['domains']);
  checkSections(reader, definition['sections'], domains);
}

function checkDomains(reader: DefinitionReader, raw: unknown): ReadonlySet<string> {
  const known = new Set<string>();
  reader.list(raw, 'domains', 1, LIMITS.domains).forEach((entry, at) => {
    const path = `domains.${at}`;
    const domain = reader.object(entry, path, ['key', 'label']);
    if (!domain) return;
    reader.text(domain['label'], `${path}.label`, 100);
    reader.uniqueKey(domain['key'], `${path}.key`, known);
  });
  return known;
}

function checkSections(reader: DefinitionReader, raw: unknown, domains: ReadonlySet<string>): void {
  const sectionKeys = new Set<string>();
  const questionKeys = new Set<string>();
  reader.list(raw, 'sections', 1, LIMITS.sections).forEach((entry, at) => {
    const path = `sections.${at}`;
    const section = reader.object(entry, path, ['key', 'title', 'intro', 'questions']);
    if (!section) return;
    reader.uniqueKey(section['key'], `${path}.key`, sectionKeys);
    reader.text(section['title'], `${path}.title`, 200);
    reader.text(section['intro'], `${path}.intro`, 2000, 'may be blank');
    const questions = reader.list(section['questions'], `${path}.questions`, 1, LIMITS.questions);
    questions.forEach((question, q) => {
      checkQuestion(reader, question, `${path}.questions.${q}`, domains, questionKeys);
    });
  });
  if (questionKeys.size > LIMITS.questions) {
    reader.report('sections', `ask more than ${LIMITS.questions} questions`);
  }
}
