import type { Actor } from '../platform/actor.js';
import {
  ChoiceField,
  DayField,
  FlagField,
  IdField,
  InstantField,
  ListQuery,
  TextField,
  WholeField,
} from '../platform/http/index.js';
import {
  findingRules,
  findingStates,
  originKinds,
  severities,
  type FindingRule,
  type FindingState,
  type OriginKind,
  type Severity,
} from './finding.entity.js';

const title = { max: 300, example: 'Dependencies are not pinned' } as const;
const detail = {
  max: 4_000,
  lines: true,
  example: 'Builds take the newest version of each package, so a poisoned one is taken at once.',
  description: 'What is missing, and why that matters.',
} as const;
const remediation = {
  max: 4_000,
  lines: true,
  example: 'Pin every dependency by version and hash, and check both at each build.',
  description: 'What we would have the vendor do.',
} as const;
const dueOn = {
  example: '2027-01-31',
  description:
    'The day by which it is closed; unless told, what the policy gives for its severity.',
} as const;

/** What is written of a finding whatever it comes from. */
export class FindingFacts {
  @TextField(title) title: string;
  @TextField({ ...detail, optional: true }) detail?: string;
  @ChoiceField(severities, { example: 'high' }) severity: Severity;
  @TextField({ ...remediation, optional: true }) proposedRemediation?: string;
  @IdField({ optional: true, description: 'Who sees to it; the vendor’s owner, unless told.' })
  ownerId?: string;
  @DayField({ ...dueOn, optional: true }) dueOn?: string;
}

/** A finding raised by hand, on a vendor or on one of its engagements. */
export class NewFinding extends FindingFacts {
  @IdField() vendorId: string;
  @IdField({ optional: true, description: 'One of this vendor’s.' }) engagementId?: string;
}

/** What a person may change; all of it is sent. */
export class FindingChange {
  @TextField(title) title: string;
  @TextField({ ...detail, optional: true }) detail?: string;
  @ChoiceField(severities, { example: 'high' }) severity: Severity;
  @TextField({ ...remediation, optional: true }) proposedRemediation?: string;
  @IdField({ description: 'Who sees to it.' }) ownerId: string;
  @DayField({ ...dueOn, description: 'The day by which it is closed.' }) dueOn: string;
}

export class PlanFacts {
  @TextField({
    max: 4_000,
    lines: true,
    example: 'Lock files with hashes for all services; the build refuses what is not in them.',
    description: 'What the vendor will do. It reads this where it has a link to this finding.',
  })
  plan: string;
  @DayField({ example: '2027-01-15', description: 'By when.' }) plannedFor: string;
}

export class Resolution {
  @TextField({
    max: 4_000,
    lines: true,
    example: 'Hash-checked lock files are in force for all services since January.',
    description: 'What was done.',
  })
  resolution: string;
}

export class Verification {
  @TextField({
    max: 4_000,
    lines: true,
    example: 'Looked at the lock files and at a build that refused a changed package.',
    description: 'How we made sure.',
  })
  verification: string;
}

export class Reopening {
  @TextField({
    max: 2_000,
    lines: true,
    example: 'One of the services still builds without a lock file.',
    description: 'The vendor reads it where it has a link to this finding.',
  })
  reason: string;
}

export const findingSorts = ['due', 'severity', 'newest', 'vendor'] as const;
export type FindingSort = (typeof findingSorts)[number];

export class FindingQuery extends ListQuery {
  @TextField({ max: 100, optional: true, description: 'Words the vendor’s name begins with.' })
  q?: string;
  @IdField({ optional: true }) vendorId?: string;
  @IdField({ optional: true }) engagementId?: string;
  @IdField({ optional: true, description: 'Findings whose gap this assessment met.' })
  assessmentId?: string;
  @ChoiceField([...findingStates, 'owed'], {
    optional: true,
    description: '`owed`: open or planned.',
  })
  state?: FindingState | 'owed';
  @ChoiceField(severities, { optional: true }) severity?: Severity;
  @IdField({ optional: true }) ownerId?: string;
  @ChoiceField(originKinds, { optional: true, description: 'What it comes from.' })
  origin?: OriginKind;
  @IdField({ optional: true, description: 'The very thing it comes from, such as an exception.' })
  originId?: string;
  @FlagField({ optional: true, description: 'Only those open or planned beyond their day.' })
  overdue?: boolean;
  @ChoiceField(findingSorts, { optional: true, description: 'By due date unless told.' })
  sort?: FindingSort;
}

export class FindingLine {
  @IdField() id: string;
  @TextField({ max: 20, example: 'F-12' }) reference: string;
  @IdField() vendorId: string;
  @TextField({ max: 200, example: 'Corridor Gateway' }) vendor: string;
  @IdField({ optional: true }) engagementId?: string;
  @TextField({ max: 200, optional: true }) engagement?: string;
  @IdField({ optional: true, description: 'The assessment in which it was raised.' })
  assessmentId?: string;
  @ChoiceField(originKinds) originKind: OriginKind;
  @IdField({ optional: true }) originId?: string;
  @TextField({ max: 80, optional: true, description: 'The question, where it is about one.' })
  questionKey?: string;
  @ChoiceField(findingRules, { optional: true, description: 'Absent where a person raised it.' })
  raisedByRule?: FindingRule;
  @TextField({ max: 100, optional: true, example: 'Build supply chain' }) domain?: string;
  @TextField(title) title: string;
  @ChoiceField(severities) severity: Severity;
  @ChoiceField(findingStates) state: FindingState;
  @IdField() ownerId: string;
  @TextField({ max: 100, example: 'Ada Moreau' }) owner: string;
  @DayField() dueOn: string;
  @FlagField({ description: 'Open or planned beyond its day.' }) overdue: boolean;
  @DayField({ optional: true }) plannedFor?: string;
  @DayField({ optional: true }) acceptedUntil?: string;
  @InstantField() raisedAt: string;
  @InstantField() updatedAt: string;
}

const person = { max: 100, optional: true, example: 'Ada Moreau' } as const;
const actorKinds = ['user', 'token', 'respondent', 'system'] as const;
const byKind = {
  optional: true,
  description: '`respondent`: the vendor itself; `system`: a rule.',
};

export class FindingView extends FindingLine {
  @TextField({ ...detail, optional: true }) detail?: string;
  @TextField({ ...remediation, optional: true }) proposedRemediation?: string;
  @TextField({ max: 100, example: 'Ada Moreau' }) raisedBy: string;
  @TextField({ max: 4_000, optional: true, description: 'What the vendor will do.' }) plan?: string;
  @TextField(person) plannedBy?: string;
  @ChoiceField(actorKinds, byKind) plannedByKind?: Actor['kind'];
  @InstantField({ optional: true }) plannedAt?: string;
  @TextField({ max: 4_000, optional: true, description: 'What was done.' }) resolution?: string;
  @TextField(person) resolvedBy?: string;
  @ChoiceField(actorKinds, byKind) resolvedByKind?: Actor['kind'];
  @InstantField({ optional: true }) resolvedAt?: string;
  @TextField({ max: 4_000, optional: true, description: 'How we made sure.' })
  verification?: string;
  @TextField(person) verifiedBy?: string;
  @InstantField({ optional: true }) verifiedAt?: string;
  @TextField({ max: 2_000, optional: true, description: 'Why it is open again.' })
  reopenedBecause?: string;
  @InstantField({ optional: true }) reopenedAt?: string;
  @WholeField({ min: 1, max: 1_000_000 }) version: number;
}
