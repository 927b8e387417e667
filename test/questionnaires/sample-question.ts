import type {
  Question,
  QuestionKind,
  QuestionnaireDefinition,
} from '../../src/questionnaires/index.js';

const OPTIONS = [
  { value: 'red', label: 'Red' },
  { value: 'green', label: 'Green' },
  { value: 'blue', label: 'Blue' },
];

/** A sound question of this kind; single and multiple offer red, green and blue. */
export function questionOf(kind: QuestionKind, changes: Partial<Question> = {}): Question {
  const withOptions = kind === 'single' || kind === 'multiple' ? { options: OPTIONS } : {};
  return {
    key: 'sample.question',
    text: 'Is this so?',
    kind,
    weight: 'standard',
    domain: 'sample',
    expected: { rule: 'given' },
    expectedText: 'Anything.',
    allowNotApplicable: false,
    ...withOptions,
    ...changes,
  };
}

export function definitionOf(questions: Question[]): QuestionnaireDefinition {
  return {
    key: 'sample',
    title: 'Sample',
    purpose: 'To be tested.',
    minutes: 5,
    domains: [{ key: 'sample', label: 'Sample' }],
    sections: [{ key: 'only', title: 'Only', intro: '', questions }],
  };
}

export const toolRow = {
  name: 'LiteLLM',
  kind: 'gateway' as const,
  version: '1.82.6',
  seesOurData: 'yes' as const,
  holdsCredentials: 'no' as const,
};

export const storeRow = {
  what: 'Prompts',
  where: 'PostgreSQL, Frankfurt',
  retentionDays: 30,
  encryptedAtRest: 'yes' as const,
  trainedOn: 'no' as const,
};

export const auditRow = {
  standard: 'soc2_type2' as const,
  auditor: 'Ledger & Lamp LLP',
  periodStart: '2025-04-01',
  periodEnd: '2026-03-31',
};
