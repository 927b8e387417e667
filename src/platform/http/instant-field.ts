import { AnyField, type FieldOptions } from './fields.js';

/** A moment in an answer: ISO 8601 in UTC. */
export const InstantField = (options: FieldOptions = {}) =>
  AnyField({
    example: '2026-11-23T09:00:00.000Z',
    ...options,
    api: { type: String, format: 'date-time' },
  });
