import {
  AnyField,
  ChoiceField,
  IdField,
  InstantField,
  ListQuery,
  TextField,
  WholeField,
} from '../platform/http/index.js';
import { jobStates, type JobState } from '../platform/jobs/index.js';

export class JobQuery extends ListQuery {
  @ChoiceField(jobStates, { optional: true, description: '`dead`: given up after the last try.' })
  state?: JobState;
}

export class JobLine {
  @IdField() id: string;
  @TextField({ max: 100, example: 'letter.waiting' }) kind: string;
  @ChoiceField(jobStates, { example: 'dead' }) state: JobState;
  @WholeField({ min: 0, max: 100, example: 6 }) attempts: number;
  @AnyField({
    description: 'What to do it with: ids, never secrets.',
    example: { id: '019aaf5e-3c1a-7cc0-9f5c-0f1d2c3b4a59' },
    api: { type: 'object', additionalProperties: true },
  })
  payload: Record<string, unknown>;
  @InstantField() createdAt: string;
  @InstantField({ description: 'When it is tried next, or was due last.' }) dueAt: string;
  @InstantField({ optional: true }) finishedAt?: string;
  @TextField({
    max: 1_000,
    optional: true,
    example: 'The mail server could not be reached (ECONNECTION).',
  })
  problem?: string;
}
