import { AnyField, EmailField, TextField } from '../../platform/http/index.js';

/** A colleague to be asked, and for what. */
export class ColleagueFacts {
  @TextField({ max: 100, example: 'Bea Lindqvist' })
  name: string;

  @EmailField({ example: 'bea@corridor.example' })
  email: string;

  @AnyField({
    optional: true,
    description: 'Keys of the sections they are to answer, at least one.',
    example: ['tools'],
    api: { type: String, isArray: true, required: true },
  })
  sections?: unknown;
}
