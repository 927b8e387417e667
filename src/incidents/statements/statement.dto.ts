import { ChoiceField, DayField, IdField, ListQuery, TextField } from '../../platform/http/index.js';
import { statementStatuses, type StatementStatus } from '../exposure/facts.js';
import {
  justifications,
  statementSources,
  type Justification,
  type StatementSource,
} from './statement.entity.js';

const words = {
  max: 4_000,
  lines: true,
  optional: true,
  example: 'The gateway was pinned to 1.82.6 from January on.',
  description: 'In the vendor’s words.',
} as const;

/** What a vendor said, as an analyst heard it. */
export class StatementFacts {
  @IdField() vendorId: string;
  @ChoiceField(statementStatuses, { example: 'not_affected' }) status: StatementStatus;
  @ChoiceField(justifications, {
    optional: true,
    description: 'Why it is not affected, in the words of OpenVEX.',
  })
  justification?: Justification;
  @DayField({ example: '2026-03-26', description: 'From when the vendor says so.' })
  datedOn: string;
  @TextField(words) words?: string;
}

/** What a vendor sent, such as by mail or as a link on its status page. */
export class VexDocument {
  @IdField() vendorId: string;
  @TextField({
    max: 200_000,
    lines: true,
    description: 'An OpenVEX document (JSON) about what the incident is about.',
  })
  openVex: string;
}

export class StatementQuery extends ListQuery {
  @IdField({ optional: true }) vendorId?: string;
}

export class StatementView {
  @IdField() id: string;
  @IdField() incidentId: string;
  @IdField() vendorId: string;
  @TextField({ max: 200, example: 'Corridor Gateway' }) vendor: string;
  @ChoiceField(statementStatuses) status: StatementStatus;
  @ChoiceField(justifications, { optional: true }) justification?: Justification;
  @DayField() datedOn: string;
  @TextField(words) words?: string;
  @ChoiceField(statementSources) source: StatementSource;
  @IdField({
    optional: true,
    description: 'The document it stands in, where somebody here brought it in.',
  })
  evidenceId?: string;
  @TextField({ max: 100, example: 'Ada Moreau' }) recordedBy: string;
  @TextField({ max: 40, example: '2026-03-26T12:00:00.000Z' }) recordedAt: string;
  @TextField({ max: 2_000, optional: true }) withdrawnBecause?: string;
  @TextField({ max: 100, optional: true }) withdrawnBy?: string;
  @TextField({ max: 40, optional: true }) withdrawnAt?: string;
}

export class StatementWithdrawal {
  @TextField({ max: 2_000, lines: true, example: 'It was about another product.' })
  reason: string;
}
