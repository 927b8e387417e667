import type { RegisterRow } from '../../../findings/index.js';
import type { ObligationLine } from '../../../obligations/index.js';
import type { OffboardingLine } from '../../../offboarding/index.js';
import { only } from './lists.js';

export const findingFacts = only<RegisterRow>(
  ...([
    'id',
    'number',
    'vendor',
    'engagement',
    'severity',
    'state',
    'plannedFor',
    'dueOn',
  ] as const),
  ...(['raisedAt', 'resolvedAt', 'verifiedAt', 'acceptedUntil', 'originKind'] as const),
  ...(['questionKey'] as const),
);

export const obligationFacts = only<ObligationLine>(
  ...(['id', 'kind', 'subjectKind', 'subjectId', 'part', 'dueOn', 'overdue'] as const),
  ...(['endedHow', 'endedAt', 'endedByKind', 'endedById'] as const),
);

export const offboardingFacts = only<OffboardingLine>(
  ...(['id', 'vendorId', 'vendor', 'dueOn', 'state', 'isLate', 'stepsDone'] as const),
  ...(['startedAt', 'endedAt', 'version'] as const),
);
