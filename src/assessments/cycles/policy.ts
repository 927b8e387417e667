import { policy } from '../../policies/index.js';

/** When answers that are only ever confirmed should be shown at last. */
export const cyclesPolicy = policy('cycles', {
  title: 'Answers confirmed again and again',
  about:
    'From how many cycles in a row an answer that was confirmed without evidence is flagged to the reviewer.',
  figures: {
    unproven: { label: 'Flagged from', unit: 'cycles', usual: 5, min: 1, max: 20 },
  },
});
