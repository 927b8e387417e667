import { AnyField, TextField, WholeField } from '../platform/http/index.js';

export class PolicyFigures {
  @AnyField({
    description: 'Every figure of the policy, by its name.',
    example: { soc2Months: 12 },
    api: { additionalProperties: { type: 'integer' } },
  })
  figures: unknown;
}

export class PolicyView {
  @TextField({ max: 50, example: 'freshness' }) code: string;
  @TextField({ max: 100 }) title: string;
  @TextField({ max: 500 }) about: string;
  @AnyField({
    description: 'Each with its label, unit, limits, what it usually is and what it is now.',
    api: {
      additionalProperties: {
        type: 'object',
        properties: {
          label: { type: 'string' },
          unit: { type: 'string' },
          usual: { type: 'integer' },
          min: { type: 'integer' },
          max: { type: 'integer' },
          now: { type: 'integer' },
        },
      },
    },
  })
  figures: object;
  @WholeField({ min: 0, max: 1_000_000, description: 'For If-Match; 0 while it is as usual.' })
  version: number;
  @TextField({ max: 100, optional: true }) changedBy?: string;
  @TextField({ max: 30, optional: true, example: '2026-11-23T09:00:00.000Z' })
  changedAt?: string;
}
