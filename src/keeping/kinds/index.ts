import { journalDetails } from './of-the-journal.js';
import { contacts, invitations, letters, signIn, tokenUses } from './of-people.js';
import { answers, evidence, reports } from './of-vendors.js';

/** All kinds, in the order in which pages show them. */
export const kinds = [
  contacts,
  answers,
  evidence,
  reports,
  invitations,
  letters,
  signIn,
  tokenUses,
  journalDetails,
] as const;

export { type KeptKind, type Place } from './kept-kind.js';
export { keepingPeriods, ruleOf, type Period, type Periods } from './periods.js';
