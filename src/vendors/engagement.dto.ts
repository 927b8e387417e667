import {
  ChoiceField,
  ChoicesField,
  DayField,
  FlagField,
  IdField,
  NestedField,
  TextField,
  WholeField,
} from '../platform/http/index.js';
import {
  accessKinds,
  autonomies,
  dataCategories,
  levels,
  type AccessKind,
  type Autonomy,
  type DataCategory,
  type Level,
  type Tier,
} from '../scoring/index.js';

const codes = (choices: readonly { code: string }[]): string[] => choices.map(({ code }) => code);

export class LikelihoodFacts {
  @ChoiceField(levels, { example: 'H' }) internet_exposure: Level;
  @ChoiceField(levels, { example: 'M' }) fourth_parties: Level;
  @ChoiceField(levels, { example: 'M' }) trains_or_retains: Level;
  @ChoiceField(levels, { example: 'VL' }) recent_incident: Level;
  @ChoiceField(levels, { example: 'L' }) ships_code: Level;
}

/** What decides the inherent risk of an engagement. */
export class InherentFacts {
  @ChoicesField(codes(dataCategories), { example: ['personal', 'credentials'] })
  data: DataCategory[];

  @ChoicesField(codes(accessKinds), { example: ['write_api'] })
  access: AccessKind[];

  @ChoiceField(levels, { example: 'H' })
  criticality: Level;

  @ChoiceField(codes(autonomies), { example: 'recommendation' })
  autonomy: Autonomy;

  @NestedField(() => LikelihoodFacts)
  likelihood: LikelihoodFacts;

  @FlagField({ description: 'It holds credentials of ours: tier 1.' })
  holdsCredentials: boolean;

  @FlagField({ description: 'Its code runs in our build or production: tier 1.' })
  codeRunsHere: boolean;

  @FlagField({ description: 'It supports a critical or important function: tier 1.' })
  supportsCriticalFunction: boolean;
}

export class NewEngagement extends InherentFacts {
  @TextField({ max: 200, example: 'Gateway for all prompts' })
  name: string;

  @TextField({ max: 2_000, lines: true, optional: true })
  purpose?: string;

  @DayField({ optional: true, example: '2026-01-01' })
  startsOn?: string;

  @DayField({ optional: true, example: '2027-12-31' })
  endsOn?: string;
}

export class InherentView {
  @ChoiceField(levels) level: Level;
  @ChoiceField(levels) impact: Level;
  @ChoiceField(levels) likelihood: Level;
  @WholeField({ min: 10, max: 90 }) value: number;
  @WholeField({ min: 1, max: 4 }) tier: Tier;
  @TextField({ max: 500, description: 'Why tier 1 is forced.' }) forced: readonly string[];
  @TextField({ max: 500, description: 'The derivation in sentences.' }) reasons: readonly string[];
}

export class EngagementView extends NewEngagement {
  @IdField() id: string;
  @IdField() vendorId: string;
  @NestedField(() => InherentView) inherent: InherentView;
  @WholeField({ min: 1, max: 1_000_000 }) version: number;
}
