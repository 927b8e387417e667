import {
  AnyField,
  DayField,
  EmailField,
  InstantField,
  NestedListField,
  TextField,
  WholeField,
} from '../../platform/http/index.js';

export class PersonAsked {
  @EmailField({ example: 'rui@corridor.example', description: 'Whose data it is about.' })
  email: string;

  @TextField({
    max: 100,
    optional: true,
    example: 'Rui Okafor',
    description:
      'Also looked for wherever somebody typed a name and no address stands beside it. The names that the address is known by are looked for anyway, at the vendors for which they acted.',
  })
  name?: string;
}

export class PersonErasure extends PersonAsked {
  @TextField({
    max: 254,
    example: 'rui@corridor.example',
    description: 'The address once more: what goes does not come back.',
  })
  confirmation: string;
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
  @AnyField({ description: 'What is stored.' }) content: object;
}

export class PersonView {
  @EmailField() email: string;
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
