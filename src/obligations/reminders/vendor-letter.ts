import { dayOf } from '../../platform/clock.js';
import { whenWords } from './digest-letter.js';
import { daysPast } from './ladder.js';

export interface AskedFacts {
  vendor: string;
  engagement: string;
  questionnaire: string;
  ownerName: string;
  ownerEmail: string;
}

interface Told {
  organisation: string;
  name: string;
  dueOn: string;
  /** Where the owner is. */
  day: string;
  linkEnded: boolean;
  expiresAt: Date;
  ask: { name: string; email: string };
}

/** All that templates/mail/vendor-reminder sees. It never holds a link: a reminder makes no new secret. */
export function vendorLetter({ vendor, engagement, questionnaire }: AskedFacts, told: Told) {
  const { expiresAt, day, ...rest } = told;
  const past = daysPast(told.dueOn, day);
  return {
    ...{ vendor, engagement, questionnaire },
    ...rest,
    late: past > 0,
    today: past === 0,
    when: whenWords(past),
    linkUntil: dayOf(expiresAt),
  };
}
