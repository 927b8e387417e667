import { policy, type Figures } from '../../policies/index.js';

const days = (label: string, usual: number, min = 1, max = 730) => ({
  label,
  unit: 'days',
  usual,
  min,
  max,
});

export const evidenceFreshness = policy('evidence-freshness', {
  title: 'Freshness of evidence',
  about:
    'How long what a vendor lists or says of itself counts, from the day it was issued and never from the day it reached us. What says itself how long it is valid counts no longer than that.',
  figures: {
    subprocessorListDays: days('List of subprocessors: fresh for', 90),
    sbomDays: days('Software bill of materials: fresh for', 90),
    selfAssessmentMonths: {
      label: 'Self-assessment: fresh for',
      unit: 'months',
      usual: 12,
      min: 1,
      max: 60,
    },
    dueSoonDays: days('Due soon: before the end', 60, 0, 365),
  },
});

export type EvidenceFigures = Figures<keyof typeof evidenceFreshness.figures>;
