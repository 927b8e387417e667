/** Where a command writes: what was asked for, and what went wrong. */
export interface Terminal {
  say(line: string): void;
  complain(line: string): void;
}
