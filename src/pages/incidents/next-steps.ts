import type { IncidentView, OutreachCounts, RotationCounts } from '../../incidents/index.js';

export interface NextStep {
  href: string;
  what: string;
  why: string;
}

const vendors = (count: number): string => (count === 1 ? '1 vendor' : `${count} vendors`);

export interface Running {
  outreach: OutreachCounts;
  rotations: RotationCounts;
}

/** What is to be done next about an open incident, the most urgent first; none where it is closed. */
export function nextSteps(incident: IncidentView, { outreach, rotations }: Running): NextStep[] {
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
  if (rotations.open > 0) {
    const late = rotations.late > 0 ? `${rotations.late} overdue. ` : '';
    steps.push({
      href: `${at}/rotations?state=open`,
      what: rotations.open === 1 ? 'Renew 1 credential' : `Renew ${rotations.open} credentials`,
      why: `${late}Affected vendors hold them, and somebody may have taken them.`,
    });
  }
  const owing = outreach.sent + outreach.opened;
  if (outreach.late > 0 && owing > 0) {
    steps.push({
      href: `${at}/outreach?late=true`,
      what: 'Chase those whose answer is late',
      why: `Of ${vendors(owing)} that were asked no answer is here yet.`,
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
      href: `${at}/outreach/new?standings=never_asked`,
      what: `Ask ${vendors(counts.never_asked)} for the first time`,
      why: 'Nothing is known of them: that is not the same as clear.',
    });
  }
  if (counts.stale > 0) {
    steps.push({
      href: `${at}/outreach/new?standings=stale`,
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
