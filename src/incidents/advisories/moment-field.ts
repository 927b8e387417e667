import { AnyField } from '../../platform/http/index.js';

/** A moment in an answer, in UTC. */
export const MomentField = (options: { optional?: boolean; description?: string } = {}) =>
  AnyField({
    ...options,
    example: '2026-03-24T15:35:32.000Z',
    api: { type: String, format: 'date-time' },
  });
