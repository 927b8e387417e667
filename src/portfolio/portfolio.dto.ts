import { obligationKinds, type ObligationKind } from '../obligations/index.js';
import {
  AnyField,
  ChoiceField,
  DayField,
  FlagField,
  IdField,
  NestedField,
  NestedListField,
  NumberField,
  TextField,
  WholeField,
} from '../platform/http/index.js';
import { bands, type Band, type Tier } from '../scoring/index.js';
import { severities, type Severity } from '../findings/index.js';
import { byAPerson, OverriddenView } from '../vendors/index.js';
import { auditorKinds, type AuditorKind } from '../audits/index.js';

const count = { min: 0, max: 1_000_000 };

/** How many vendors in each band. */
export class BandCounts {
  @WholeField(count) very_low: number;
  @WholeField(count) low: number;
  @WholeField(count) moderate: number;
  @WholeField(count) high: number;
  @WholeField(count) very_high: number;
  @WholeField({ ...count, description: 'Not scored yet.' }) unknown: number;
}

export class TierRow {
  @WholeField({ min: 1, max: 4, optional: true, description: 'Absent: no engagement yet.' })
  tier?: Tier;
  @TextField({ max: 40, example: 'Tier 1' }) label: string;
  @NestedField(() => BandCounts) counts: BandCounts;
  @WholeField(count) vendors: number;
}

export class VendorAtRisk {
  @IdField() id: string;
  @TextField({ max: 200, example: 'Corridor Gateway' }) name: string;
  @WholeField({ min: 1, max: 4, optional: true }) tier?: Tier;
  @ChoiceField(bands) band: Band;
  @NumberField({ min: 0, max: 100 }) residual: number;
  @FlagField({ description: 'Whether a floor holds the band up.' }) floored: boolean;
  @TextField({ max: 1_000, description: 'The one reason for its band.' }) reason: string;
  @TextField({ max: 100, example: 'Ada Moreau' }) owner: string;
  @NestedField(() => OverriddenView, byAPerson) overridden?: OverriddenView;
}

export class LateKind {
  @ChoiceField(obligationKinds) kind: ObligationKind;
  @TextField({ max: 100, example: 'Reassessment' }) word: string;
  @WholeField(count) count: number;
  @DayField({ description: 'Since when the oldest is due.' }) oldestOn: string;
}

export class LateOwner {
  @IdField() ownerId: string;
  @TextField({ max: 100, example: 'Ada Moreau' }) owner: string;
  @WholeField(count) count: number;
  @DayField() oldestOn: string;
}

export class LateWork {
  @WholeField(count) total: number;
  @NestedListField(() => LateKind, { max: 40 }) byKind: LateKind[];
  @NestedListField(() => LateOwner, { max: 25, description: 'Those with most first.' })
  byOwner: LateOwner[];
  @WholeField({ ...count, description: 'How many further owners have overdue work.' })
  moreOwners: number;
}

export class SeverityRow {
  @ChoiceField(severities) severity: Severity;
  @WholeField({ ...count, description: 'Open or planned.' }) open: number;
  @WholeField({ ...count, description: 'Of them, past their day.' }) overdue: number;
  @DayField({ optional: true }) oldestOn?: string;
}

export class ToolShare {
  @IdField() id: string;
  @TextField({ max: 200, example: 'litellm' }) name: string;
  @WholeField(count) vendors: number;
  @WholeField({ ...count, description: 'Of them, where it holds credentials.' })
  holdCredentials: number;
  @WholeField({ ...count, description: 'Of them, where it sees our data.' }) seeOurData: number;
  @WholeField({ ...count, description: 'Of them, where one of the two is not known.' })
  unknown: number;
}

export class ToolConcentration {
  @NestedListField(() => ToolShare, { max: 25, description: 'Those most vendors use first.' })
  tools: ToolShare[];
  @WholeField({ ...count, description: 'How many further tools they share.' }) more: number;
  @WholeField({ ...count, description: 'Vendors of which a current list names at least one.' })
  declared: number;
  @WholeField({ ...count, description: 'Vendors of which no current list names one.' })
  silent: number;
}

export class AuditorRow {
  @IdField() id: string;
  @TextField({ max: 200, example: 'Prescott and Lund LLP' }) name: string;
  @ChoiceField(auditorKinds) kind: AuditorKind;
  @FlagField() doubted: boolean;
  @WholeField({ ...count, description: 'Audits in force.' }) audits: number;
  @WholeField({ ...count, description: 'Vendors that they are of.' }) vendors: number;
}

export class AuditorConcentration {
  @WholeField({ ...count, description: 'Audits in force: fresh, due soon or in grace.' })
  inForce: number;
  @WholeField({ ...count, description: 'Of them, by an auditor or platform in doubt.' })
  doubted: number;
  @NestedListField(() => AuditorRow, { max: 25, description: 'Those in doubt first.' })
  auditors: AuditorRow[];
  @WholeField(count) more: number;
}

export class MonthEnd {
  @DayField() on: string;
  @NestedField(() => BandCounts) counts: BandCounts;
  @WholeField({ ...count, description: 'Vendors that were entered by then.' }) vendors: number;
}

/** The state of the portfolio at one moment; every list has its length bounded and says how many are left out. */
export class PortfolioView {
  @DayField() today: string;
  @AnyField({
    api: { type: String, isArray: true },
    description: 'What it was narrowed down to, in words.',
    example: ['tier 1'],
  })
  narrowed: string[];
  @TextField({ max: 1_000 }) headline: string;
  @WholeField(count) vendors: number;
  @NestedField(() => BandCounts) counts: BandCounts;
  @NestedListField(() => TierRow, { max: 5 }) matrix: TierRow[];
  @NestedListField(() => VendorAtRisk, { max: 25, description: 'The worst first.' })
  worst: VendorAtRisk[];
  @WholeField({ ...count, description: 'How many further vendors are scored.' }) worstMore: number;
  @NestedListField(() => VendorAtRisk, { max: 25, description: 'Whose band a person has set.' })
  overridden: VendorAtRisk[];
  @WholeField(count) overriddenMore: number;
  @NestedField(() => LateWork) late: LateWork;
  @NestedListField(() => SeverityRow, { max: 4 }) findings: SeverityRow[];
  @NestedField(() => ToolConcentration) tools: ToolConcentration;
  @NestedField(() => AuditorConcentration) auditors: AuditorConcentration;
  @NestedListField(() => MonthEnd, { max: 12, description: 'The last twelve month ends.' })
  trend: MonthEnd[];
}
