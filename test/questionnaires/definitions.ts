import type { QuestionnaireDefinition } from '../../src/questionnaires/index.js';
import { definitionOf, questionOf } from './sample-question.js';

/** A small sound questionnaire with this key. */
export function definitionNamed(key: string, title = 'Sample'): QuestionnaireDefinition {
  const question = questionOf('yes_no', {
    key: 'sample.pinned',
    text: 'Are dependencies pinned?',
    weight: 'critical',
    knockOut: true,
    expected: { rule: 'equals', value: 'yes' },
    gap: 'dependencies are not pinned',
  });
  return { ...definitionOf([question]), key, title };
}
