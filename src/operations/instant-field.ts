import { AnyField } from '../platform/http/index.js';

interface Options {
  description?: string;
  optional?: boolean;
  example?: string;
}

/** A moment in an answer, in UTC. */
export const InstantField = ({ example = '2026-11-23T09:00:00.000Z', ...options }: Options = {}) =>
  AnyField({ ...options, example, api: { type: String, format: 'date-time' } });
