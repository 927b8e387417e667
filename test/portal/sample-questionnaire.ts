import type { Question, QuestionnaireDefinition } from '../../src/questionnaires/index.js';

function question(key: string, kind: Question['kind'], more: Partial<Question> = {}): Question {
  return {
    key,
    text: `What about ${key}?`,
    kind,
    weight: 'standard',
    domain: 'general',
    expected: { rule: 'given' },
    expectedText: 'SECRET EXPECTATION',
    allowNotApplicable: false,
    ...more,
  };
}

const colours = [
  { value: 'red', label: 'Red' },
  { value: 'green', label: 'Green' },
];

/** One question of each kind; one hangs on another in its section, one on another in the section before. */
export const sample: QuestionnaireDefinition = {
  key: 'sample',
  title: 'Tried questionnaire',
  purpose: 'To see that every kind of question can be answered.',
  minutes: 10,
  domains: [{ key: 'general', label: 'General' }],
  sections: [
    {
      key: 'basics',
      title: 'Basics',
      intro: 'The small questions.',
      questions: [
        question('a.yes', 'yes_no', { allowNotApplicable: true }),
        question('a.more', 'text', { when: { question: 'a.yes', is: 'yes' } }),
        question('a.one', 'single', { options: colours }),
        question('a.many', 'multiple', { options: colours }),
        question('a.days', 'number', { unit: 'days' }),
        question('a.when', 'date'),
      ],
    },
    {
      key: 'lists',
      title: 'Lists',
      intro: 'The long questions.',
      questions: [
        question('b.tools', 'tools', { expected: { rule: 'tools' } }),
        question('b.stores', 'stores', { expected: { rule: 'stores' } }),
        question('b.audits', 'audits', {
          expected: { rule: 'audits', withinMonths: 12, graceMonths: 3 },
        }),
        question('b.then', 'text', { when: { question: 'a.yes', is: 'yes' } }),
      ],
    },
  ],
};
