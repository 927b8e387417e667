import { policy } from '../policies/index.js';

/** How long leaving a vendor may take. */
export const offboardingPolicy = policy('offboarding', {
  title: 'Offboarding',
  about:
    'How long after a vendor begins to be offboarded its data is returned or deleted and its access ended. Those that run keep their day.',
  figures: { days: { label: 'To be done within', unit: 'days', usual: 30, min: 1, max: 730 } },
});
