import {
  ChoiceField,
  DayField,
  FlagField,
  IdField,
  ListQuery,
  NestedField,
  NumberField,
  TextField,
  WebAddressField,
  WholeField,
} from '../platform/http/index.js';
import { bands, levels, type Band, type Level, type Tier } from '../scoring/index.js';
import { byAPerson, OverriddenView } from './overridden.dto.js';
import { vendorStatuses, type VendorStatus } from './vendor.entity.js';

/** What is written of a vendor, at its creation and at every change. */
export class VendorFacts {
  @TextField({ max: 200, example: 'Corridor Gateway' })
  name: string;

  @WebAddressField({ optional: true, example: 'https://corridor.example' })
  website?: string;

  @TextField({
    max: 2_000,
    lines: true,
    optional: true,
    example: 'Routes our prompts to several model providers.',
  })
  description?: string;

  @ChoiceField(vendorStatuses, { example: 'prospective' })
  status: VendorStatus;

  @IdField({ optional: true, description: 'The person here who answers for it; you, unless told.' })
  ownerId?: string;

  @FlagField({
    optional: true,
    description:
      'Whether a reassessment that a rule drafts is sent by itself; otherwise a person sends it.',
  })
  sendsReassessments?: boolean;
}

export const vendorSorts = ['name', 'risk', 'tier', 'changed'] as const;
export type VendorSort = (typeof vendorSorts)[number];

export class VendorQuery extends ListQuery {
  @TextField({ max: 100, optional: true, description: 'Words the name begins with.' })
  q?: string;

  @ChoiceField(vendorStatuses, { optional: true })
  status?: VendorStatus;

  @WholeField({ min: 1, max: 4, optional: true })
  tier?: Tier;

  @ChoiceField([...bands, 'none'], { optional: true, description: '`none`: not scored yet.' })
  band?: Band | 'none';

  @IdField({ optional: true })
  ownerId?: string;

  @ChoiceField(vendorSorts, {
    optional: true,
    description: 'By name unless told; risk is worst first.',
  })
  sort?: VendorSort;
}

export class VendorLine {
  @IdField() id: string;
  @TextField({ max: 200, example: 'Corridor Gateway' }) name: string;
  @ChoiceField(vendorStatuses) status: VendorStatus;
  @IdField() ownerId: string;
  @TextField({ max: 100, example: 'Ada Moreau' }) owner: string;
  @WholeField({
    min: 1,
    max: 4,
    optional: true,
    description: 'Absent until there is an engagement.',
  })
  tier?: Tier;
  @ChoiceField(bands, { optional: true, description: 'Absent until there is a score.' })
  band?: Band;
  @NumberField({ min: 0, max: 100, optional: true }) residual?: number;
  @FlagField({ description: 'Whether a floor holds the band up.' }) floored: boolean;
  @NestedField(() => OverriddenView, byAPerson) overridden?: OverriddenView;
  @DayField() updatedAt: string;
}

export class VendorView extends VendorLine {
  @TextField({ max: 500, optional: true }) website?: string;
  @TextField({ max: 2_000, optional: true }) description?: string;
  @ChoiceField(levels, { optional: true }) inherentLevel?: Level;
  @TextField({ max: 1_000, optional: true }) bandReason?: string;
  @FlagField({ description: 'Whether a reassessment that a rule drafts is sent by itself.' })
  sendsReassessments: boolean;
  @DayField() createdAt: string;
  @WholeField({ min: 1, max: 1_000_000 }) version: number;
}
