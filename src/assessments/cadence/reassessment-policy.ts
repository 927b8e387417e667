import { policy, usualFigures, type Figures } from '../../policies/index.js';

const months = { unit: 'months', min: 1, max: 60 } as const;

/** How often an engagement is assessed again. */
export const reassessmentPolicy = policy('reassessment', {
  title: 'Reassessment',
  about: 'How long after the last decision an engagement is due to be assessed again, by its tier.',
  figures: {
    tier1Full: { ...months, label: 'Tier 1, in full', usual: 12 },
    tier1Light: { ...months, label: 'Tier 1, light', usual: 6 },
    tier1Exposed: {
      ...months,
      label: 'Tier 1, light, where it runs code here or holds our keys',
      usual: 3,
    },
    tier2: { ...months, label: 'Tier 2', usual: 12 },
    tier3: { ...months, label: 'Tier 3', usual: 24 },
    tier4: { ...months, label: 'Tier 4, or the end of the contract if that is sooner', usual: 36 },
    first: {
      label: 'The first one, after the engagement was entered',
      unit: 'days',
      usual: 30,
      min: 1,
      max: 365,
    },
  },
});
export type ReassessmentFigures = typeof reassessmentPolicy extends { figures: infer F }
  ? Figures<Extract<keyof F, string>>
  : never;

export const usualReassessment: ReassessmentFigures = usualFigures(reassessmentPolicy);
