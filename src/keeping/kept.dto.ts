import {
  DayField,
  IdField,
  InstantField,
  ListQuery,
  NestedListField,
  TextField,
  WordsField,
  WholeField,
} from '../platform/http/index.js';

const most = 2_147_483_647;

class Kept {
  @TextField({ max: 40, example: 'contacts' }) code: string;
  @TextField({ max: 100, example: 'Contacts of vendors' }) title: string;
  @WholeField({ min: 0, max: most, description: 'Things that still have their content.' })
  kept: number;
  @WholeField({ min: 0, max: most, description: 'Those whose clock has started.' })
  running: number;
  @WholeField({ min: 0, max: most, description: 'Those that a legal hold stops.' })
  held: number;
  @WholeField({ min: 0, max: most, description: 'Those that go in the next night.' })
  due: number;
  @DayField({ optional: true, description: 'The first last day of all that nothing holds.' })
  until?: string;
}

export class PeriodView {
  @TextField({ max: 200, example: 'Contacts, after the vendor left' }) label: string;
  @WholeField({ min: 1, max: 240, example: 12 }) months: number;
}

export class KeptKindView extends Kept {
  @TextField({ max: 1_000, description: 'What is kept.' }) what: string;
  @TextField({ max: 1_000 }) purpose: string;
  @TextField({ max: 1_000, description: 'Why it may be kept.' }) basis: string;
  @TextField({ max: 1_000, description: 'What starts its clock.' }) starts: string;
  @TextField({ max: 1_000, description: 'What stays once it was purged.' }) stays: string;
  @NestedListField(() => PeriodView, { max: 20 }) periods: PeriodView[];
  @InstantField({ optional: true, description: 'When some of it was purged last.' })
  purgedAt?: string;
}

export class KeptOfVendorView extends Kept {}

export class PurgeQuery extends ListQuery {}

export class PurgeView {
  @TextField({ max: 40 }) id: string;
  @TextField({ max: 40, example: 'contacts' }) kind: string;
  @TextField({ max: 20, example: 'retention', description: 'Retention, or a person’s request.' })
  reason: string;
  @WordsField({ max: 20, description: 'The rules by which it went.' }) rules: string[];
  @WholeField({ min: 1, max: most }) items: number;
  @TextField({ max: 100, example: 'Assay' }) by: string;
  @InstantField() at: string;
}

export class DueThingView {
  @TextField({ max: 60, example: 'contact', description: 'The table where it is.' }) place: string;
  @TextField({ max: 40 }) id: string;
  @TextField({ max: 500, example: 'Rui Okafor' }) named: string;
  @IdField({ optional: true }) vendorId?: string;
  @TextField({ max: 200, optional: true }) vendor?: string;
  @DayField({ description: 'The day on which its clock started.' }) startedOn: string;
  @DayField({ description: 'The last day on which it was to be kept.' }) until: string;
  @TextField({ max: 300, example: 'Contacts, after the vendor left: 12 months' }) rule: string;
}

export class NewPurgeRun {
  @TextField({
    max: 40,
    example: 'purge now',
    description: '“purge now”: what goes does not come back.',
  })
  confirmation: string;
}

export class PurgeRunKind {
  @TextField({ max: 40, example: 'contacts' }) code: string;
  @TextField({ max: 100, example: 'Contacts of vendors' }) title: string;
  @WholeField({ min: 0, max: most, description: 'As many were due when it was asked for.' })
  due: number;
  @WholeField({ min: 0, max: most, description: 'As many have gone since.' }) gone: number;
}

export class PurgeRunView {
  @IdField() id: string;
  @TextField({ max: 100, example: 'Ada Moreau' }) askedBy: string;
  @InstantField() askedAt: string;
  @InstantField({ optional: true, description: 'Left out while it is under way.' })
  finishedAt?: string;
  @NestedListField(() => PurgeRunKind, { max: 40 }) kinds: PurgeRunKind[];
}
