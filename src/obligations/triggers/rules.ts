import { policy } from '../../policies/index.js';

const days = (label: string, usual: number) => ({ label, unit: 'days', usual, min: 1, max: 365 });

/** How long a vendor gets for what a rule drafts. */
export const triggerPolicy = policy('triggers', {
  title: 'Reassessments that rules draft',
  about:
    'Days a vendor gets to answer, by what set the rule off, and when a decision counts as about to end.',
  figures: {
    evidence_expired: days('Evidence expired, or is too old', 21),
    auditor_in_doubt: days('An auditor is in doubt', 14),
    tool_with_credentials: days('A new tool holds credentials', 14),
    training_changed: days('An answer about training changed', 14),
    decision_expiring: days('A decision is about to end', 30),
    send: days('A draft of a rule is to be sent or discarded within', 7),
    ahead: days('A decision is about to end this long before', 60),
  },
});

/** The rules, as people read them. What each asks is the built-in questionnaire, in full or short. */
export const triggerRules = [
  {
    code: 'evidence_expired',
    when: 'Evidence that an answer or an audit rests on has expired, or is too old for its kind',
    what: 'the short questionnaire',
    asks: 'short',
    looked: 'every night',
  },
  {
    code: 'auditor_in_doubt',
    when: 'An auditor or compliance platform is put in doubt, and judgements rest on its audits',
    what: 'the full questionnaire',
    asks: 'full',
    looked: 'at once',
  },
  {
    code: 'tool_with_credentials',
    when: 'A vendor declares a tool that holds credentials and did not before',
    what: 'the full questionnaire',
    asks: 'full',
    looked: 'with every submission',
  },
  {
    code: 'training_changed',
    when: 'A vendor answers a question about training data otherwise than the last time',
    what: 'the full questionnaire',
    asks: 'full',
    looked: 'with every submission',
  },
  {
    code: 'decision_expiring',
    when: 'An approval is about to end',
    what: 'the full questionnaire, in tier 4 the short one',
    asks: 'full',
    looked: 'every night',
  },
] as const;

export type TriggerCode = (typeof triggerRules)[number]['code'];
export const triggerCodes: readonly TriggerCode[] = triggerRules.map(({ code }) => code);

export const ruleOf = (code: TriggerCode) =>
  triggerRules.find((rule) => rule.code === code) ?? triggerRules[0];
