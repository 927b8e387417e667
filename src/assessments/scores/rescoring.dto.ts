import { FlagField, IdField, TextField, WholeField } from '../../platform/http/index.js';

export class NewScore {
  @TextField({
    max: 1_000,
    example: 'Northgate Assurance is in doubt.',
    description: 'What changed among the things it rests on; it stands in the journal.',
  })
  cause: string;
}

export class Rescored {
  @IdField({ description: 'The score that stands now.' }) id: string;
  @WholeField({ min: 1, max: 10_000 }) number: number;
  @FlagField({ description: 'False: nothing that counts has changed, so the last score stands.' })
  stored: boolean;
}
