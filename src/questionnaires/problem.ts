/** One thing wrong with what somebody sent: where (a dotted path) and what, in words to show beside it. */
export interface Problem {
  path: string;
  message: string;
}
