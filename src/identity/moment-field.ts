import { TextField, type FieldOptions } from '../platform/http/index.js';

/** An instant in an answer: ISO 8601 in UTC. */
export const MomentField = (options: FieldOptions = {}) =>
  TextField({ max: 24, example: '2026-11-23T09:00:00.000Z', ...options });
