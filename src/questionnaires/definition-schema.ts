import { severities } from '../findings/index.js';
import { QUESTION_KINDS, WEIGHTS } from './question.js';

const text = (maxLength: number, description?: string) => ({
  type: 'string',
  minLength: 1,
  maxLength,
  ...(description ? { description } : {}),
});
const list = (items: object, minItems: number, maxItems: number, description?: string) => ({
  type: 'array',
  items,
  minItems,
  maxItems,
  ...(description ? { description } : {}),
});
const object = (required: string[], properties: Record<string, object>, description?: string) => ({
  type: 'object',
  required,
  properties,
  additionalProperties: false,
  ...(description ? { description } : {}),
});

const key = {
  ...text(80, 'Stable across versions.'),
  pattern: '^[a-z][a-z0-9_-]*(\\.[a-z][a-z0-9_]*)?$',
};
const option = object(['value', 'label'], { value: text(60), label: text(300) });

const question = object(
  ['key', 'text', 'kind', 'weight', 'domain', 'expected', 'expectedText', 'allowNotApplicable'],
  {
    key,
    text: text(500),
    kind: { type: 'string', enum: [...QUESTION_KINDS] },
    options: list(option, 2, 50, 'Only for `single` and `multiple`.'),
    unit: text(40, 'Only for `number`.'),
    weight: { type: 'string', enum: [...WEIGHTS] },
    domain: text(80, 'The key of one of the domains.'),
    expected: {
      type: 'object',
      required: ['rule'],
      description:
        'What meets it, by `rule`: `given` (atLeastCharacters); `equals` (value); `oneOf` (full, partial); ' +
        '`includesAll` (options, partialFrom, forbidden); `atMost` and `atLeast` (full, partial); ' +
        '`notOlderThan` (months, partialMonths); `tools`; `stores` (atMostDays); `audits` (withinMonths, graceMonths).',
      properties: { rule: { type: 'string', example: 'equals' } },
    },
    expectedText: text(1000, 'The expectation in words, shown to the reviewer.'),
    gap: text(200, 'What is amiss when it is not met: a clause. Needed for critical questions.'),
    finding: object(
      ['severity', 'remediation'],
      {
        severity: { type: 'string', enum: [...severities] },
        remediation: text(1000, 'What the vendor is to do.'),
      },
      'What a finding says when it is not met; knock-outs that fail and critical ones answered adversely raise one.',
    ),
    guidance: text(1000, 'Help for the respondent.'),
    evidenceWanted: text(1000),
    knockOut: {
      type: 'boolean',
      enum: [true],
      description: 'Failing it alone lifts the band to high. Only for critical questions.',
    },
    allowNotApplicable: { type: 'boolean' },
    when: {
      type: 'object',
      description:
        'Asked only if this holds: `question` (an earlier key) with `is` (a choice or several) or `answered: true`; ' +
        'or `all`, `any` (lists of conditions), `not` (a condition).',
    },
    controls: list(
      text(60),
      0,
      20,
      'Control references by framework and id, such as `CSF2:GV.SC-05`.',
    ),
  },
);

const section = object(['key', 'title', 'intro', 'questions'], {
  key,
  title: text(200),
  intro: { type: 'string', maxLength: 2000 },
  questions: list(question, 1, 500),
});

const example = {
  key: 'gateway-check',
  title: 'Gateway check',
  purpose: 'To learn how you run the gateway that our prompts pass through.',
  minutes: 10,
  domains: [{ key: 'supply', label: 'Build supply chain' }],
  sections: [
    {
      key: 'build',
      title: 'Build',
      intro: '',
      questions: [
        {
          key: 'supply.pinned',
          text: 'Are dependencies pinned and checked against hashes?',
          kind: 'yes_no',
          weight: 'critical',
          domain: 'supply',
          expected: { rule: 'equals', value: 'yes' },
          expectedText: 'Yes, direct and indirect ones.',
          gap: 'dependencies are not pinned and hash-checked',
          finding: {
            severity: 'very_high',
            remediation:
              'Pin every dependency by version and hash, and let the installer refuse the rest.',
          },
          evidenceWanted: 'A lockfile and the build step that enforces it.',
          knockOut: true,
          allowNotApplicable: false,
          controls: ['CSF2:ID.RA-09'],
        },
      ],
    },
  ],
};

/** A questionnaire's definition as OpenAPI describes it; `checkDefinition` says the last word. */
export const definitionSchema = {
  ...object(
    ['key', 'title', 'purpose', 'minutes', 'domains', 'sections'],
    {
      key,
      title: text(200),
      purpose: text(2000, 'Shown to the respondent first.'),
      minutes: { type: 'integer', minimum: 1, maximum: 1000, description: 'How long it takes.' },
      domains: list(object(['key', 'label'], { key, label: text(100) }), 1, 20),
      sections: list(section, 1, 50, 'At most 500 questions in all.'),
    },
    'Plain JSON, complete in itself.',
  ),
  example,
};
