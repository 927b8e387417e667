import { policy } from '../../policies/index.js';

export const likenessPolicy = policy('likeness', {
  title: 'Near-identical reports',
  about:
    'Reports of different vendors that share this much of their wording are flagged: an auditor who writes the same report for everyone has looked at no one.',
  figures: {
    share: {
      label: 'Flagged from',
      unit: 'percent',
      hint: 'Share of all runs of five words that two reports have in common. Estimated, give or take 4.',
      usual: 80,
      min: 60,
      max: 100,
    },
  },
});
