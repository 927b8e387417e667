import { AnyField, TextField, WholeField } from '../platform/http/index.js';

const facts = { type: 'object', additionalProperties: true };

/** One act on a finding, as the journal has it. */
export class HistoryView {
  @WholeField({
    min: 1,
    max: 2_147_483_647,
    example: 412,
    description: 'Its place in the journal.',
  })
  seq: number;
  @TextField({ max: 40, example: '2026-11-23T09:00:00.000Z' }) at: string;
  @TextField({ max: 100, example: 'Ada Moreau', description: 'Who did it.' }) by: string;
  @TextField({ max: 20, example: 'user', description: 'A rule is `system`.' }) byKind: string;
  @TextField({ max: 100, example: 'finding.planned' }) action: string;
  @AnyField({
    optional: true,
    description: 'What changed, as it was; absent where it was raised.',
    example: { state: 'open' },
    api: facts,
  })
  before?: Record<string, unknown>;
  @AnyField({
    optional: true,
    description: 'What changed, as it is.',
    example: { state: 'planned' },
    api: facts,
  })
  after?: Record<string, unknown>;
}
