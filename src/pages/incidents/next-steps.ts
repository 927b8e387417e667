import type { IncidentView } from '../../incidents/index.js';

export interface NextStep {
  href: string;
  what: string;
  why: string;
}

const vendors = (count: number): string => (count === 1 ? '1 vendor' : `${count} vendors`);

/** What is to be done next about an open incident, the most urgent first; none where it is closed. */
export function nextSteps(incident: IncidentView): NextStep[] {
  const { id, counts, state, isConfirmed, derivedAt } = incident;
  if (state === 'closed' || derivedAt === undefined) return [];
  const at = `/incidents/${id}`;
  const steps: NextStep[] = [];
  if (!isConfirmed && counts.confirmed > 0) {
    steps.push({
      href: `${at}/confirmation`,
      what: 'Say whether it touches our data',
      why: 'From then on the score of every affected vendor that holds something of ours shows it.',
    });
  }
  if (counts.possible > 0) {
    steps.push({
      href: `${at}/exposure?standing=affected&certainty=possible`,
      what: `Find out which version ${vendors(counts.possible)} had`,
      why: 'They use it, and nobody told us in which version.',
    });
  }
  if (counts.never_asked > 0) {
    steps.push({
      href: `${at}/exposure?standing=never_asked`,
      what: `Ask ${vendors(counts.never_asked)} for the first time`,
      why: 'Nothing is known of them: that is not the same as clear.',
    });
  }
  if (counts.stale > 0) {
    steps.push({
      href: `${at}/exposure?standing=stale`,
      what: `Ask ${vendors(counts.stale)} again`,
      why: 'What we know of them is from too long ago, or not enough.',
    });
  }
  if (steps.length === 0) {
    steps.push({
      href: `${at}/closing`,
      what: 'Close it',
      why: 'Where every vendor stands is known.',
    });
  }
  return steps;
}
