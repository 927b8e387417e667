import {
  ChoiceField,
  DayField,
  IdField,
  TextField,
  WholeField,
  WordsField,
} from '../../platform/http/index.js';
import { findingStates, severities, type FindingState, type Severity } from '../finding.entity.js';

export class NewRemediationRequest {
  @IdField({ description: 'Whom it is sent to: a contact of the vendor.' }) contactId: string;
  @WordsField({ max: 200, description: 'Ids of findings of this vendor that are open or planned.' })
  findingIds: string[];
  @TextField({
    max: 2_000,
    lines: true,
    optional: true,
    example: 'We would like to see all three closed before the renewal.',
    description: 'Stands in the letter.',
  })
  message?: string;
}

export const requestStandings = ['sent', 'opened', 'expired', 'revoked'] as const;
export type RequestStanding = (typeof requestStandings)[number];

export class RemediationRequestView {
  @IdField() id: string;
  @TextField({ max: 100, example: 'Rui Okafor' }) name: string;
  @TextField({ max: 254, example: 'rui@corridor.example' }) email: string;
  @ChoiceField(requestStandings) standing: RequestStanding;
  @TextField({ max: 40, example: '2026-11-23T09:00:00.000Z' }) sentAt: string;
  @TextField({ max: 40, example: '2027-02-21T23:59:59.999Z' }) expiresAt: string;
  @TextField({ max: 100, example: 'Ada Moreau' }) asker: string;
  @WholeField({ min: 1, max: 1_000, description: 'Findings it is about.' }) findings: number;
}

/** A finding as the vendor sees it: what it has to do, and nothing that was said among us. */
export class RequestedFindingView {
  @IdField() id: string;
  @TextField({ max: 20, example: 'F-12' }) reference: string;
  @TextField({ max: 300, example: 'Dependencies are not pinned' }) title: string;
  @ChoiceField(severities) severity: Severity;
  @ChoiceField(findingStates) state: FindingState;
  @DayField() dueOn: string;
  @TextField({ max: 200, optional: true }) engagement?: string;
  @TextField({ max: 4_000, optional: true, description: 'What we would have you do.' })
  proposedRemediation?: string;
  @TextField({ max: 4_000, optional: true }) plan?: string;
  @DayField({ optional: true }) plannedFor?: string;
  @TextField({ max: 4_000, optional: true, description: 'What was done, in your own words.' })
  resolution?: string;
  @TextField({ max: 2_000, optional: true, description: 'Why it is open again.' })
  reopenedBecause?: string;
  @WholeField({ min: 1, max: 1_000_000 }) version: number;
}
