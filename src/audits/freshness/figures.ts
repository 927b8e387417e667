import { policy, type Figures } from '../../policies/index.js';

const months = (label: string, usual: number, hint?: string) => ({
  label,
  unit: 'months',
  usual,
  min: 1,
  max: 60,
  ...(hint ? { hint } : {}),
});

const days = (label: string, usual: number, min = 1, max = 730) => ({
  label,
  unit: 'days',
  usual,
  min,
  max,
});

export const freshness = policy('freshness', {
  title: 'Freshness of audits',
  about:
    'How long the audit of a vendor counts, from the day it speaks of and never from the day it reached us. Beyond that an answer that leans on it counts as an assertion.',
  figures: {
    soc2Type2Months: months('SOC 2 Type II: fresh after the end of its period', 12),
    bridgeMonths: {
      label: 'Bridge letter: covers at most',
      unit: 'months',
      usual: 3,
      min: 0,
      max: 6,
      hint: '0: no bridge letter is accepted.',
    },
    soc2Type1Months: months('SOC 2 Type I: fresh after the day it describes', 6),
    soc2Type1GraceMonths: months(
      'SOC 2 Type I: in grace until, after the day it describes',
      12,
      'Not shorter than it is fresh.',
    ),
    surveillanceMonths: months('ISO certificate: between proofs of a surveillance audit', 12),
    surveillanceToleranceDays: days('ISO certificate: for the proof to reach us', 45, 0, 180),
    penetrationTestMonths: months('Penetration test: fresh after its last day', 12),
    redTeamTestMonths: months('Red-team test: fresh after its last day', 12),
    otherMonths: months('Other audit without an end date: fresh after its period', 12),
    dueSoonDays: days('Due soon: before the end', 60, 0, 365),
  },
});

export type FreshnessFigures = Figures<keyof typeof freshness.figures>;
