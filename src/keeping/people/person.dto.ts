import {
  AnyField,
  DayField,
  EmailField,
  FlagField,
  InstantField,
  NestedListField,
  TextField,
  WholeField,
  WordsField,
} from '../../platform/http/index.js';

export class PersonAsked {
  @EmailField({
    optional: true,
    example: 'rui@corridor.example',
    description: 'Whose data it is about. Left out, only the name is looked for.',
  })
  email?: string;

  @TextField({
    max: 100,
    optional: true,
    example: 'Rui Okafor',
    description:
      'Also looked for wherever a name stands without the address: in texts, and in before and after in the journal, where it has two words or more. Case, accents and spaces do not count. The names that the address is known by are looked for anyway, in texts at the vendors for which they acted.',
  })
  name?: string;
}

export class PersonErasure extends PersonAsked {
  @TextField({
    max: 254,
    example: 'rui@corridor.example',
    description:
      'The address once more, or the name where there is none: what goes does not come back.',
  })
  confirmation: string;

  @WordsField({
    max: 500,
    optional: true,
    example: ['4711'],
    description:
      'Numbers of entries of the journal that were found by the name only, and go too. Somebody else may have the name: read them first.',
  })
  entries?: string[];
}

export class KeptOfPersonView {
  @TextField({ max: 60, example: 'contact', description: 'The table where it is.' }) place: string;
  @TextField({ max: 40 }) id: string;
  @TextField({ max: 1_000 }) what: string;
  @TextField({ max: 1_000 }) purpose: string;
  @DayField({
    optional: true,
    description: 'The last day on which it is kept, once that is known.',
  })
  until?: string;
  @TextField({ max: 1_000, optional: true, description: 'Why it cannot go now; left out: it can.' })
  stays?: string;
  @FlagField({
    optional: true,
    description: 'Found by the name only: it goes only where it is chosen.',
  })
  byName?: boolean;
  @AnyField({ description: 'What is stored.' }) content: object;
}

export class NamesakeView {
  @TextField({ max: 100 }) name: string;
  @TextField({ max: 254 }) email: string;
  @TextField({ max: 200, optional: true, description: 'Left out for people here.' })
  vendor?: string;
}

export class PersonView {
  @EmailField({ optional: true }) email?: string;
  @NestedListField(() => NamesakeView, {
    max: 50,
    description:
      'Whoever has the name that was asked for: more than one, and it is not clear who is meant.',
  })
  namesakes: NamesakeView[];
  @InstantField() at: string;
  @NestedListField(() => KeptOfPersonView, { max: 100_000 }) kept: KeptOfPersonView[];
}

export class ErasedView {
  @WholeField({ min: 0, max: 1_000_000, description: 'How many things were let go.' })
  erased: number;
  @NestedListField(() => KeptOfPersonView, {
    max: 100_000,
    description: 'What had to stay, each with why.',
  })
  stayed: KeptOfPersonView[];
}
