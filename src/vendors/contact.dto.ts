import { EmailField, IdField, TextField, WholeField } from '../platform/http/index.js';

export class ContactFacts {
  @TextField({ max: 100, example: 'Rui Okafor' })
  name: string;

  @EmailField({ example: 'rui@corridor.example' })
  email: string;

  @TextField({ max: 100, optional: true, example: 'Head of security' })
  position?: string;
}

export class ContactView extends ContactFacts {
  @IdField() id: string;
  @IdField() vendorId: string;
  @WholeField({ min: 1, max: 1_000_000 }) version: number;
}
