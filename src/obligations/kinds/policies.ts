import { policy } from '../../policies/index.js';

/** How long before a contract ends we want to have decided. */
export const contractPolicy = policy('contract-notice', {
  title: 'Contract notice',
  about: 'How long before a contract ends somebody is reminded to give notice or to renew it.',
  figures: { days: { label: 'Before the end', unit: 'days', usual: 90, min: 1, max: 730 } },
});
