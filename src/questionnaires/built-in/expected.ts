import type { Expectation } from '../question.js';

export const yes: Expectation = { rule: 'equals', value: 'yes' };
export const no: Expectation = { rule: 'equals', value: 'no' };
export const given: Expectation = { rule: 'given' };
