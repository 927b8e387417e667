import { ApiProperty } from '../../platform/http/index.js';

interface Told {
  optional?: boolean;
  description?: string;
  example?: unknown;
}

const told = ({ optional = false, ...rest }: Told) => ({ required: !optional, ...rest });

/** An instant in an answer: ISO 8601 in UTC. */
export const ShownInstant = (options: Told = {}) =>
  ApiProperty({
    type: String,
    format: 'date-time',
    example: '2026-11-23T09:00:00.000Z',
    ...told(options),
  });

/** Several lines of text in an answer. */
export const ShownTexts = (options: Told = {}) =>
  ApiProperty({ type: String, isArray: true, ...told(options) });
