/**
 * One thing wrong with what somebody sent: where (a dotted path) and what, in words to show beside it: a sentence for
 * answers, a clause such as `is empty` for definitions.
 */
export interface Problem {
  path: string;
  message: string;
}
