import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type AnswerValue,
  checkConditions,
  type Condition,
  holds,
  type Question,
  visibleQuestions,
} from '../../src/questionnaires/index.js';
import { definitionOf, questionOf, toolRow } from './sample-question.js';

function visible(questions: Question[], answers: Record<string, AnswerValue>): string[] {
  const given = new Map(Object.entries(answers));
  return visibleQuestions(definitionOf(questions), given).map((question) => question.key);
}

describe('a condition', () => {
  const given = new Map<string, AnswerValue>([
    ['a.yes', 'yes'],
    ['a.colours', ['red', 'blue']],
    ['a.number', 5],
    ['a.tools', [toolRow]],
  ]);

  it.each<[boolean, Condition]>([
    [true, { question: 'a.yes', is: 'yes' }],
    [false, { question: 'a.yes', is: 'no' }],
    [true, { question: 'a.yes', is: ['no', 'yes'] }],
    [true, { question: 'a.colours', is: 'blue' }],
    [true, { question: 'a.colours', is: ['green', 'red'] }],
    [false, { question: 'a.colours', is: 'green' }],
    [false, { question: 'a.number', is: '5' }],
    [true, { question: 'a.number', answered: true }],
    [true, { question: 'a.tools', answered: true }],
    [false, { question: 'a.tools', is: 'LiteLLM' }],
    [false, { question: 'a.blank', answered: true }],
    [false, { question: 'a.blank', is: 'yes' }],
    [true, { not: { question: 'a.blank', is: 'yes' } }],
    [
      true,
      {
        all: [
          { question: 'a.yes', is: 'yes' },
          { question: 'a.number', answered: true },
        ],
      },
    ],
    [
      false,
      {
        all: [
          { question: 'a.yes', is: 'yes' },
          { question: 'a.blank', answered: true },
        ],
      },
    ],
    [
      true,
      {
        any: [
          { question: 'a.blank', answered: true },
          { question: 'a.yes', is: 'yes' },
        ],
      },
    ],
    [
      false,
      {
        any: [
          { question: 'a.blank', answered: true },
          { question: 'a.yes', is: 'no' },
        ],
      },
    ],
  ])('is %s: %j', (expected, condition) => {
    expect(holds(condition, given)).toBe(expected);
  });
});

describe('which questions are asked', () => {
  const chain = [
    questionOf('yes_no', { key: 'c.one' }),
    questionOf('yes_no', { key: 'c.two', when: { question: 'c.one', is: 'yes' } }),
    questionOf('text', { key: 'c.three', when: { question: 'c.two', is: 'yes' } }),
  ];

  it('follows the answers', () => {
    expect(visible(chain, {})).toEqual(['c.one']);
    expect(visible(chain, { 'c.one': 'yes' })).toEqual(['c.one', 'c.two']);
    expect(visible(chain, { 'c.one': 'yes', 'c.two': 'yes' })).toEqual([
      'c.one',
      'c.two',
      'c.three',
    ]);
  });

  it('does not count the answer of a hidden question', () => {
    expect(visible(chain, { 'c.one': 'no', 'c.two': 'yes' })).toEqual(['c.one']);
  });

  it('treats a question further down as unanswered', () => {
    const ahead = [
      questionOf('text', { key: 'c.first', when: { question: 'c.last', answered: true } }),
      questionOf('text', { key: 'c.last' }),
    ];
    expect(visible(ahead, { 'c.last': 'x' })).toEqual(['c.last']);
  });

  it('never shows a question whose condition rests on a hidden one', () => {
    const shape = fc.array(
      fc.record({ back: fc.nat(20), is: fc.constantFrom('yes', 'no'), free: fc.boolean() }),
      { minLength: 1, maxLength: 30 },
    );
    const replies = fc.array(fc.constantFrom('yes', 'no', null), { minLength: 30, maxLength: 30 });
    fc.assert(
      fc.property(shape, replies, (links, given) => {
        const questions = links.map(({ back, is, free }, at) => {
          const on = `q.n${Math.max(0, at - 1 - back)}`;
          const when = at > 0 && !free ? { when: { question: on, is } } : {};
          return questionOf('yes_no', { key: `q.n${at}`, ...when });
        });
        const answers: Record<string, AnswerValue> = {};
        given.forEach((reply, at) => {
          if (reply) answers[`q.n${at}`] = reply;
        });
        const shown = new Set(visible(questions, answers));
        for (const question of questions) {
          const when = question.when as { question: string; is: string } | undefined;
          const expected =
            !when || (shown.has(when.question) && answers[when.question] === when.is);
          expect(shown.has(question.key)).toBe(expected);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('conditions that cannot work are reported', () => {
  const yesNo = (key: string, when?: Condition) =>
    questionOf('yes_no', { key, ...(when ? { when } : {}) });

  it.each<[string, Question[], string]>([
    [
      'unknown',
      [yesNo('a.a', { question: 'a.z', is: 'yes' })],
      'names “a.z”, which is no question here',
    ],
    [
      'ahead',
      [yesNo('a.a', { not: { question: 'a.b', is: 'yes' } }), yesNo('a.b')],
      'names “a.b”, which is asked later; a condition can only look back',
    ],
    ['itself', [yesNo('a.a', { question: 'a.a', is: 'yes' })], 'goes in a circle through “a.a”'],
    [
      'circle',
      [
        yesNo('a.a', { all: [{ question: 'a.c', is: 'yes' }] }),
        yesNo('a.b', { question: 'a.a', is: 'yes' }),
        yesNo('a.c', { any: [{ question: 'a.b', is: 'yes' }] }),
      ],
      'goes in a circle through “a.c”',
    ],
    [
      'choice not offered',
      [yesNo('a.a'), yesNo('a.b', { question: 'a.a', is: ['yes', 'perhaps'] })],
      'names “perhaps”, which “a.a” does not offer',
    ],
    [
      'no choices',
      [questionOf('text', { key: 'a.a' }), yesNo('a.b', { question: 'a.a', is: 'x' })],
      'compares “a.a”, which has no choices; use “answered”',
    ],
  ])('%s', (_name, questions, message) => {
    const problems = checkConditions(definitionOf(questions));
    expect(problems.map((problem) => problem.message)).toEqual([message]);
    expect(problems[0]?.path).toMatch(/^sections\.0\.questions\.\d\.when$/);
  });

  it('and sound ones are not', () => {
    const sound = [yesNo('a.a'), yesNo('a.b', { question: 'a.a', is: ['yes', 'no'] })];
    expect(checkConditions(definitionOf(sound))).toEqual([]);
  });
});
