import { TextField } from '../../platform/http/index.js';

export class ProofFacts {
  @TextField({
    max: 200,
    optional: true,
    description: 'What it shows; the name of the file unless told.',
    example: 'A build that refuses a changed package',
  })
  title?: string;
}
