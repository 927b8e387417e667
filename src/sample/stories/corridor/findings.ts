import type { SampleFinding } from '../../story.js';

export const findings: readonly SampleFinding[] = [
  {
    facts: {
      title: 'Nobody reads the security mailbox outside office hours',
      detail:
        'Two messages of ours on a Saturday were answered on Monday afternoon. A warning that keys have leaked would wait as long.',
      severity: 'high',
      proposedRemediation: 'Have somebody on call, and name an address that reaches them at night.',
    },
    plan: {
      plan: 'A rota of four engineers begins next month; the address goes on our trust page.',
      inDays: 20,
    },
  },
  {
    facts: {
      title: 'Our prompts stay in a cache for 30 days',
      detail:
        'The contract says seven. Corridor can shorten it for all customers only, with its next release.',
      severity: 'moderate',
      proposedRemediation:
        'Keep our prompts for seven days at most, or let us switch the cache off.',
    },
    borne: {
      reason:
        'Until the release, only prompts without personal data go through the cache: our own filter takes the others past it.',
      inDays: 90,
      approved: false,
    },
  },
];
