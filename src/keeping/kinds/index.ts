import { journalDetails } from './of-the-journal.js';
import { contacts, invitations, letters, signIn, tokenUses } from './of-people.js';
import { answers, evidence, reports } from './of-vendors.js';
import { holdReasons, leaving } from './of-leaving.js';
import { auditWords, judging } from './of-judging.js';
import { incidentTimeline, incidentWords } from './of-words.js';
import type { KeptKind } from './kept-kind.js';

/** All kinds, in the order in which pages show them. */
export const kinds: readonly KeptKind[] = [
  contacts,
  answers,
  evidence,
  auditWords,
  incidentWords,
  incidentTimeline,
  judging,
  leaving,
  reports,
  invitations,
  letters,
  holdReasons,
  signIn,
  tokenUses,
  journalDetails,
];

export const titleOfKind = (code: string): string | undefined =>
  kinds.find((kind) => kind.code === code)?.title;

export type { Counted, KeptKind, Place } from './kept-kind.js';
export { keepingPeriods, ruleOf, type Period, type Periods } from './periods.js';
