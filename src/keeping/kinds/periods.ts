import { policy, type Figures } from '../../policies/index.js';

const months = (label: string, usual: number, hint?: string) => ({
  label,
  unit: 'months',
  usual,
  min: 1,
  max: 240,
  ...(hint === undefined ? {} : { hint }),
});

/** How long each kind of thing is kept once its clock has started. */
export const keepingPeriods = policy('keeping', {
  title: 'Keeping less',
  about:
    'How long what says something of people, or what a vendor gave us in confidence, is kept once its clock has started. After that its content is purged in the next night; what proves that it was there stays. A shorter period counts at once for what is kept already: look at “What goes next” before the night. What names no tier is the same for all of them. A legal hold stops it.',
  figures: {
    contacts: months('Contacts, after the vendor left', 12),
    answersAfterLeaving: months('Answers, after the vendor left', 24),
    answersTier1: months('Answers about a tier 1 vendor, after a newer cycle', 60),
    answersTier2: months('Answers about a tier 2 vendor, after a newer cycle', 48),
    answersTier3: months('Answers about a tier 3 vendor, after a newer cycle', 36),
    answersTier4: months('Answers about a tier 4 vendor, after a newer cycle', 24),
    evidenceAfterLeaving: months('Evidence, after the vendor left', 12),
    evidenceWithdrawn: months('Evidence that was withdrawn, after that', 6),
    evidenceTier1: months('Evidence of a tier 1 vendor, after it ended', 36),
    evidenceTier2: months('Evidence of a tier 2 vendor, after it ended', 30),
    evidenceTier3: months('Evidence of a tier 3 vendor, after it ended', 24),
    evidenceTier4: months('Evidence of a tier 4 vendor, after it ended', 18),
    incidentWordsAfterLeaving: months('Words about incidents, after the vendor left', 24),
    incidentWordsTier1: months(
      'Words of a tier 1 vendor about an incident, after it was closed',
      60,
    ),
    incidentWordsTier2: months(
      'Words of a tier 2 vendor about an incident, after it was closed',
      48,
    ),
    incidentWordsTier3: months(
      'Words of a tier 3 vendor about an incident, after it was closed',
      36,
    ),
    incidentWordsTier4: months(
      'Words of a tier 4 vendor about an incident, after it was closed',
      24,
    ),
    incidentTimeline: months('Our own words about an incident, after it was closed', 60),
    judgingAfterLeaving: months('Texts of findings and reviews, after the vendor left', 36),
    judgingTier1: months('Texts of findings and reviews of a tier 1 vendor, after their end', 84),
    judgingTier2: months('Texts of findings and reviews of a tier 2 vendor, after their end', 72),
    judgingTier3: months('Texts of findings and reviews of a tier 3 vendor, after their end', 60),
    judgingTier4: months('Texts of findings and reviews of a tier 4 vendor, after their end', 48),
    leaving: months('What was confirmed when a vendor was left, after that', 60),
    holdReasons: months('Why something was held, after the hold was released', 60),
    invitations: months('Who was invited, after the link ended', 12),
    letters: months('Letters, after they were sent', 12),
    signIn: months('What people signed in with, after their access ended', 12),
    tokenUses: months('When a token was used last, after the token ended', 6),
    journalDetails: months('Before and after in the journal', 60),
    reports: months('Reports, after they were printed', 84),
  },
  groups: {
    'Contacts and people': ['contacts', 'signIn', 'tokenUses'],
    'Letters and invitations': ['invitations', 'letters'],
    Answers: [
      'answersTier1',
      'answersTier2',
      'answersTier3',
      'answersTier4',
      'answersAfterLeaving',
    ],
    Evidence: [
      'evidenceTier1',
      'evidenceTier2',
      'evidenceTier3',
      'evidenceTier4',
      'evidenceAfterLeaving',
      'evidenceWithdrawn',
    ],
    'Findings and reviews': [
      'judgingTier1',
      'judgingTier2',
      'judgingTier3',
      'judgingTier4',
      'judgingAfterLeaving',
    ],
    Incidents: [
      'incidentWordsTier1',
      'incidentWordsTier2',
      'incidentWordsTier3',
      'incidentWordsTier4',
      'incidentWordsAfterLeaving',
      'incidentTimeline',
    ],
    'Leaving a vendor, and legal holds': ['leaving', 'holdReasons'],
    'Journal and reports': ['journalDetails', 'reports'],
  },
});

export type Period = keyof typeof keepingPeriods.figures;
export type Periods = Figures<Period>;

/** The sentence by which something goes, such as `Letters, after they were sent: 12 months`. */
export function ruleOf(period: Period, periods: Periods): string {
  const { label, unit } = keepingPeriods.figures[period];
  return `${label}: ${periods[period]} ${periods[period] === 1 ? unit.slice(0, -1) : unit}`;
}
