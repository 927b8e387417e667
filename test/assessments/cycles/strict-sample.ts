import type { Question } from '../../../src/questionnaires/index.js';
import { sample } from '../../portal/sample-questionnaire.js';

/** The sample, with expectations that an answer can miss. */
export const strictSample = structuredClone(sample);
strictSample.sections[0]?.questions.forEach((question: Question) => {
  if (question.key === 'a.days') question.expected = { rule: 'atMost', full: 30, partial: 60 };
  if (question.key === 'a.one') question.expected = { rule: 'equals', value: 'red' };
});
