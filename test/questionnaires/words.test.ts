import { describe, expect, it } from '@jest/globals';
import {
  aiVendor,
  type Condition,
  conditionWords,
  type Expectation,
  expectationWords,
  type QuestionKind,
  questionsOf,
} from '../../src/questionnaires/index.js';
import { definitionOf, questionOf } from './sample-question.js';

const definition = definitionOf([
  questionOf('yes_no', { key: 'a.used', text: 'Is it used?' }),
  questionOf('multiple', { key: 'a.colours', text: 'Which colours?' }),
  questionOf('text', { key: 'a.why', text: 'Why?' }),
]);
const used = { question: 'a.used', is: 'yes' };
const bright = { question: 'a.colours', is: ['red', 'green', 'blue'] };
const why = { question: 'a.why', answered: true as const };

describe('a condition in words', () => {
  it.each<[string, Condition]>([
    ['“Is it used?” is answered “Yes”', used],
    ['“Which colours?” includes “Red”, “Green” or “Blue”', bright],
    ['“Why?” is answered', why],
    ['“Is it used?” is answered “Yes” and “Why?” is answered', { all: [used, why] }],
    ['“Why?” is answered', { any: [why] }],
    [
      '“Is it used?” is answered “Yes” and (“Why?” is answered or “Which colours?” includes “Red”)',
      { all: [used, { any: [why, { question: 'a.colours', is: 'red' }] }] },
    ],
    [
      'it is not so that (“Is it used?” is answered “Yes” or “Why?” is answered)',
      { not: { any: [used, why] } },
    ],
  ])('%s', (words, condition) => {
    expect(conditionWords(condition, definition)).toBe(words);
  });
});

describe('an expectation in words', () => {
  it.each<[string, QuestionKind, Expectation]>([
    ['Any answer meets it.', 'text', { rule: 'given' }],
    ['', 'yes_no', { rule: 'equals', value: 'yes' }],
    [
      'All that are wanted together meet it, 50% or more of them in part.',
      'multiple',
      { rule: 'includesAll', options: ['red', 'green'], forbidden: ['blue'] },
    ],
    [
      '7 days or less meets it, up to 30 days in part.',
      'number',
      { rule: 'atMost', full: 7, partial: 30 },
    ],
    ['12 days or more meets it.', 'number', { rule: 'atLeast', full: 12 }],
    [
      'A day at most 12 months ago meets it, up to 18 months in part.',
      'date',
      { rule: 'notOlderThan', months: 12, partialMonths: 18 },
    ],
  ])('“%s”', (words, kind, expected) => {
    const unit = kind === 'number' ? { unit: 'days' } : {};
    expect(expectationWords(questionOf(kind, { expected, ...unit }))).toBe(words);
  });

  it('is at most one sentence for every built-in question', () => {
    for (const question of questionsOf(aiVendor)) {
      expect(expectationWords(question)).toMatch(/^$|^.{10,250}\.$/);
    }
  });
});
