import { addDays } from '../platform/clock.js';
import { policy, type Figures } from '../policies/index.js';
import type { Severity } from './finding.entity.js';

const days = (label: string, usual: number, hint: string) => ({
  label,
  unit: 'days',
  usual,
  min: 1,
  max: 730,
  hint,
});

/**
 * Days from raising a finding until it is due. Sources: CISA Binding Operational Directive 19-02 (critical
 * vulnerabilities: 15 days) and the FedRAMP Continuous Monitoring Strategy Guide (high 30, moderate 90, low 180
 * days); both speak of vulnerabilities, here they stand for gaps of every kind. The longest is our own figure.
 */
export const findingDays = policy('findings', {
  title: 'Due dates of findings',
  about:
    'How long a vendor has to close a gap, by its severity, from the day the finding is raised. Findings that stand already keep their day.',
  figures: {
    veryHigh: days(
      'Very high',
      15,
      'As CISA’s directive 19-02 gives for critical vulnerabilities.',
    ),
    high: days('High', 30, 'As FedRAMP gives for high-risk vulnerabilities.'),
    moderate: days('Moderate', 90, 'As FedRAMP gives for moderate-risk vulnerabilities.'),
    low: days('Low', 180, 'As FedRAMP gives for low-risk vulnerabilities.'),
    longest: days('No finding is due later than', 365, 'Our own figure.'),
  },
});

export type FindingDays = Figures<keyof typeof findingDays.figures>;

const figureOf = {
  very_high: 'veryHigh',
  high: 'high',
  moderate: 'moderate',
  low: 'low',
} as const satisfies Record<Severity, keyof FindingDays>;

/** The day on which a finding raised on `today` is due unless told; days are `YYYY-MM-DD`. */
export function usualDueDay(severity: Severity, figures: FindingDays, today: string): string {
  return addDays(today, Math.min(figures[figureOf[severity]], figures.longest));
}

/** What is wrong with a day that somebody chose, as a clause; nothing where it can stand. */
export function dayProblem(day: string, figures: FindingDays, today: string): string | undefined {
  if (day < today) return 'is in the past';
  const last = addDays(today, figures.longest);
  return day > last ? `is later than ${last}, the last day the policy allows` : undefined;
}
