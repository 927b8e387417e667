import { sightChoices, type Sights } from '../journal/index.js';
import {
  AnyField,
  ChoiceField,
  DayField,
  InstantField,
  ListQuery,
  NestedField,
  TextField,
  WholeField,
} from '../platform/http/index.js';

const biggest = 2_147_483_647;
const hash = '5d1f0a5b0c7e4f7c9a40e5a5b9c1ff0f2f6a3d1c7f0b9b1e7d3a4c5e6f708192';

export class JournalQuery extends ListQuery {
  @TextField({
    max: 100,
    optional: true,
    example: 'corridor decided',
    description:
      'Words, all of which stand in what was done to what (`finding register`, `erased`), in the name of who did it or in what changed, whatever their case and accents. 100,000 entries are looked through for one page: it may be short or empty, and the next one goes on from there. What was purged is found only by what was done.',
  })
  q?: string;

  @TextField({ max: 100, optional: true, description: 'The kind of thing, such as `vendor`.' })
  subjectKind?: string;

  @TextField({ max: 100, optional: true, description: 'The id of one thing.' })
  subjectId?: string;

  @TextField({
    max: 100,
    optional: true,
    description: 'Who did it: id of a person or token, or `system`.',
  })
  actorId?: string;

  @TextField({ max: 100, optional: true, description: 'What was done, such as `vendor.changed`.' })
  action?: string;

  @ChoiceField(sightChoices, {
    optional: true,
    description:
      '`only` who saw or took what is sensitive (`evidence.seen`, `report.downloaded`); `none` of that. Left out: both.',
  })
  sights?: Sights;

  @DayField({ optional: true, example: '2026-01-01', description: 'The first day, in UTC.' })
  from?: string;

  @DayField({ optional: true, example: '2026-03-31', description: 'The last day, in UTC.' })
  to?: string;
}

export class JournalActor {
  @TextField({ max: 20, example: 'user' }) kind: string;
  @TextField({ max: 100, example: '019aaf5e-3c1a-7cc0-9f5c-0f1d2c3b4a59' }) id: string;
  @TextField({ max: 200, example: 'Ada Moreau' }) name: string;
}

export class JournalSubject {
  @TextField({ max: 50, example: 'vendor' }) kind: string;
  @TextField({ max: 100, example: '019aaf5e-3c1a-7cc0-9f5c-0f1d2c3b4a59' }) id: string;
}

const facts = { type: 'object', additionalProperties: true };

export class JournalEntryView {
  @WholeField({ min: 1, max: biggest, example: 412, description: 'Its place in the chain.' })
  seq: number;
  @InstantField() at: string;
  @NestedField(() => JournalActor) actor: JournalActor;
  @TextField({ max: 100, example: 'vendor.changed' }) action: string;
  @NestedField(() => JournalSubject) subject: JournalSubject;
  @AnyField({
    optional: true,
    description: 'What changed, as it was; absent where it did not exist, or was purged.',
    example: { status: 'prospective' },
    api: facts,
  })
  before?: Record<string, unknown>;
  @AnyField({
    optional: true,
    description: 'What changed, as it is.',
    example: { status: 'active' },
    api: facts,
  })
  after?: Record<string, unknown>;
  @TextField({ max: 64, example: hash, description: 'Covers this entry and all before it.' })
  hash: string;
}

export class JournalHeadView {
  @WholeField({ min: 0, max: biggest, example: 412, description: 'Number of entries so far.' })
  size: number;
  @TextField({ max: 64, example: hash, description: 'Hash of the last one.' }) hash: string;
}
